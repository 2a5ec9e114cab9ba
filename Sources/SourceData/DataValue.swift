public import Diagnostics

/// A YAML or JSON value that knows where it stands.
public indirect enum DataValue: Sendable {
    /// Any single value. `isPlain` is false for quoted and block text, which is always text.
    case scalar(String, isPlain: Bool, SourcePosition)
    case sequence([DataValue], SourcePosition)
    case mapping([Entry], SourcePosition)

    public struct Entry: Sendable {
        public let key: String
        public let keyPosition: SourcePosition
        public let value: DataValue
    }

    public var position: SourcePosition {
        switch self {
        case .scalar(_, _, let position), .sequence(_, let position), .mapping(_, let position): position
        }
    }

    /// What an author would call this value.
    public var kindName: String {
        switch self {
        case .scalar(let text, _, _): text.isEmpty ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// True for `key:` with nothing after it, `~` and `null`.
    public var isNull: Bool {
        if case .scalar(let text, true, _) = self { ["", "~", "null"].contains(text) } else { false }
    }

    public subscript(key: String) -> DataValue? {
        guard case .mapping(let entries, _) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// Nesting beyond this is refused rather than risking the stack.
    static let maximumDepth = 64
}
