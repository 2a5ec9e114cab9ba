extension DataSchema {
    /// What the data of articles and of records has in common, as members of `$defs`.
    static let sharedDefinitions = #"""
          "address": {
           "description": "From the root of the site, and the address on its host where that is known.",
           "type": "object",
           "required": ["path"],
           "properties": {"path": {"type": "string"}, "url": {"type": "string"}}
          },
          "successors": {
           "description": "What replaced it, where it does not hold any more and says by what: its data, from the root of the site, and its page.",
           "type": "array",
           "items": {
            "type": "object",
            "required": ["title", "data", "page"],
            "properties": {"title": {"type": "string"}, "data": {"type": "string"}, "page": {"$ref": "#/$defs/address"}}
           },
           "minItems": 1
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
            "state": {"enum": ["reviewed", "changed-since-review", "unreviewed"]},
            "by": {"type": "string"},
            "on": {"$ref": "#/$defs/date"},
            "interval-months": {"type": "integer"},
            "content-hash": {"description": "Of what was reviewed.", "type": "string"}
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
        """#
}
