/// How a number is held against a limit.
public enum Comparison: String, Sendable, CaseIterable {
    case atLeast = "at-least"
    case over
    case atMost = "at-most"
    case under

    public func holds(_ value: Double, _ limit: Double) -> Bool {
        switch self {
        case .atLeast: value >= limit
        case .over: value > limit
        case .atMost: value <= limit
        case .under: value < limit
        }
    }

    /// For readers: `at least`, `over`, `at most`, `under`. Words, because < and > are misread (ISMP).
    public var words: String {
        switch self {
        case .atLeast: "at least"
        case .over: "over"
        case .atMost: "at most"
        case .under: "under"
        }
    }
}
