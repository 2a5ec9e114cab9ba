public import KnowledgeBase
import SourceData

/// A shape as JSON Schema (2020-12), which editors complete and check by.
///
/// It says which keys there are, which are needed, the form of each value and the words of choices. Whether a quantity can be read, and all that
/// goes across fields and files, `materia check` says alone.
public struct Schema {
    private let shape: FileShape

    /// Of a kind of file.
    public init(_ shape: FileShape) { self.shape = shape }

    /// Where `materia new` puts it in a content folder.
    public static func path(of name: String) -> String { ".materia/\(name).schema.json" }

    /// The line by which a file at `path` in the content folder names its schema to editors.
    static func editorLine(_ name: String, for path: String) -> String {
        let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
        return "# yaml-language-server: $schema=\(up.isEmpty ? "./" : up)\(Self.path(of: name))\n"
    }

    /// The schema, as a file.
    public var text: String { json.formatted() }

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")), .init("title", .string(shape.title)),
        ]
        if case .members(let own) = Self.schema(shape.form) { members += own }
        var used: [String] = []
        Self.gather(shape.form, into: &used)
        if !used.isEmpty { members.append(.init("$defs", .members(used.map { .init($0, Self.schema(FileShape.named[$0] ?? .any)) }))) }
        return .members(members)
    }

    // MARK: Forms

    private static func types(_ names: String...) -> JSONValue.Member { .init("type", names.count == 1 ? .string(names[0]) : .array(names.map(JSONValue.string))) }

    /// Values are read as text, in quotation marks or without.
    private static func text(_ pattern: String) -> JSONValue { .members([types("string", "number", "boolean"), .init("pattern", .string(pattern))]) }

    static func schema(_ form: Shape.Form) -> JSONValue {
        switch form {
        case .text, .markdown, .id, .source: return text(#"\S"#)
        case .scalar: return .members([types("string", "number", "boolean")])
        case .quantity(let examples):
            guard case .members(let members) = text(#"\S"#) else { return .null }
            return .members(members + [.init("examples", .array(examples.map(JSONValue.string)))])
        case .number: return .members([types("number", "string"), .init("pattern", .string(#"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"#))])
        case .integer(let range):
            return .members([
                types("integer", "string"), .init("pattern", .string("^[+-]?[0-9]+$")), .init("minimum", .literal("\(range.lowerBound)")),
                .init("maximum", .literal("\(range.upperBound)")),
            ])
        case .flag: return .members([.init("enum", .array([.bool(true), .bool(false), .string("true"), .string("false")]))])
        case .date: return .members([types("string"), .init("pattern", .string("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))])
        case .choice(let words): return .members([.init("enum", .array(words.map(JSONValue.string)))])
        case .list(let form): return .members([types("array"), .init("items", item(form))])
        case .mapping(let shape): return mapping(shape)
        case .either(let forms): return .members([.init("anyOf", .array(forms.map(schema)))])
        case .byKey(let shapes, let otherwise): return byKey(shapes[...], otherwise)
        case .named(let name): return .members([.init("$ref", .string("#/$defs/\(name)"))])
        case .any: return .members([])
        }
    }

    /// An entry of a list may be empty text, which its reader makes something of.
    private static func item(_ form: Shape.Form) -> JSONValue {
        switch form {
        case .text, .markdown, .id, .source, .quantity: schema(.scalar)
        default: schema(form)
        }
    }

    private static func mapping(_ shape: Shape) -> JSONValue {
        var members = [types("object")]
        if !shape.fields.isEmpty { members.append(.init("properties", .members(shape.fields.map { .init($0.key, property($0)) }))) }
        members.append(.init("additionalProperties", shape.others.map(schema) ?? .bool(false)))
        let needed = shape.fields.filter(\.isRequired).map { JSONValue.string($0.key) }
        if !needed.isEmpty { members.append(.init("required", .array(needed))) }
        if !shape.needsOne.isEmpty {
            members.append(.init("anyOf", .array(shape.needsOne.map { .members([.init("required", .array([.string($0)]))]) })))
        }
        return .members(members)
    }

    private static func property(_ field: Shape.Field) -> JSONValue {
        let schema = schema(field.form)
        guard case .members(let members) = schema else { return schema }
        return .members([.init("description", .string(field.means))] + members + (field.isOlder ? [.init("deprecated", .bool(true))] : []))
    }

    private static func byKey(_ shapes: ArraySlice<(key: String, shape: Shape)>, _ otherwise: Shape) -> JSONValue {
        guard let first = shapes.first else { return mapping(otherwise) }
        return .members([
            .init("type", .string("object")), .init("if", .members([.init("required", .array([.string(first.key)]))])),
            .init("then", mapping(first.shape)), .init("else", byKey(shapes.dropFirst(), otherwise)),
        ])
    }

    /// The names of forms that `form` uses, each once, with those they use themselves.
    private static func gather(_ form: Shape.Form, into names: inout [String]) {
        func walk(_ shape: Shape) {
            for field in shape.fields { gather(field.form, into: &names) }
            if let others = shape.others { gather(others, into: &names) }
        }
        switch form {
        case .list(let form): gather(form, into: &names)
        case .mapping(let shape): walk(shape)
        case .either(let forms): for form in forms { gather(form, into: &names) }
        case .byKey(let shapes, let otherwise):
            for (_, shape) in shapes { walk(shape) }
            walk(otherwise)
        case .named(let name):
            if names.contains(name) { return }
            names.append(name)
            if let form = FileShape.named[name] { gather(form, into: &names) }
        case .text, .scalar, .markdown, .id, .source, .quantity, .number, .integer, .flag, .date, .choice, .any: break
        }
    }
}
