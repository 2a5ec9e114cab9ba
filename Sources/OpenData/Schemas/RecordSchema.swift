extension DataSchema {
    /// What the data of a record keeps to.
    static let recordText = #"""
        {
         "$schema": "https://json-schema.org/draft/2020-12/schema",
         "title": "A record, version 1",
         "description": "A record of a clinical knowledge base, with all that it says. What it does not say is left out.",
         "type": "object",
         "required": ["$schema", "version", "kind", "id", "title", "language", "status", "content-hash", "page", "review", "sources", "record"],
         "properties": {
          "$schema": {"type": "string"},
          "version": {"const": 1},
          "kind": {"enum": ["criteria", "regimens", "protocols", "products", "evidence"]},
          "id": {"type": "string"},
          "title": {"type": "string"},
          "summary": {"type": "string"},
          "language": {"type": "string"},
          "status": {"enum": ["current", "superseded", "retired", "illustrative"]},
          "superseded-by": {"$ref": "#/$defs/successors"},
          "content-hash": {"description": "Of the record's file: another when anything in it is.", "type": "string"},
          "page": {"$ref": "#/$defs/address"},
          "review": {"$ref": "#/$defs/review"},
          "local": {"$ref": "#/$defs/local"},
          "disclaimer": {"type": "string"},
          "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1},
          "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}, "minItems": 1},
          "references": {"type": "array", "items": {"$ref": "#/$defs/source"}, "minItems": 1},
          "notes": {"$ref": "#/$defs/text"},
          "facts": {
           "type": "array",
           "items": {
            "type": "object",
            "required": ["id", "label", "value"],
            "properties": {
             "id": {"type": "string"},
             "label": {"type": "string"},
             "value": {
              "anyOf": [
               {"$ref": "#/$defs/quantity"},
               {"$ref": "#/$defs/measured"},
               {
                "type": "object",
                "required": ["events", "of", "text"],
                "properties": {"events": {"type": "integer"}, "of": {"type": "integer"}, "text": {"type": "string"}}
               },
               {"type": "object", "required": ["date", "text"], "properties": {"date": {"$ref": "#/$defs/date"}, "text": {"type": "string"}}},
               {
                "type": "object",
                "required": ["low", "high", "unit", "text"],
                "properties": {"low": {"type": "number"}, "high": {"type": "number"}, "unit": {"type": "string"}, "text": {"type": "string"}}
               },
               {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
              ]
             },
             "source": {"$ref": "#/$defs/citation"}
            }
           },
           "minItems": 1
          },
          "record": {}
         },
         "oneOf": [
          {"properties": {"kind": {"const": "criteria"}, "record": {"$ref": "#/$defs/criteria"}}},
          {"properties": {"kind": {"const": "regimens"}, "record": {"$ref": "#/$defs/regimens"}}},
          {"properties": {"kind": {"const": "protocols"}, "record": {"$ref": "#/$defs/protocols"}}},
          {"properties": {"kind": {"const": "products"}, "record": {"$ref": "#/$defs/products"}}},
          {"properties": {"kind": {"const": "evidence"}, "record": {"$ref": "#/$defs/evidence"}}}
         ],
         "$defs": {
        \#(sharedDefinitions),
          "citation": {"type": "object", "required": ["key"], "properties": {"key": {"type": "string"}, "locator": {"type": "string"}}},
          "text": {
           "description": "Text without markup. What it cites stands beside.",
           "type": "object",
           "required": ["text"],
           "properties": {"text": {"type": "string"}, "citations": {"type": "array", "items": {"$ref": "#/$defs/citation"}, "minItems": 1}}
          },
          "quantity": {
           "description": "A number in a unit. `unit` is as records write it, `ucum` the same by UCUM.",
           "type": "object",
           "required": ["value", "unit", "ucum", "text"],
           "properties": {"value": {"type": "number"}, "unit": {"type": "string"}, "ucum": {"type": "string"}, "text": {"type": "string"}}
          },
          "range": {
           "description": "From one amount to another: neither of its ends is the dose.",
           "type": "object",
           "required": ["low", "high", "unit", "ucum", "text"],
           "properties": {
            "low": {"type": "number"},
            "high": {"type": "number"},
            "unit": {"type": "string"},
            "ucum": {"type": "string"},
            "text": {"type": "string"}
           }
          },
          "amount": {"oneOf": [{"$ref": "#/$defs/quantity"}, {"$ref": "#/$defs/range"}]},
          "measured": {
           "description": "A number, where it has one with a unit of the laboratory or of a scale.",
           "type": "object",
           "required": ["value", "text"],
           "properties": {"value": {"type": "number"}, "unit": {"type": "string"}, "ucum": {"type": "string"}, "text": {"type": "string"}}
          },
          "condition": {
           "description": "What has to hold, as a tree. The whole has its words in `text`.",
           "oneOf": [
            {"type": "object", "required": ["type"], "properties": {"type": {"const": "always"}, "text": {"type": "string"}}},
            {
             "type": "object",
             "required": ["type", "of", "id", "comparison", "limit"],
             "properties": {
              "type": {"const": "limit"},
              "of": {"enum": ["figure", "measure", "question", "dose"]},
              "id": {"type": "string"},
              "comparison": {"enum": ["at-least", "over", "at-most", "under"]},
              "limit": {"$ref": "#/$defs/measured"},
              "text": {"type": "string"}
             }
            },
            {
             "type": "object",
             "required": ["type", "question", "answer"],
             "properties": {"type": {"const": "answer"}, "question": {"type": "string"}, "answer": {"type": "string"}, "text": {"type": "string"}}
            },
            {
             "type": "object",
             "required": ["type", "sex"],
             "properties": {"type": {"const": "sex"}, "sex": {"enum": ["male", "female"]}, "text": {"type": "string"}}
            },
            {
             "type": "object",
             "required": ["type", "of"],
             "properties": {
              "type": {"const": "all"},
              "of": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
              "text": {"type": "string"}
             }
            },
            {
             "type": "object",
             "required": ["type", "of"],
             "properties": {
              "type": {"const": "any"},
              "of": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
              "text": {"type": "string"}
             }
            },
            {
             "type": "object",
             "required": ["type", "count", "of"],
             "properties": {
              "type": {"const": "at-least"},
              "count": {"type": "integer"},
              "of": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
              "text": {"type": "string"}
             }
            },
            {
             "type": "object",
             "required": ["type", "of"],
             "properties": {
              "type": {"const": "not"},
              "of": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
              "text": {"type": "string"}
             }
            }
           ]
          },
          "rule": {
           "description": "What an outcome rests on: ids of items, `item.option`, `score.threshold` and earlier outcomes.",
           "oneOf": [
            {"type": "object", "required": ["type", "id"], "properties": {"type": {"const": "id"}, "id": {"type": "string"}}},
            {
             "type": "object",
             "required": ["type", "of"],
             "properties": {"type": {"const": "all"}, "of": {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1}}
            },
            {
             "type": "object",
             "required": ["type", "of"],
             "properties": {"type": {"const": "any"}, "of": {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1}}
            },
            {
             "type": "object",
             "required": ["type", "count", "of"],
             "properties": {
              "type": {"const": "at-least"},
              "count": {"type": "integer"},
              "of": {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1}
             }
            },
            {
             "type": "object",
             "required": ["type", "of"],
             "properties": {"type": {"const": "not"}, "of": {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1}}
            }
           ]
          },
          "points": {
           "description": "Points by the id of a score; `points` counts in every score.",
           "type": "object",
           "additionalProperties": {"type": "number"}
          },
          "question": {
           "description": "What the record asks. A number is in the first unit between `at-least` and `at-most`.",
           "type": "object",
           "required": ["id", "label", "answer"],
           "properties": {
            "id": {"type": "string"},
            "label": {"type": "string"},
            "help": {"type": "string"},
            "answer": {"enum": ["yes-no", "tick", "choice", "number"]},
            "choices": {"type": "array", "items": {"type": "string"}, "minItems": 2},
            "units": {
             "type": "array",
             "items": {"type": "object", "required": ["unit"], "properties": {"unit": {"type": "string"}, "ucum": {"type": "string"}}},
             "minItems": 1
            },
            "at-least": {"type": "number"},
            "at-most": {"type": "number"},
            "required": {"type": "boolean"},
            "slows-infusion": {"type": "boolean"}
           }
          },
          "rounding": {
           "type": "object",
           "required": ["to"],
           "properties": {"to": {"oneOf": [{"enum": ["none", "product"]}, {"$ref": "#/$defs/quantity"}]}, "direction": {"enum": ["nearest", "down", "up"]}}
          },
          "weight": {
           "description": "From body weight to dosing weight. Outside `when` and below the minima actual weight is dosed by; a weight above the actual one never is.",
           "type": "object",
           "required": ["basis"],
           "properties": {
            "basis": {"enum": ["actual", "ideal", "adjusted", "lean", "not-stated"]},
            "formula": {"enum": ["devine", "janmahasatian"]},
            "factor": {"type": "number"},
            "when": {"$ref": "#/$defs/condition"},
            "minimum-height": {"$ref": "#/$defs/quantity"},
            "minimum-age": {"$ref": "#/$defs/quantity"}
           }
          },
          "cap": {
           "description": "An upper limit. All that apply hold together.",
           "type": "object",
           "required": ["per", "most"],
           "properties": {"per": {"enum": ["dose", "day", "course", "time", "lifetime"]}, "most": {"$ref": "#/$defs/quantity"}, "given": {"type": "string"}}
          },
          "dose": {
           "description": "One dose. `key` says what the amount is of: each dose, a day in all, a course in all, a running rate, or one administration in parts. `text` says all of it in words.",
           "type": "object",
           "required": ["key", "text"],
           "properties": {
            "key": {"enum": ["each", "per-day", "course", "rate", "total"]},
            "amount": {"$ref": "#/$defs/amount"},
            "formula": {
             "type": "object",
             "required": ["formula", "target", "gfr"],
             "properties": {
              "formula": {"const": "calvert"},
              "target": {"type": "string"},
              "gfr": {"type": "string"},
              "gfr-at-most": {"$ref": "#/$defs/quantity"}
             }
            },
            "every": {"$ref": "#/$defs/amount"},
            "times": {"type": "integer"},
            "at": {
             "type": "object",
             "required": ["unit", "numbers"],
             "properties": {"unit": {"enum": ["day", "week"]}, "numbers": {"type": "array", "items": {"type": "integer"}, "minItems": 1}}
            },
            "doses": {"type": "integer"},
            "days": {"type": "object", "required": ["fewest", "most"], "properties": {"fewest": {"type": "integer"}, "most": {"type": "integer"}}},
            "consecutive": {"type": "boolean"},
            "days-left-open": {"type": "boolean"},
            "for": {"$ref": "#/$defs/amount"},
            "after": {"$ref": "#/$defs/amount"},
            "as-needed": {"type": "boolean"},
            "most": {"type": "object", "required": ["doses", "in"], "properties": {"doses": {"type": "integer"}, "in": {"$ref": "#/$defs/quantity"}}},
            "over": {
             "type": "object",
             "properties": {
              "exactly": {"$ref": "#/$defs/quantity"},
              "at-least": {"$ref": "#/$defs/quantity"},
              "at-most": {"$ref": "#/$defs/quantity"},
              "highest-rate": {"$ref": "#/$defs/quantity"}
             }
            },
            "parts": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["share"],
              "properties": {
               "share": {
                "oneOf": [
                 {"const": "rest"},
                 {"type": "object", "required": ["value", "unit"], "properties": {"value": {"type": "number"}, "unit": {"const": "%"}}}
                ]
               },
               "over": {"$ref": "#/$defs/quantity"}
              }
             },
             "minItems": 2
            },
            "route": {"type": "string"},
            "caps": {"type": "array", "items": {"$ref": "#/$defs/cap"}, "minItems": 1},
            "rounding": {"$ref": "#/$defs/rounding"},
            "without-product": {"type": "boolean"},
            "text": {"type": "string"}
           },
           "oneOf": [{"required": ["amount"]}, {"required": ["formula"]}]
          },
          "doseRow": {
           "type": "object",
           "required": ["when"],
           "properties": {"when": {"$ref": "#/$defs/condition"}, "dose": {"$ref": "#/$defs/dose"}, "stop": {"$ref": "#/$defs/text"}},
           "oneOf": [{"required": ["dose"]}, {"required": ["stop"]}]
          },
          "step": {
           "type": "object",
           "required": ["rows"],
           "properties": {
            "id": {"type": "string"},
            "label": {"type": "string"},
            "rows": {"type": "array", "items": {"$ref": "#/$defs/doseRow"}, "minItems": 1},
            "caps": {"type": "array", "items": {"$ref": "#/$defs/cap"}, "minItems": 1}
           }
          },
          "courseRow": {
           "description": "Exactly one row holds for each patient. `stop` gives no dose.",
           "type": "object",
           "required": ["when"],
           "properties": {
            "when": {"$ref": "#/$defs/condition"},
            "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 1},
            "stop": {"$ref": "#/$defs/text"}
           },
           "oneOf": [{"required": ["steps"]}, {"required": ["stop"]}]
          },
          "regimens": {
           "type": "object",
           "required": ["drug", "population", "rows"],
           "properties": {
            "drug": {"type": "string"},
            "route": {"type": "string"},
            "indication": {"type": "string"},
            "population": {
             "type": "object",
             "required": ["text", "outside"],
             "properties": {
              "text": {"type": "string"},
              "minimum-age": {"$ref": "#/$defs/quantity"},
              "maximum-age": {"$ref": "#/$defs/quantity"},
              "minimum-weight": {"$ref": "#/$defs/quantity"},
              "maximum-weight": {"$ref": "#/$defs/quantity"},
              "outside": {"enum": ["stop", "caution"]}
             }
            },
            "guard": {"type": "string"},
            "ask": {"type": "array", "items": {"$ref": "#/$defs/question"}, "minItems": 1},
            "work-out": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "label", "formula", "unit", "ucum"],
              "properties": {
               "id": {"type": "string"},
               "label": {"type": "string"},
               "formula": {"type": "string"},
               "unit": {"type": "string"},
               "ucum": {"type": "string"},
               "weight": {"enum": ["actual", "ideal", "adjusted", "lean"]},
               "factor": {"type": "number"},
               "of": {"type": "string"},
               "surface": {"type": "string"}
              }
             },
             "minItems": 1
            },
            "rows": {"type": "array", "items": {"$ref": "#/$defs/courseRow"}, "minItems": 1},
            "caps": {"type": "array", "items": {"$ref": "#/$defs/cap"}, "minItems": 1},
            "protocols": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "weight": {"$ref": "#/$defs/weight"},
            "surface": {"enum": ["mosteller", "du-bois", "haycock"]},
            "rounding": {"$ref": "#/$defs/rounding"},
            "products": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "adjust": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["when"],
              "properties": {
               "when": {"$ref": "#/$defs/condition"},
               "bolus": {"$ref": "#/$defs/quantity"},
               "change": {"$ref": "#/$defs/quantity"},
               "hold": {"$ref": "#/$defs/quantity"}
              }
             },
             "minItems": 1
            },
            "alerts": {
             "type": "array",
             "items": {
              "description": "`stop` withholds the dose, `caution` stands beside it.",
              "type": "object",
              "required": ["id", "level", "when", "text"],
              "properties": {
               "id": {"type": "string"},
               "level": {"enum": ["stop", "caution"]},
               "when": {"$ref": "#/$defs/condition"},
               "at-risk": {"type": "array", "items": {"type": "string"}, "minItems": 1},
               "text": {"$ref": "#/$defs/text"}
              }
             },
             "minItems": 1
            },
            "duration": {"$ref": "#/$defs/text"},
            "examples": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["patient", "expect"],
              "properties": {
               "patient": {"type": "object", "additionalProperties": {"type": "string"}},
               "protocol": {"type": "string"},
               "product": {"type": "string"},
               "expect": {
                "type": "array",
                "items": {
                 "type": "object",
                 "required": ["results"],
                 "properties": {"step": {"type": "string"}, "results": {"type": "object", "additionalProperties": {"type": "string"}}}
                },
                "minItems": 1
               },
               "within-percent": {"type": "number"},
               "source": {"$ref": "#/$defs/citation"},
               "note": {"type": "string"}
              }
             },
             "minItems": 1
            }
           }
          },
          "protocols": {
           "type": "object",
           "required": ["weight"],
           "properties": {
            "region": {"type": "string"},
            "ask": {"type": "array", "items": {"$ref": "#/$defs/question"}, "minItems": 1},
            "weight": {"$ref": "#/$defs/weight"},
            "surface": {"enum": ["mosteller", "du-bois", "haycock"]},
            "rounding": {"$ref": "#/$defs/rounding"}
           }
          },
          "products": {
           "type": "object",
           "required": ["generic-name", "drug", "label"],
           "properties": {
            "generic-name": {"type": "string"},
            "drug": {"type": "string"},
            "manufacturer": {"type": "string"},
            "concentration": {"$ref": "#/$defs/quantity"},
            "diluted": {"type": "boolean"},
            "infused-at": {"$ref": "#/$defs/quantity"},
            "containers": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["form", "holds", "text"],
              "properties": {
               "form": {"type": "string"},
               "holds": {"$ref": "#/$defs/quantity"},
               "volume": {"$ref": "#/$defs/quantity"},
               "text": {"type": "string"}
              }
             },
             "minItems": 1
            },
            "scored": {"type": "boolean"},
            "stabiliser": {"type": "string"},
            "ask": {"type": "array", "items": {"$ref": "#/$defs/question"}, "minItems": 1},
            "label": {
             "type": "object",
             "required": ["region"],
             "properties": {
              "region": {"type": "string"},
              "date": {"$ref": "#/$defs/date"},
              "read": {"$ref": "#/$defs/date"},
              "reference": {"$ref": "#/$defs/citation"},
              "note": {"type": "string"}
             },
             "oneOf": [{"required": ["date"]}, {"required": ["read"]}]
            },
            "indications": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["status"],
              "properties": {
               "indication": {"type": "string"},
               "name": {"type": "string"},
               "population": {"type": "string"},
               "status": {"enum": ["on-label", "off-label"]},
               "regimens": {"type": "array", "items": {"type": "string"}, "minItems": 1},
               "minimum-age": {"$ref": "#/$defs/quantity"},
               "maximum-age": {"$ref": "#/$defs/quantity"},
               "caps": {"type": "array", "items": {"$ref": "#/$defs/cap"}, "minItems": 1},
               "every": {"$ref": "#/$defs/amount"}
              }
             },
             "minItems": 1
            },
            "infusion": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "occasion", "start", "maximum"],
              "properties": {
               "id": {"type": "string"},
               "indication": {"type": "string"},
               "name": {"type": "string"},
               "population": {"type": "string"},
               "occasion": {"enum": ["any", "first", "later"]},
               "start": {"$ref": "#/$defs/quantity"},
               "steps": {"type": "array", "items": {"$ref": "#/$defs/quantity"}, "minItems": 1},
               "every": {"$ref": "#/$defs/quantity"},
               "maximum": {"$ref": "#/$defs/quantity"},
               "least-time": {"$ref": "#/$defs/quantity"},
               "source": {"$ref": "#/$defs/citation"},
               "every-source": {"$ref": "#/$defs/citation"}
              }
             },
             "minItems": 1
            },
            "rate-caps": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["when", "words", "maximum"],
              "properties": {
               "when": {"type": "string"},
               "words": {"type": "string"},
               "maximum": {"$ref": "#/$defs/quantity"},
               "source": {"$ref": "#/$defs/citation"}
              }
             },
             "minItems": 1
            },
            "hcpcs": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}, "unit": {"$ref": "#/$defs/quantity"}}},
            "contraindications": {"type": "array", "items": {"$ref": "#/$defs/text"}, "minItems": 1},
            "warnings": {"type": "array", "items": {"$ref": "#/$defs/text"}, "minItems": 1}
           }
          },
          "criteria": {
           "type": "object",
           "required": ["kind", "items"],
           "properties": {
            "kind": {"enum": ["coverage", "classification", "diagnostic", "response", "inactivity"]},
            "applies-to": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "items": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "label", "answer"],
              "properties": {
               "id": {"type": "string"},
               "label": {"type": "string"},
               "definition": {"$ref": "#/$defs/text"},
               "section": {"type": "string"},
               "group": {"type": "string"},
               "source": {"$ref": "#/$defs/citation"},
               "answer": {"enum": ["met", "number", "choice"]},
               "points": {"$ref": "#/$defs/points"},
               "quantity": {
                "type": "object",
                "properties": {
                 "unit": {"type": "string"},
                 "ucum": {"type": "string"},
                 "met": {
                  "type": "object",
                  "required": ["comparison", "limit"],
                  "properties": {"comparison": {"enum": ["at-least", "over", "at-most", "under"]}, "limit": {"$ref": "#/$defs/measured"}}
                 },
                 "minimum": {"type": "number"},
                 "maximum": {"type": "number"}
                }
               },
               "bands": {
                "type": "array",
                "items": {
                 "type": "object",
                 "properties": {
                  "from": {
                   "type": "object",
                   "required": ["comparison", "limit"],
                   "properties": {"comparison": {"enum": ["at-least", "over", "at-most", "under"]}, "limit": {"$ref": "#/$defs/measured"}}
                  },
                  "points": {"$ref": "#/$defs/points"}
                 }
                },
                "minItems": 1
               },
               "options": {
                "type": "array",
                "items": {
                 "type": "object",
                 "required": ["id", "label"],
                 "properties": {
                  "id": {"type": "string"},
                  "label": {"type": "string"},
                  "definition": {"$ref": "#/$defs/text"},
                  "points": {"$ref": "#/$defs/points"}
                 }
                },
                "minItems": 2
               }
              }
             }
            },
            "scores": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "label"],
              "properties": {
               "id": {"type": "string"},
               "label": {"type": "string"},
               "thresholds": {
                "type": "array",
                "items": {
                 "type": "object",
                 "required": ["id", "label", "at-least"],
                 "properties": {"id": {"type": "string"}, "label": {"type": "string"}, "at-least": {"type": "number"}}
                },
                "minItems": 1
               },
               "probability": {
                "description": "1/(1 + exp(-(intercept + slope × score)))",
                "type": "object",
                "required": ["intercept", "slope", "source"],
                "properties": {"intercept": {"type": "number"}, "slope": {"type": "number"}, "source": {"$ref": "#/$defs/citation"}}
               }
              }
             },
             "minItems": 1
            },
            "outcomes": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "label", "rule"],
              "properties": {"id": {"type": "string"}, "label": {"type": "string"}, "rule": {"$ref": "#/$defs/rule"}}
             },
             "minItems": 1
            },
            "exclusions": {"type": "array", "items": {"$ref": "#/$defs/text"}, "minItems": 1},
            "policy": {
             "type": "object",
             "required": ["payer"],
             "properties": {
              "payer": {"type": "string"},
              "number": {"type": "string"},
              "effective": {"$ref": "#/$defs/date"},
              "retrieved": {"$ref": "#/$defs/date"},
              "url": {"type": "string"},
              "quote": {"type": "string"}
             }
            }
           }
          },
          "reported": {
           "type": "object",
           "required": ["value", "from", "to", "level-percent"],
           "properties": {"value": {"type": "number"}, "from": {"type": "number"}, "to": {"type": "number"}, "level-percent": {"type": "number"}}
          },
          "evidence": {
           "type": "object",
           "required": ["question", "studies", "certainty"],
           "properties": {
            "question": {
             "type": "object",
             "required": ["population", "intervention", "outcome"],
             "properties": {
              "population": {"$ref": "#/$defs/text"},
              "intervention": {"$ref": "#/$defs/text"},
              "comparator": {"$ref": "#/$defs/text"},
              "outcome": {"$ref": "#/$defs/text"},
              "better": {"enum": ["higher", "lower"]}
             }
            },
            "studies": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "reference", "design"],
              "properties": {
               "id": {"type": "string"},
               "label": {"type": "string"},
               "reference": {"$ref": "#/$defs/citation"},
               "design": {"enum": ["randomised", "crossover", "cohort", "case-series", "systematic-review", "guideline"]},
               "uncontrolled": {"type": "boolean"},
               "overlapping": {"type": "boolean"},
               "population": {"$ref": "#/$defs/text"},
               "outcome": {"$ref": "#/$defs/text"},
               "arms": {
                "type": "array",
                "items": {
                 "type": "object",
                 "required": ["id", "label"],
                 "properties": {
                  "id": {"type": "string"},
                  "label": {"type": "string"},
                  "comparator": {"type": "boolean"},
                  "n": {"type": "integer"},
                  "events": {"type": "integer"},
                  "percent": {"type": "number"},
                  "change": {
                   "type": "object",
                   "required": ["value", "unit"],
                   "properties": {"value": {"type": "number"}, "unit": {"type": "string"}, "reported": {"$ref": "#/$defs/reported"}}
                  },
                  "before-after": {
                   "type": "object",
                   "required": ["before", "after", "unit"],
                   "properties": {"before": {"type": "number"}, "after": {"type": "number"}, "unit": {"type": "string"}}
                  }
                 }
                },
                "minItems": 1
               },
               "comparison": {
                "type": "object",
                "required": ["of", "with", "measure"],
                "properties": {
                 "of": {"type": "string"},
                 "with": {"type": "string"},
                 "measure": {"enum": ["difference", "ratio"]},
                 "reported": {"$ref": "#/$defs/reported"}
                }
               },
               "follow-up": {"type": "string"},
               "risk-of-bias": {
                "type": "object",
                "required": ["level"],
                "properties": {"level": {"enum": ["low", "some-concerns", "high", "not-assessed"]}, "text": {"$ref": "#/$defs/text"}}
               },
               "notes": {"$ref": "#/$defs/text"}
              }
             }
            },
            "pooled": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["id", "label", "source", "measure", "value", "from", "to", "level-percent"],
              "properties": {
               "id": {"type": "string"},
               "label": {"type": "string"},
               "source": {"$ref": "#/$defs/citation"},
               "measure": {"enum": ["proportion", "risk-difference", "risk-ratio", "odds-ratio", "hazard-ratio", "mean-difference"]},
               "unit": {"type": "string"},
               "studies": {"type": "integer"},
               "n": {"type": "integer"},
               "text": {"$ref": "#/$defs/text"},
               "value": {"type": "number"},
               "from": {"type": "number"},
               "to": {"type": "number"},
               "level-percent": {"type": "number"}
              }
             },
             "minItems": 1
            },
            "certainty": {
             "type": "object",
             "required": ["level"],
             "properties": {
              "level": {"enum": ["high", "moderate", "low", "very-low", "not-graded"]},
              "start": {"enum": ["high", "low"]},
              "source": {"$ref": "#/$defs/citation"},
              "by": {"type": "string"},
              "reasons": {
               "type": "array",
               "items": {
                "type": "object",
                "required": ["for", "effect", "levels"],
                "properties": {
                 "for": {"type": "string"},
                 "effect": {"enum": ["lowered", "raised"]},
                 "levels": {"type": "integer"},
                 "text": {"$ref": "#/$defs/text"}
                }
               },
               "minItems": 1
              },
              "text": {"$ref": "#/$defs/text"}
             }
            },
            "source-grades": {
             "type": "array",
             "items": {
              "type": "object",
              "required": ["source", "grade"],
              "properties": {"source": {"$ref": "#/$defs/citation"}, "grade": {"type": "string"}, "text": {"$ref": "#/$defs/text"}}
             },
             "minItems": 1
            }
           }
          }
         }
        }

        """#
}
