/// A stretch of a printed reference.
public enum Run: Hashable, Sendable {
    case text(String)
    case italic(String)
    case link(String, url: String)

    /// What the reader sees.
    public var plainText: String {
        switch self {
        case .text(let text), .italic(let text), .link(let text, _): text
        }
    }
}

extension Sequence<Run> {
    /// The reference without type and links.
    public var plainText: String { map(\.plainText).joined() }
}
