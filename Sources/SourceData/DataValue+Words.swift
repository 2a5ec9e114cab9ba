extension DataValue {
    /// True where both say the same, wherever and however it is written.
    public func saysSame(_ other: DataValue) -> Bool {
        switch (self, other) {
        case (.scalar(let a, _, _), .scalar(let b, _, _)):
            isNull == other.isNull && (isNull || Self.spaced(a) == Self.spaced(b))
        case (.sequence(let a, _), .sequence(let b, _)): a.count == b.count && zip(a, b).allSatisfy { $0.saysSame($1) }
        case (.mapping(let a, _), .mapping(let b, _)):
            a.count == b.count && a.allSatisfy { entry in b.first { $0.key == entry.key }?.value.saysSame(entry.value) ?? false }
        default: false
        }
    }

    /// The value in one line, as it could be written: `{ each: 2 g/kg, times: 3 }`.
    public var words: String {
        switch self {
        case .scalar(let text, _, _): isNull ? "nothing" : Self.spaced(text)
        case .sequence(let values, _): "[\(values.map(\.words).joined(separator: ", "))]"
        case .mapping(let entries, _): "{ \(entries.map { "\($0.key): \($0.value.words)" }.joined(separator: ", ")) }"
        }
    }

    /// Lines of a text are as long as its author likes.
    private static func spaced(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
