extension DataSchema {
    /// What the index of the data keeps to.
    static let indexText = #"""
        {
         "$schema": "https://json-schema.org/draft/2020-12/schema",
         "title": "The index of a site's data, version 1",
         "description": "Every article and record, with the paths of its data and its page from the root of the site.",
         "type": "object",
         "required": ["$schema", "version", "title", "language", "records", "articles"],
         "properties": {
          "$schema": {"type": "string"},
          "version": {"const": 1},
          "title": {"type": "string"},
          "summary": {"type": "string"},
          "language": {"type": "string"},
          "url": {"type": "string"},
          "audience": {"type": "string"},
          "disclaimer": {"type": "string"},
          "references": {"type": "string", "description": "References that are cited, as CSL-JSON."},
          "fhir": {"type": "object", "required": ["version", "bundle"], "properties": {"version": {"type": "string"}, "bundle": {"type": "string"}}},
          "records": {
           "type": "array",
           "items": {
            "type": "object",
            "required": ["kind", "id", "title", "status", "review", "content-hash", "data", "page"],
            "properties": {
             "kind": {"enum": ["criteria", "regimens", "protocols", "products", "evidence"]},
             "id": {"type": "string"},
             "title": {"type": "string"},
             "status": {"type": "string"},
             "review": {"enum": ["reviewed", "changed-since-review", "unreviewed"]},
             "data": {"type": "string"},
             "page": {"type": "string"},
             "content-hash": {"type": "string"}
            }
           }
          },
          "articles": {
           "type": "array",
           "items": {
            "type": "object",
            "required": ["kind", "id", "title", "status", "review", "data", "page"],
            "properties": {
             "kind": {"enum": ["indications", "therapies", "dosing", "pitfalls", "coverage", "page"]},
             "id": {"type": "string"},
             "title": {"type": "string"},
             "status": {"type": "string"},
             "review": {"enum": ["reviewed", "changed-since-review", "unreviewed"]},
             "data": {"type": "string"},
             "page": {"type": "string"}
            }
           }
          }
         },
         "$defs": {}
        }

        """#
}
