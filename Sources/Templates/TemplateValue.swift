/// What templates read. The value's kind decides how it is escaped, so no template can get it wrong.
package indirect enum TemplateValue: Sendable {
    /// Text, always escaped. Empty text counts as absent.
    case text(String)
    /// Markup made by Materia, never escaped. Empty markup counts as absent.
    case html(String)
    case flag(Bool)
    case list([TemplateValue])
    case object([TemplateKey: TemplateValue])

    /// Absent when nil.
    package static func text(_ value: String?) -> TemplateValue { .text(value ?? "") }
    /// Absent when nil.
    package static func html(_ value: String?) -> TemplateValue { .html(value ?? "") }

    /// What an object has by this name; nil for everything else.
    package subscript(key: TemplateKey) -> TemplateValue? {
        if case .object(let values) = self { values[key] } else { nil }
    }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    package init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (TemplateKey, TemplateValue)...) {
        var values: [TemplateKey: TemplateValue] = [:]
        values.reserveCapacity(elements.count)
        for (key, value) in elements { values[key] = value }
        self = .object(values)
    }
}
