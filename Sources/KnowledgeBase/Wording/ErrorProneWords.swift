public import Diagnostics

extension Rule {
    public static let errorProneFrequency = Rule(
        "error-prone-frequency", .error, .adjustable,
        means: "`QD`, `QOD`, `TIW`, `BIW`, `QN` or `q6PM`; right behind an amount also `OD`, `HS` and `BT`.",
        why: "`QD`, `QOD`, `OD`, `HS`, `TIW` and the like are read as other frequencies, and the drug is given several times as often (ISMP).",
        mend: "`daily`, `every other day`, `3 times weekly`, `at bedtime`")
    public static let errorProneAbbreviation = Rule(
        "error-prone-abbreviation", .warning, .adjustable,
        means:
            "`ml`, `l`, `gm` or `ng`; a point behind a unit within a sentence; `D/C`; right behind an amount a route such as `SC`, `SQ`, `IN`, `IT` or `per os`, or an eye or ear such as `OU` and `AU`.",
        why: "The abbreviation is read as another one, or its point as a figure (ISMP).",
        mend: "The words")
}

/// An abbreviation of the order of a drug that is read as another one.
struct ErrorProneWord {
    let rule: Rule
    /// What readers take it for.
    let misreading: String
    let suggestion: String
    /// What to write, where all who write it mean the same. Of a route, an eye, an ear or a time that depends on who writes, only the
    /// author knows which it is.
    let correction: String?

    private init(_ rule: Rule, _ misreading: String, _ write: String, hasOneMeaning: Bool = false) {
        self.rule = rule
        self.misreading = misreading
        suggestion = "write '\(write)'"
        correction = hasOneMeaning ? write : nil
    }

    private init(_ rule: Rule, _ misreading: String, either suggestion: String) {
        self.rule = rule
        self.misreading = misreading
        self.suggestion = suggestion
        correction = nil
    }

    /// One that stands for nothing else, wherever it stands; with or without points.
    static func anywhere(_ word: String) -> ErrorProneWord? {
        if word.count > 6 { return nil }
        switch word.filter({ $0 != "." }) {
        case "QD", "qd", "Qd", "q1d": return daily
        case "QOD", "qod", "Qod": return ErrorProneWord(.errorProneFrequency, "'daily' or 'four times a day'", "every other day", hasOneMeaning: true)
        case "TIW", "tiw": return ErrorProneWord(.errorProneFrequency, "'three times a day' or 'twice a week'", "3 times weekly", hasOneMeaning: true)
        case "BIW", "biw": return ErrorProneWord(.errorProneFrequency, "'twice a day'", "2 times weekly")
        case "QN", "qn": return ErrorProneWord(.errorProneFrequency, "'every hour'", "nightly at bedtime")
        case "D/C", "d/c": return ErrorProneWord(.errorProneAbbreviation, "'discharge' and as 'discontinue'", either: "write which of the two it is")
        default: return nil
        }
    }

    private static let daily = ErrorProneWord(.errorProneFrequency, "'four times a day'", "daily", hasOneMeaning: true)

    /// One that has this meaning only in an order, behind an amount. Written in small letters some are words.
    static func afterAmount(_ word: String, ofDrops: Bool) -> ErrorProneWord? {
        if word.count > 5 { return nil }
        switch word.filter({ $0 != "." }) {
        case "OD", "od":
            return ofDrops
                ? ErrorProneWord(.errorProneAbbreviation, "'right ear' or 'daily'", "in the right eye")
                : ErrorProneWord(.errorProneFrequency, "'right eye'", "daily")
        case "HS", "hs": return ErrorProneWord(.errorProneFrequency, "'half-strength' and as 'at bedtime'", either: "write which of the two it is")
        case "BT": return ErrorProneWord(.errorProneFrequency, "'twice a day'", "at bedtime")
        case "OS": return ErrorProneWord(.errorProneAbbreviation, "'left ear' or 'by mouth'", "in the left eye")
        case "OU": return ErrorProneWord(.errorProneAbbreviation, "'both ears'", "in both eyes")
        case "AD": return ErrorProneWord(.errorProneAbbreviation, "'right eye'", "in the right ear")
        case "AS": return ErrorProneWord(.errorProneAbbreviation, "'left eye'", "in the left ear")
        case "AU": return ErrorProneWord(.errorProneAbbreviation, "'both eyes'", "in both ears")
        case "IN", "NAS": return ErrorProneWord(.errorProneAbbreviation, "'intramuscularly' or 'intravenously'", "intranasally")
        case "IT": return ErrorProneWord(.errorProneAbbreviation, "another route", either: "write 'intrathecally', or the route it is")
        case "SC", "sc", "SQ", "sq": return ErrorProneWord(.errorProneAbbreviation, "'sublingually' or '5 every'", "subcutaneously")
        case "UD", "ud": return ErrorProneWord(.errorProneAbbreviation, "'unit dose'", "as directed")
        case "IJ": return ErrorProneWord(.errorProneAbbreviation, "'intravenously' or 'intrajugular'", "by injection")
        case "OJ": return ErrorProneWord(.errorProneAbbreviation, "'right eye' or 'left eye'", "in orange juice")
        default: return nil
        }
    }

    /// Words that may stand between an amount and the abbreviation.
    static let between: Set<String> = [
        "PO", "po", "IV", "iv", "IM", "im", "PR", "SL", "orally", "by", "mouth", "injection", "inhaler", "tablet", "tablets", "tab", "tabs", "capsule", "capsules", "cap",
        "caps",
        "drops", "of", "once", "twice", "BID", "bid", "TID", "tid", "BD", "bd", "TDS", "tds", "daily", "intravenously", "subcutaneously", "dose", "each",
    ]
}
