import KnowledgeBase

extension Shape.Form {
    /// The form in a few words of Markdown; `link` leads to the keys of a shape.
    func described(_ link: (Shape) -> String) -> String {
        switch self {
        case .text, .scalar: "text"
        case .markdown: "Markdown"
        case .id(.defines): "id"
        case .id(let naming): naming.described
        case .source: "source"
        case .quantity(let examples): "quantity such as \(Self.code(examples))"
        case .number: "number"
        case .integer(let range): range.upperBound < 1_000_000 ? "whole number, \(range.lowerBound) to \(range.upperBound)" : "whole number"
        case .flag: "`true` or `false`"
        case .date: "date"
        case .choice(let words): Self.code(words)
        case .list(.text): "list of texts"
        case .list(.source): "list of sources"
        case .list(.quantity(let examples)): "list of quantities such as \(Self.code(examples))"
        case .list(let form): "list: \(form.described(link))"
        case .mapping(let shape): shape.described(link)
        case .byKey(let shapes, let otherwise): Self.joined([link(otherwise)] + shapes.filter { !$0.shape.offered.isEmpty }.map { link($0.shape) })
        case .named(let name): FileShape.named[name]?.described(link) ?? name
        case .either(let forms): Self.either(forms, link)
        case .any: "any"
        }
    }

    /// One or more of the same is told in a few words.
    private static func either(_ forms: [Shape.Form], _ link: (Shape) -> String) -> String {
        if forms.count == 2, case .quantity = forms[0], case .list(.quantity) = forms[1] { return forms[0].described(link) + "; or a list of these" }
        var words = forms.map { $0.described(link) }
        if forms.count > 1, case .scalar = forms[0], case .list(.text) = forms[1] { words.replaceSubrange(0...1, with: ["text or texts"]) }
        return words.joined(separator: "; or ")
    }

    private static func code(_ words: [String]) -> String { joined(words.map { "`\($0)`" }) }

    private static func joined(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension Shape {
    /// A mapping without keys of its own is told by what stands in it.
    fileprivate func described(_ link: (Shape) -> String) -> String {
        guard offered.isEmpty, let others else { return link(self) }
        return "mapping \(keys.map { "from \($0.described) " } ?? "")to \(others.described(link))"
    }
}

extension Naming {
    /// What is named.
    var described: String {
        switch self {
        case .defines: "a name of your own"
        case .names(let subject):
            switch subject {
            case .indication: "id of an indication"
            case .record(let kind): "id of a \(kind.singular)"
            case .successor: "id of a record of the same kind, or the way to an article"
            case .tag: "tag"
            case .place: "id of an item, an option or a threshold"
            case .formerPlace: "a place of the page"
            case .arm: "id of an arm"
            case .score: "id of a score"
            case .entry: "name of a question or measure"
            case .result: "name of a result"
            }
        }
    }
}
