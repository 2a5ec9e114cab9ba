/// What the keys of files are called within a sentence.
enum FieldWords {
    /// `minimum age` for `minimum-age`. `parent` is the key it stands under: the same key can mean two things.
    static func words(_ key: String, under parent: String?) -> String {
        if let parent, let words = byParent[parent]?[key] { return words }
        return byKey[key] ?? key.replacing("-", with: " ")
    }

    /// What one entry of a list is called.
    static func singular(_ key: String) -> String? { entries[key] }

    private static let entries = [
        "examples": "example", "alerts": "alert", "items": "item", "scores": "score", "outcomes": "outcome", "studies": "study", "arms": "arm", "facts": "value",
        "steps": "step", "hazards": "hazard", "changes": "change note", "indications": "indication", "thresholds": "threshold", "options": "option", "bands": "band",
        "ask": "question", "parts": "part", "codes": "code", "pooled": "pooled estimate", "source-grades": "grade of a source", "rate-caps": "lower maximum rate",
    ]

    private static let byKey = [
        "each": "each dose", "per-day": "dose of a day", "course": "dose of a course", "total": "dose in parts", "every": "interval", "times": "how many times",
        "at": "given at", "doses": "number of doses", "for": "for how long", "after": "time after the step before", "most": "at most in a time", "over": "over",
        "when": "condition", "ask": "questions asked", "work-out": "worked out", "caps": "limits", "gfr": "filtration rate", "gfr-at-most": "filtration rate at most",
        "infused-at": "concentration infused", "diluted": "diluted before infusion", "forms": "other forms", "scored": "may be halved",
        "rate-caps": "lower maximum rates", "hcpcs": "HCPCS code", "generic-name": "generic name", "every-source": "source of the interval",
        "applies-to": "for", "n": "people", "events": "people with the event", "percent": "percentage", "before-after": "before and after",
        "of": "of", "with": "against", "from": "interval from", "to": "interval to", "level": "level", "follow-up": "follow-up", "risk-of-bias": "risk of bias",
        "at-risk": "counts as ticked", "better": "better is", "url": "web address", "number": "number", "review": "review", "by": "reviewed by", "on": "reviewed on",
        "changes": "change notes", "expect": "expected", "within": "tolerance", "slows-infusion": "slows infusion", "facts": "value", "lint": "levels of rules",
        "DOI": "DOI", "PMID": "PMID", "PMCID": "PMCID", "URL": "web address", "ISSN": "ISSN", "ISBN": "ISBN", "container-title": "journal",
        "issued": "published", "date-parts": "date", "custom": "notes of the library",
    ]

    private static let byParent = [
        "caps": [
            "per-dose": "maximum per dose", "per-day": "maximum per day", "per-course": "maximum per course", "rate": "maximum rate", "lifetime": "maximum in a lifetime",
        ],
        "expect": ["each": "each dose", "weight": "dosing weight"],
        "rounding": ["to": "to", "direction": "direction"], "lifetime": ["given": "question of what was given"],
        "certainty": ["by": "graded by", "level": "certainty"], "lowered": ["for": "for", "levels": "levels"], "raised": ["for": "for", "levels": "levels"],
        "infusion": ["over": "least time of a dose"], "most": ["in": "in"], "code": ["system": "system"], "over": ["rate": "rate"],
    ]
}
