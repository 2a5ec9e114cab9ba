import Markdown
import Mustache

/// What templates read. The value's kind decides how it is escaped, so no template can get it wrong.
indirect enum TemplateValue: Sendable {
    /// Text, always escaped. Empty text counts as absent.
    case text(String)
    /// Markup made by Materia, never escaped. Empty markup counts as absent.
    case html(String)
    case flag(Bool)
    case list([TemplateValue])
    case object([String: TemplateValue])

    /// Absent when nil.
    static func text(_ value: String?) -> TemplateValue { .text(value ?? "") }
    static func html(_ value: String?) -> TemplateValue { .html(value ?? "") }
}

extension TemplateValue: MustacheParent {
    func child(named name: String) -> Any? {
        if case .object(let values) = self { values[name] } else { nil }
    }
}

extension TemplateValue: MustacheCustomRepresentation {
    var representation: Any? {
        switch self {
        case .text(let text): text.isEmpty ? nil : Markup(renderText: HTMLText.escape(text))
        case .html(let html): html.isEmpty ? nil : Markup(renderText: html)
        case .flag(let flag): flag
        case .list(let values): values
        case .object: self
        }
    }

    private struct Markup: MustacheCustomRenderable {
        let renderText: String
        var isNull: Bool { false }
    }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
