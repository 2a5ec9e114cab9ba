public import Diagnostics

/// A YAML or JSON value that knows where it stands.
public indirect enum DataValue: Sendable {
    case scalar(String, ScalarStyle, SourcePosition)
    case sequence([DataValue], SourcePosition)
    case mapping([Entry], SourcePosition)

    /// How a single value was written. Only a plain one can mean "nothing"; quoted and block text is always text.
    public enum ScalarStyle: Sendable { case plain, quoted, block }

    public struct Entry: Sendable {
        public let key: String
        public let keyPosition: SourcePosition
        public let value: DataValue

        public init(key: String, keyPosition: SourcePosition, value: DataValue) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    public var position: SourcePosition {
        switch self {
        case .scalar(_, _, let position), .sequence(_, let position), .mapping(_, let position): position
        }
    }

    /// The texts that stand under one of `keys`, however deep, in order.
    public func texts(under keys: Set<String>) -> [(key: String, text: Located<String>)] {
        switch self {
        case .scalar: []
        case .sequence(let values, _): values.flatMap { $0.texts(under: keys) }
        case .mapping(let entries, _):
            entries.flatMap { entry -> [(key: String, text: Located<String>)] in
                guard case .scalar(let text, _, let position) = entry.value else { return entry.value.texts(under: keys) }
                return keys.contains(entry.key) ? [(entry.key, Located(text, at: position))] : []
            }
        }
    }

    /// What an author would call this value.
    public var kindName: String {
        switch self {
        case .scalar(let text, _, _): text.isEmpty || isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// True for `key:` with nothing after it, `~` and `null`.
    public var isNull: Bool {
        if case .scalar(let text, .plain, _) = self { ["", "~", "null"].contains(text) } else { false }
    }

    public subscript(key: String) -> DataValue? {
        guard case .mapping(let entries, _) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// Nesting beyond this is refused rather than risking the stack.
    static let maximumDepth = 64
}
