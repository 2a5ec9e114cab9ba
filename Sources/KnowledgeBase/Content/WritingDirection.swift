extension LanguageTag {
    /// True where a language is written from right to left: by its script where the tag names one, otherwise by the script the language is
    /// usually written in (Unicode CLDR).
    static func isRightToLeft(_ language: String) -> Bool {
        let parts = language.lowercased().split(separator: "-")
        if let script = parts.dropFirst().first(where: { $0.count == 4 && $0.allSatisfy(\.isLetter) }) { return scripts.contains(String(script)) }
        return parts.first.map { languages.contains(String($0)) } ?? false
    }

    private static let scripts: Set = ["arab", "aran", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "mand", "samr"]
    private static let languages: Set = [
        "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ]
}
