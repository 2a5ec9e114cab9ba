import ClinicalLogic

/// What a mapping in YAML may say: its keys, their forms, and what each means.
///
/// The schemas that editors read, and whatever else explains or completes records, come from shapes; choices come from the types of the readers.
/// Tests hold each shape to its reader, key by key and form by form. What goes across fields, such as a dose that needs its timing, is the
/// reader's alone.
public struct Shape: Sendable {
    /// What it describes, as messages call it: `a study`.
    public let name: String
    public let fields: [Field]
    /// The form of keys that are no field; nil where there are none.
    public let others: Form?
    /// What such keys name; nil where they name nothing that is defined somewhere.
    public let keys: Naming?
    /// At least one of these keys has to be there; empty where none has.
    public let needsOne: [String]

    /// One key of a mapping.
    public struct Field: Sendable {
        public let key: String
        public let form: Form
        public let isRequired: Bool
        /// In a sentence or a few words, plain text.
        public let means: String
        /// An older key that is still read, and not offered.
        public let isOlder: Bool

        static func needed(_ key: String, _ form: Form, _ means: String) -> Field {
            Field(key: key, form: form, isRequired: true, means: means, isOlder: false)
        }

        static func field(_ key: String, _ form: Form, _ means: String) -> Field {
            Field(key: key, form: form, isRequired: false, means: means, isOlder: false)
        }

        static func older(_ key: String, _ form: Form, _ means: String, isRequired: Bool = false) -> Field {
            Field(key: key, form: form, isRequired: isRequired, means: means, isOlder: true)
        }
    }

    /// How a value is written.
    public indirect enum Form: Sendable {
        /// Any scalar that is not empty.
        case text
        /// The same, where it may be empty.
        case scalar
        /// Text with emphasis, links and citations.
        case markdown
        /// A name within the record, or that of another.
        case id(Naming)
        /// The key of a reference; a place in it may follow after a comma.
        case source
        /// A number and a unit, or a range of it, such as these.
        case quantity([String])
        case number
        case integer(ClosedRange<Int>)
        case flag
        case date
        case choice([String])
        case list(Form)
        case mapping(Shape)
        /// The first that fits.
        case either([Form])
        /// A mapping of one shape where it has a key, and else of another.
        case byKey([(key: String, shape: Shape)], otherwise: Shape)
        /// One of the forms that have a name, because they hold themselves or stand in several places: `condition`, `rule`.
        case named(String)
        /// Whatever the reader makes of it.
        case any
    }

    init(_ name: String, _ fields: [Field], others: Form? = nil, keys: Naming? = nil, needsOne: [String] = []) {
        self.name = name
        self.fields = fields
        self.others = others
        self.keys = keys
        self.needsOne = needsOne
    }

    func adding(_ more: [Field], named name: String? = nil) -> Shape { Shape(name ?? self.name, fields + more, others: others, keys: keys, needsOne: needsOne) }

    /// The field of a key; nil where the mapping has none of that name.
    public func field(_ key: String) -> Field? { fields.first { $0.key == key } }

    /// A choice among the words of a type.
    static func words<T: RawRepresentable & CaseIterable>(_: T.Type) -> Form where T.RawValue == String { .choice(T.allCases.map(\.rawValue)) }
}

extension Comparison {
    /// What a key of this name says of a limit.
    var means: String {
        switch self {
        case .atLeast: "This or more"
        case .over: "More than this"
        case .atMost: "This or less"
        case .under: "Less than this"
        }
    }
}

extension Shape.Form {
    static let texts = Shape.Form.list(.text)
    static let sources = Shape.Form.list(.source)
    static let count = Shape.Form.integer(-1_000_000_000...1_000_000_000)
    static func oneOrMore(_ form: Shape.Form) -> Shape.Form { .either([form, .list(form)]) }
}

/// What a content folder is written in: a kind of file and its form.
public struct FileShape: Sendable {
    /// As `materia schema` calls it.
    public let name: String
    public let title: String
    public let form: Shape.Form

    /// Every kind, records last.
    public static let all: [FileShape] = [
        FileShape(name: "article", title: "Front matter of an article", form: .mapping(.article)),
        FileShape(name: "site", title: "Settings, site.yml", form: .mapping(.site)),
        FileShape(name: "glossary", title: "Glossary, glossary.yml", form: .list(.mapping(.glossaryEntry))),
        FileShape(name: "questions", title: "Questions, questions.yml", form: .list(.mapping(.question))),
        FileShape(name: "override", title: "Override, overrides/", form: .mapping(.override)),
        FileShape(name: "criteria", title: "Criteria", form: .mapping(.criteria)),
        FileShape(name: "regimen", title: "Regimen", form: .mapping(.regimen)),
        FileShape(name: "protocol", title: "Protocol", form: .mapping(.dosingProtocol)),
        FileShape(name: "product", title: "Product", form: .mapping(.product)),
        FileShape(name: "evidence", title: "Evidence record", form: .mapping(.evidence)),
    ]

    /// Of the file at `path`; nil for what is written in no form of these.
    public static func of(_ path: String) -> FileShape? {
        let names = ["criteria": "criteria", "regimens": "regimen", "protocols": "protocol", "products": "product", "evidence": "evidence"]
        let name =
            switch path {
            case Site.path: "site"
            case Glossary.path: "glossary"
            case SiteQuestions.path: "questions"
            case _ where path.hasSuffix(".md"): "article"
            case _ where path.hasSuffix(".yml") || path.hasSuffix(".yaml"): names[String(path.prefix { $0 != "/" })]
            default: String?.none
            }
        return name.flatMap { name in all.first { $0.name == name } }
    }

    /// Forms that hold themselves, and those that stand in several places.
    public static let named: [String: Shape.Form] = [
        "condition": .either([.choice(["always"]), .mapping(.conditionParts)]),
        "rule": .either([.names(.place), .mapping(.rule)]),
        "caps": .mapping(.caps), "rounding": .mapping(.rounding), "calvert": .mapping(.calvert), "row": Shape.rowOrStop, "step": Shape.step,
    ]
}
