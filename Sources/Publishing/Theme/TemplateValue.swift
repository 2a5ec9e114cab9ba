/// What templates read. The value's kind decides how it is escaped, so no template can get it wrong.
indirect enum TemplateValue: Sendable {
    /// Text, always escaped. Empty text counts as absent.
    case text(String)
    /// Markup made by Materia, never escaped. Empty markup counts as absent.
    case html(String)
    case flag(Bool)
    case list([TemplateValue])
    case object([TemplateKey: TemplateValue])

    /// Absent when nil.
    static func text(_ value: String?) -> TemplateValue { .text(value ?? "") }
    static func html(_ value: String?) -> TemplateValue { .html(value ?? "") }

    subscript(key: TemplateKey) -> TemplateValue? {
        if case .object(let values) = self { values[key] } else { nil }
    }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (TemplateKey, TemplateValue)...) {
        var values: [TemplateKey: TemplateValue] = [:]
        values.reserveCapacity(elements.count)
        for (key, value) in elements { values[key] = value }
        self = .object(values)
    }
}
