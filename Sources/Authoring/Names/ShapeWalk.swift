import Diagnostics
import KnowledgeBase
import SourceData

/// Goes through a YAML value along its shape and tells of everything in it that is a name.
struct ShapeWalk {
    /// What kind of a name was met.
    enum Kind { case naming(Naming), source }
    /// Ids of the parts around it: of a threshold the score.
    typealias Around = [Naming.Part: String]

    let visit: (Kind, Located<String>, Around) -> Void

    func walk(_ value: DataValue, _ form: Shape.Form, _ around: Around = [:]) {
        switch (Self.form(form, of: value), value) {
        case (.id(let naming), .scalar(let text, _, let position)): visit(.naming(naming), Located(text, at: position), around)
        case (.source, .scalar(let text, _, let position)): visit(.source, Located(text, at: position), around)
        case (.list(let entry), .sequence(let values, _)): for value in values { walk(value, entry, around) }
        case (.mapping(let shape), .mapping(let entries, _)): walk(entries, shape, around)
        case (.byKey(let shapes, let otherwise), .mapping(let entries, _)):
            walk(entries, shapes.first { alternative in entries.contains { $0.key == alternative.key } }?.shape ?? otherwise, around)
        default: break
        }
    }

    private func walk(_ entries: [DataValue.Entry], _ shape: Shape, _ around: Around) {
        var around = around
        for entry in entries {
            if case .id(.defines(let part))? = shape.field(entry.key)?.form, case .scalar(let id, _, _) = entry.value { around[part] = id }
        }
        for entry in entries {
            if let field = shape.field(entry.key) {
                walk(entry.value, field.form, around)
            } else if let others = shape.others {
                if let naming = shape.keys { visit(.naming(naming), Located(entry.key, at: entry.keyPosition), around) }
                walk(entry.value, others, around)
            }
        }
    }

    /// The form that `value` has of those that it may have.
    private static func form(_ form: Shape.Form, of value: DataValue) -> Shape.Form {
        switch form {
        case .named(let name): FileShape.named[name].map { self.form($0, of: value) } ?? .any
        case .either(let forms): forms.map { self.form($0, of: value) }.first { suits($0, value) } ?? .any
        default: form
        }
    }

    private static func suits(_ form: Shape.Form, _ value: DataValue) -> Bool {
        switch (form, value) {
        case (.list, .sequence), (.mapping, .mapping), (.byKey, .mapping): true
        case (.list, _), (.mapping, _), (.byKey, _), (.any, _): false
        case (.choice(let words), .scalar(let text, _, _)): words.contains(text)
        case (_, .scalar): true
        default: false
        }
    }
}
