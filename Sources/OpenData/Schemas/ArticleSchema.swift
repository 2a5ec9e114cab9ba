extension DataSchema {
    /// What the data of an article keeps to.
    static let articleText = #"""
        {
         "$schema": "https://json-schema.org/draft/2020-12/schema",
         "title": "An article, version 1",
         "description": "What an article is, what it cites and which records it rests on. Its words stand on its page.",
         "type": "object",
         "required": ["$schema", "version", "kind", "id", "title", "language", "status", "page", "review"],
         "properties": {
          "$schema": {"type": "string"},
          "version": {"const": 1},
          "kind": {"enum": ["indications", "therapies", "dosing", "pitfalls", "coverage", "page"]},
          "id": {"type": "string"},
          "title": {"type": "string"},
          "summary": {"type": "string"},
          "language": {"type": "string"},
          "status": {"enum": ["draft", "current", "superseded"]},
          "superseded-by": {"$ref": "#/$defs/successors"},
          "page": {"$ref": "#/$defs/address"},
          "review": {"$ref": "#/$defs/review"},
          "local": {"$ref": "#/$defs/local"},
          "updated": {"$ref": "#/$defs/date"},
          "authors": {"type": "array", "items": {"type": "string"}, "minItems": 1},
          "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1},
          "codes": {
           "type": "array",
           "items": {
            "type": "object",
            "required": ["system", "code"],
            "properties": {"system": {"type": "string"}, "code": {"type": "string"}, "title": {"type": "string"}}
           },
           "minItems": 1
          },
          "sections": {
           "type": "array",
           "items": {
            "type": "object",
            "required": ["id", "title", "level"],
            "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "level": {"type": "integer"}}
           },
           "minItems": 1
          },
          "records": {"type": "array", "items": {"type": "string"}, "minItems": 1},
          "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}, "minItems": 1}
         },
         "$defs": {
        \#(sharedDefinitions)
         }
        }

        """#
}
