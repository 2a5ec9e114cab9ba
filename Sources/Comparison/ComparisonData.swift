import Diagnostics
public import SourceData

extension Comparison {
    /// Raised when a program that reads the data has to be changed. Members may be added without.
    static let version = 1

    /// For programs, as `schema` has it.
    public var data: JSONValue {
        .object([
            "version": .integer(Self.version), "old": .string(old), "new": .string(new), "changes": .array(changes.map(Self.data)),
        ])
    }

    private static func data(_ change: Change) -> JSONValue {
        func place(_ position: SourcePosition?) -> JSONValue? {
            position.map { .object(["file": .string($0.file), "line": .integer($0.line)]) }
        }
        return .object([
            "group": .string(change.group.rawValue),
            "page": .object([
                "path": .string(change.page.path), "title": .string(change.page.title), "gone": .flag(change.page.isGone), "reference": .text(change.page.reference),
            ]),
            "what": .string(change.what), "fact": change.fact.map { .string($0) },
            "values": .array(
                change.values.map { value in
                    .object([
                        "name": .text(value.name), "old": value.old.map { .string($0) }, "new": value.new.map { .string($0) }, "note": value.note.map { .string($0) },
                    ])
                }),
            "old": place(change.oldPlace), "new": place(change.newPlace),
        ])
    }

    /// What `data` keeps to.
    public static let schema = """
        {
         "$schema": "https://json-schema.org/draft/2020-12/schema",
         "title": "What changed between two states of a knowledge base, version 1",
         "type": "object",
         "required": ["version", "old", "new", "changes"],
         "properties": {
          "version": {"const": 1},
          "old": {"description": "The older state as the command was given it", "type": "string"},
          "new": {"description": "The newer state as the command was given it", "type": "string"},
          "changes": {
           "description": "By group, the most urgent first, then by file",
           "type": "array",
           "items": {
            "type": "object",
            "required": ["group", "page", "what", "values"],
            "properties": {
             "group": {"enum": [\(Change.Group.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]},
             "page": {
              "type": "object",
              "required": ["path", "title"],
              "properties": {
               "path": {"description": "In the content folder", "type": "string"},
               "title": {"type": "string"},
               "reference": {"description": "The key of the reference that it is about", "type": "string"},
               "gone": {"description": "The newer state has no such page", "const": true}
              }
             },
             "what": {"description": "What is another, in words", "type": "string"},
             "fact": {"description": "The id of the fact that has the value", "type": "string"},
             "values": {
              "description": "One, or the results of a plan that differ; none where only a place is named",
              "type": "array",
              "items": {
               "type": "object",
               "properties": {
                "name": {"type": "string"},
                "old": {"description": "Absent where there was nothing", "type": "string"},
                "new": {"description": "Absent where there is nothing any more", "type": "string"},
                "note": {"description": "How the two compare", "type": "string"}
               }
              }
             },
             "old": {"$ref": "#/$defs/place"},
             "new": {"$ref": "#/$defs/place"}
            }
           }
          }
         },
         "$defs": {
          "place": {"type": "object", "required": ["file", "line"], "properties": {"file": {"type": "string"}, "line": {"type": "integer"}}}
         }
        }

        """
}
