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
          "address": {
           "description": "From the root of the site, and the address on its host where that is known.",
           "type": "object",
           "required": ["path"],
           "properties": {"path": {"type": "string"}, "url": {"type": "string"}}
          },
          "local": {
           "description": "How it is the site's own, where the site extends another knowledge base. What is not has no such member.",
           "type": "object",
           "required": ["state", "of"],
           "properties": {
            "state": {"enum": ["added", "replaced", "changed"]},
            "of": {"description": "The knowledge base that is extended.", "type": "string"},
            "version": {"description": "Of what it was made from there.", "type": "string"},
            "by": {"type": "string"},
            "on": {"$ref": "#/$defs/date"},
            "why": {"type": "string"},
            "changes": {
             "type": "array",
             "items": {
              "type": "object",
              "properties": {"at": {"type": "string"}, "was": {"type": "string"}, "now": {"type": "string"}, "why": {"type": "string"}}
             },
             "minItems": 1
            }
           }
          },
          "review": {
           "description": "Whether someone clinical has reviewed it.",
           "type": "object",
           "required": ["state"],
           "properties": {
            "state": {"enum": ["reviewed", "unreviewed"]},
            "by": {"type": "string"},
            "on": {"$ref": "#/$defs/date"},
            "interval-months": {"type": "integer"}
           }
          },
          "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
          "source": {
           "type": "object",
           "required": ["key"],
           "properties": {
            "key": {"type": "string"},
            "locator": {"type": "string"},
            "doi": {"type": "string"},
            "pmid": {"type": "string"},
            "pmcid": {"type": "string"},
            "url": {"type": "string"},
            "text": {"type": "string"}
           }
          }
         }
        }

        """#
}
