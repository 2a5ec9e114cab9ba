import KnowledgeBase

/// A shape with its place on the page of fields.
struct PlacedShape {
    let shape: Shape
    let section: String
    let anchor: String
    /// Its heading.
    let title: String
    /// As a sentence calls it.
    let linkText: String
    let isNested: Bool
    /// What the shape says, in full: two of the same are one.
    let meaning: String
    private let meanings: Set<String>

    init(_ shape: Shape, section: String, anchor: String, linkText: String, isNested: Bool) {
        self.shape = shape
        self.section = section
        self.anchor = anchor
        self.title = linkText.prefix(1).uppercased() + linkText.dropFirst()
        self.linkText = linkText
        self.isNested = isNested
        meaning = Self.meaning(shape)
        meanings = Set(shape.offered.map(Self.meaning))
    }

    /// Its keys, but for older ones.
    var fields: [Shape.Field] { shape.offered }

    func holds(_ field: Shape.Field) -> Bool { meanings.contains(Self.meaning(field)) }

    /// True for a shape that has all of `other` and more.
    func extends(_ other: PlacedShape) -> Bool { meanings.isStrictSuperset(of: other.meanings) }

    /// Shapes are values: what they say tells them apart.
    static func meaning(_ part: some Sendable) -> String { String(describing: part) }
}

extension Shape {
    /// Its keys, but for older ones.
    var offered: [Field] { fields.filter { !$0.isOlder } }
}

/// Every shape with keys of its own, once, where the page has it first.
struct PlacedShapes {
    private(set) var all: [PlacedShape] = []
    private var places: [String: Int] = [:]
    private var section = ""

    init(_ sections: [FieldSection]) {
        // Kinds first, so that a kind which stands inside another is shown as a kind.
        for section in sections {
            guard case .mapping(let shape) = section.form.entry else { continue }
            add(PlacedShape(shape, section: section.anchor, anchor: section.anchor, linkText: shape.plainName, isNested: false))
        }
        for (index, section) in sections.enumerated() {
            self.section = section.anchor
            for field in all[index].fields { gather(field.form) }
        }
    }

    /// A link to the keys of a shape.
    func link(_ shape: Shape) -> String {
        guard let index = places[PlacedShape.meaning(shape)] else { return shape.plainName }
        return "[\(all[index].linkText)](#\(all[index].anchor))"
    }

    /// The largest shape that `place` has all of; a few keys are better said again than looked for.
    func base(of place: PlacedShape) -> PlacedShape? {
        all.filter { $0.fields.count >= 5 && place.extends($0) }.max { $0.fields.count < $1.fields.count }
    }

    private mutating func add(_ place: PlacedShape) {
        places[place.meaning] = all.count
        all.append(place)
    }

    private mutating func add(_ shape: Shape, with key: String? = nil) {
        if !shape.offered.isEmpty, places[PlacedShape.meaning(shape)] == nil {
            let text = shape.plainName + (key.map { " with `\($0)`" } ?? "")
            add(PlacedShape(shape, section: section, anchor: "\(section).\(Self.anchor(text))", linkText: text, isNested: true))
            for field in shape.offered { gather(field.form) }
        }
        if let others = shape.others { gather(others) }
    }

    private mutating func gather(_ form: Shape.Form) {
        switch form {
        case .list(let form): gather(form)
        case .mapping(let shape): add(shape)
        case .either(let forms): for form in forms { gather(form) }
        case .byKey(let shapes, let otherwise):
            add(otherwise)
            for (key, shape) in shapes { add(shape, with: key) }
        case .named(let name): if let form = FileShape.named[name] { gather(form) }
        case .text, .scalar, .markdown, .id, .source, .quantity, .number, .integer, .flag, .date, .choice, .any: break
        }
    }

    private static func anchor(_ text: String) -> String {
        text.replacing(#/^(?:a|an|the) /#, with: "").replacing("`", with: "").replacing(" ", with: "-")
    }
}

extension Shape {
    /// Its name, with keys as code.
    var plainName: String { name.replacing("'", with: "`") }
}

extension Shape.Form {
    /// Of a list, the form of its entries.
    fileprivate var entry: Shape.Form { if case .list(let form) = self { form } else { self } }
}
