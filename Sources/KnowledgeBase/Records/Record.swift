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
}
