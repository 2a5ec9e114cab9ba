/// A record of any kind.
public enum Record: Sendable {
    case criteria(CriteriaSet)
    case regimen(Regimen)
    case dosingProtocol(DosingProtocol)
    case product(Product)
    case evidence(EvidenceRecord)

    public var head: RecordHead {
        switch self {
        case .criteria(let record): record.head
        case .regimen(let record): record.head
        case .dosingProtocol(let record): record.head
        case .product(let record): record.head
        case .evidence(let record): record.head
        }
    }

    /// True for the criteria of a payer.
    public var isCoverage: Bool { if case .criteria(let set) = self { set.purpose == .coverage } else { false } }

    /// True for what does not hold any more.
    public var isOutdated: Bool { head.status.isOutdated }
}
