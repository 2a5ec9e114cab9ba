import KnowledgeBase

/// The forms that can stand at the end of a way through YAML.
struct ShapePath {
    private(set) var forms: [Shape.Form]

    /// `siblings` are the keys that stand beside the end: by them it is known which of several mappings it is.
    init(_ root: Shape.Form, _ path: [YAMLPlace.Step], siblings: Set<String> = []) {
        forms = Self.alternatives(root)
        for step in path {
            switch step {
            case .key(let key): forms = Self.mappings(forms, having: [key]).compactMap { $0.field(key)?.form ?? $0.others }.flatMap(Self.alternatives)
            case .entry:
                forms = forms.flatMap { form -> [Shape.Form] in if case .list(let entry) = form { Self.alternatives(entry) } else { [] } }
            }
        }
        self.siblings = siblings
    }

    private let siblings: Set<String>

    /// The mappings that can stand here.
    var mappings: [Shape] { Self.mappings(forms, having: siblings) }

    /// What a key means here.
    func field(_ key: String) -> Shape.Field? { Self.mappings(forms, having: siblings.union([key])).lazy.compactMap { $0.field(key) }.first }

    /// Keys that can still be written.
    var freeFields: [Shape.Field] {
        var seen = siblings
        return mappings.flatMap(\.fields).filter { !$0.isOlder && seen.insert($0.key).inserted }
    }

    private static func alternatives(_ form: Shape.Form) -> [Shape.Form] {
        switch form {
        case .either(let forms): forms.flatMap(alternatives)
        case .named(let name): FileShape.named[name].map(alternatives) ?? []
        default: [form]
        }
    }

    private static func mappings(_ forms: [Shape.Form], having keys: Set<String>) -> [Shape] {
        forms.flatMap { form -> [Shape] in
            switch form {
            case .mapping(let shape): return [shape]
            case .byKey(let shapes, let otherwise):
                if let chosen = shapes.first(where: { keys.contains($0.key) }) { return [chosen.shape] }
                return [otherwise] + shapes.map(\.shape)
            default: return []
            }
        }
    }
}
