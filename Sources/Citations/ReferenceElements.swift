/// The elements of a printed reference that the styles share.
extension Reference {
    func authorText(_ limit: NameList.Limit) -> String {
        NameList(names: authors, isIncomplete: authorListIsIncomplete).text(limit)
    }

    /// Editors with the word for what they are; nothing when there are none.
    func editorText(_ limit: NameList.Limit, one: String, several: String) -> String {
        let names = NameList(names: editors).text(limit)
        return names.isEmpty ? "" : "\(names), \(editors.count == 1 ? one : several)"
    }

    /// The journal's abbreviation without its full stops, else its name.
    var journal: String? {
        guard let short = containerTitleShort, !short.contains("<") else { return containerTitleShort ?? containerTitle }
        return short.split(separator: " ")
            .map { $0.last == "." ? $0.dropLast() : $0 }
            .joined(separator: " ")
    }

    /// `Year;Volume(Issue):pages`, of which any part may be missing.
    func journalPlace(date: String?, issue: String?, pages: String?) -> String {
        let numbers = (volume ?? "") + (issue.map { "(\($0))" } ?? "")
        let text = [date ?? "", numbers].filter { !$0.isEmpty }.joined(separator: ";")
        return [text, pages ?? ""].filter { !$0.isEmpty }.joined(separator: ":")
    }

    /// `Name of the Act, Pub L No. 104-191, 110 Stat 1936`.
    var lawText: String {
        let code = [volume, journal, page.map { PageRange($0).full }].compactMap(\.self).joined(separator: " ")
        return [title, number ?? "", code].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// `8th ed`; nothing for a first edition, which goes without saying.
    var editionText: String? {
        guard let edition else { return nil }
        var words = edition.split(separator: " ")
        if let last = words.last, ["ed", "ed.", "edn", "edn.", "edition"].contains(last.lowercased()) { words.removeLast() }
        let name = words.joined(separator: " ")
        if name.isEmpty || ["1", "1st", "first"].contains(name.lowercased()) { return nil }
        return "\(Int(name).map(Self.ordinal) ?? name) ed"
    }

    private static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    /// `Technical report 12`.
    var numberText: String? {
        [genre, number].compactMap(\.self).joined(separator: " ").nonEmpty
    }

    var doiURL: String? { doi.map { "https://doi.org/\($0.percentEncoded)" } }
    var pubMedURL: String? { pmid.map { "https://pubmed.ncbi.nlm.nih.gov/\($0)/" } }
    var pmcURL: String? { pmcid.map { "https://pmc.ncbi.nlm.nih.gov/articles/\($0)/" } }
}

extension String {
    /// Encodes what cannot stand in the path of an address, and what would end it or leave an attribute.
    fileprivate var percentEncoded: String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:;()!*,@$=".utf8)
        return utf8.reduce(into: "") { text, byte in
            if plain.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
