import KnowledgeBase

/// The page of the guide that has every key of every kind of file, as shapes say them.
public enum FieldReference {
    /// The page, in Markdown.
    public static var page: String {
        let shapes = PlacedShapes(sections)
        var parts = [head]
        for section in sections {
            parts.append("## \(section.title) {#\(section.anchor)}")
            parts += paragraphs(of: section, shapes)
            for nested in shapes.all where nested.section == section.anchor && nested.isNested {
                parts.append("### \(nested.title) {#\(nested.anchor)}")
                parts += table(of: nested, shapes)
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static let head = """
        ---
        title: Every field
        summary: Every key of every kind of file, whether it is required, its form and what it means.
        status: current
        ---

        What each file of a content folder may say, key by key. `materia check`, the [schemas](commands.md#schema) and [editors](editors.md) go by the same
        definitions. [Records](records.md) and [writing articles](writing.md) explain them with examples, and have what goes across keys.

        A form that is a link is nested: the link leads to its keys. [Forms of values](records.md#forms) says how each form is written. Of keys that
        are marked "one of these" at least one has to be there. [Older forms](dosing.md#older) that are still read are left out.
        """

    /// The kinds of files; before the first kind of record, what all records may say.
    private static let sections: [FieldSection] = {
        let kinds = FileShape.all.map { FieldSection(anchor: $0.name, title: $0.title, form: $0.form) }
        let records = FieldSection(anchor: "record", title: "Every record", form: .mapping(.anyRecord))
        let first = kinds.firstIndex { $0.anchor == "criteria" } ?? kinds.endIndex
        return kinds[..<first] + [records] + kinds[first...]
    }()

    private static func paragraphs(of section: FieldSection, _ shapes: PlacedShapes) -> [String] {
        var found: [String] = []
        if case .list = section.form { found.append("A list. Each entry:") }
        return found + shapes.all.filter { $0.section == section.anchor && !$0.isNested }.flatMap { table(of: $0, shapes) }
    }

    /// The keys of a shape, and a line on those that stand elsewhere.
    private static func table(of place: PlacedShape, _ shapes: PlacedShapes) -> [String] {
        let base = shapes.base(of: place)
        let own = place.fields.filter { field in !(base?.holds(field) ?? false) }
        let rows = own.map { row($0, place.shape, shapes) } + others(of: place.shape, shapes)
        let more = base.map { ["\(rows.isEmpty ? "The" : "And the") keys of [\($0.linkText)](#\($0.anchor))."] } ?? []
        return (rows.isEmpty ? [] : [(["| Key | What it is | Form |", "|---|---|---|"] + rows).joined(separator: "\n")]) + more
    }

    private static func row(_ field: Shape.Field, _ shape: Shape, _ shapes: PlacedShapes) -> String {
        let mark = field.isRequired ? " (required)" : shape.needsOne.contains(field.key) ? " (one of these)" : ""
        return line(["`\(field.key)`\(mark)", field.means, field.form.described(shapes.link)])
    }

    /// Keys that the shape does not name. Of those that nothing is made of there is nothing to say.
    private static func others(of shape: Shape, _ shapes: PlacedShapes) -> [String] {
        guard let form = shape.others, let keys = shape.keys else { return [] }
        return [line(["any other", "The key is the \(keys.described).", form.described(shapes.link)])]
    }

    private static func line(_ cells: [String]) -> String {
        "|" + cells.map { " \($0.replacing("|", with: "\\|")) |" }.joined()
    }
}

/// A part of the page: a kind of file.
struct FieldSection {
    let anchor: String
    let title: String
    let form: Shape.Form
}
