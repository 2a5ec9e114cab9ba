/// A risk a reader can tick. Alerts, weight triggers and rate caps refer to it.
public enum RiskFlag: UInt8, Sendable, CaseIterable {
    case renalRisk = 0
    case thrombosisRisk
    case igaDeficiency
    case pregnancy
    case cardiacRisk
    case haemolysisRisk
    case migraine

    /// As records and addresses write it.
    var name: StaticString {
        switch self {
        case .renalRisk: "renal-risk"
        case .thrombosisRisk: "thrombosis-risk"
        case .igaDeficiency: "iga-deficiency"
        case .pregnancy: "pregnancy"
        case .cardiacRisk: "cardiac-risk"
        case .haemolysisRisk: "haemolysis-risk"
        case .migraine: "migraine"
        }
    }

    var words: StaticString {
        switch self {
        case .renalRisk: "renal risk"
        case .thrombosisRisk: "thrombosis risk"
        case .igaDeficiency: "IgA deficiency"
        case .pregnancy: "pregnancy"
        case .cardiacRisk: "cardiac risk"
        case .haemolysisRisk: "haemolysis risk"
        case .migraine: "migraine"
        }
    }
}

/// The risks ticked.
public struct RiskFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public init(_ flags: RiskFlag...) {
        rawValue = flags.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
    }

    public func contains(_ flag: RiskFlag) -> Bool {
        rawValue & 1 << UInt16(flag.rawValue) != 0
    }

    /// Every flag there is.
    static var all: UInt16 { 1 << UInt16(RiskFlag.allCases.count) - 1 }

    @inline(never)
    init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        self.init(rawValue: UInt16(try reader.count(upTo: Int(Self.all))))
    }
}
