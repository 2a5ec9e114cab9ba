public import ClinicalLogic

extension Answer {
    /// As it stands in links, attributes and JSON: `met`, `not-met` or `unknown`.
    public var name: String {
        switch self {
        case .met: "met"
        case .notMet: "not-met"
        case .unknown: "unknown"
        }
    }
}
