import Diagnostics
import SourceData

/// Reads one item of a CSL-JSON file.
struct CSLItemReader {
    let log: DiagnosticLog

    /// Nil when the item has no id by which it could be cited. What else is wrong is reported and the
    /// rest kept, so that citations of this reference are not reported as unknown as well.
    func read(_ given: DataValue) -> Reference? {
        guard case .mapping = given else {
            report(at: given.position, "a reference must be an object, not \(given.jsonKind)")
            return nil
        }
        let item = CSLNote(log: log).reading(given)
        guard let fields = Fields(item, owner: Self.owner(of: item), log: log, allowsEmpty: true) else { return nil }
        CSLVocabulary.itemKeys.forEach { fields.know($0) }
        let isOfService = CSLForms.isOfService(item)
        if isOfService { CSLForms.otherKeys.forEach { fields.know($0, isSuggested: false) } }
        fields.finish()

        let id = key(fields)
        var reference = Reference(
            id: id?.value ?? "", type: type(fields) ?? .document, title: required("title", fields)?.value ?? "",
            position: id?.position ?? item.position)
        if isOfService { addSubtitle(of: item, to: &reference) }
        let otherID = fields.cslText("id")?.value
        if otherID != id?.value { reference.otherID = otherID }
        reference.authors = CSLNameReader(log: log).names("author", of: fields)
        reference.editors = CSLNameReader(log: log).names("editor", of: fields)
        readPublication(fields, into: &reference)
        reference.doi = Identifiers.doi(fields)
        reference.pmid = Identifiers.pmid(fields)
        reference.pmcid = Identifiers.pmcid(fields)
        reference.url = Identifiers.url(fields)
        readCustom(fields, into: &reference)
        return id == nil ? nil : reference
    }

    /// How messages call a reference: by the key that its author knows it by.
    static func owner(of item: DataValue) -> String {
        guard let id = [item["citation-key"], item["id"]].compactMap({ $0?.cslText }).first(where: { !$0.isEmpty }) else { return "this reference" }
        return "reference '\(id)'"
    }

    /// `citation-key` is the key that an author sees in a reference manager, where `id` is a number or an address that it keeps for itself.
    private func key(_ fields: Fields) -> Located<String>? {
        let isKeyed = fields.cslText("citation-key") != nil
        guard let key = isKeyed ? fields.cslText("citation-key") : required("id", fields, suggestion: keyHelp(fields)) else { return nil }
        var foreign: [String] = []
        for character in key.value where !CitationKey.allows(character) && !foreign.contains("'\(character)'") {
            foreign.append("'\(character)'")
        }
        if foreign.isEmpty { return key }
        let plain = CitationKey.plain(key.value)
        report(
            at: key.position,
            "the \(isKeyed ? "citation-key" : "id") '\(key.value)' has characters a citation key cannot have: \(foreign.joined(separator: ", "))",
            suggestion: "use the letters a to z, digits and _ - : . /" + (plain.map { "; for example '\($0)'" } ?? ""))
        return nil
    }

    /// A key made of the first author and the year.
    private func keyHelp(_ fields: Fields) -> String {
        var words = ""
        if case .sequence(let authors, _)? = fields.entry("author"), let family = (authors.first?["family"] ?? authors.first?["literal"])?.cslText { words = family }
        if case .sequence(let dates, _)? = fields.entry("issued")?["date-parts"], case .sequence(let parts, _)? = dates.first, let year = parts.first?.cslText {
            words += year
        }
        return "write `\"id\": \"\(CitationKey.plain(words) ?? "doe2024")\"`, or another key to cite it by"
    }

    /// Crossref keeps what stands behind the colon of a title apart.
    private func addSubtitle(of item: DataValue, to reference: inout Reference) {
        guard case .sequence(let parts, _)? = item["subtitle"], let subtitle = parts.first?.cslText, !subtitle.isEmpty, CSLMarkup.problem(in: subtitle) == nil,
            !reference.title.lowercased().contains(subtitle.lowercased())
        else { return }
        reference.title += (reference.title.withoutMarkup.endsSentence ? " " : ": ") + subtitle
    }

    private func type(_ fields: Fields) -> ReferenceType? {
        guard let text = required("type", fields) else { return nil }
        if let type = ReferenceType(rawValue: text.value) ?? CSLForms.types[text.value] { return type }
        if CSLVocabulary.otherTypes.contains(text.value) {
            log.report(
                .unknownValue, at: text.position,
                "\(fields.label("type")) is '\(text.value)', a CSL type Materia does not print",
                suggestion: "use 'document', or another type that comes near")
        } else {
            let types = ReferenceType.allCases.map(\.rawValue)
            log.report(
                .unknownValue, at: text.position, "\(fields.label("type")) cannot be '\(text.value)'",
                suggestion: nearMiss(text.value, in: types).map { "did you mean '\($0)'?" }
                    ?? "CSL types are, among others: article-journal, book, chapter, document, report, webpage")
        }
        return nil
    }

    private func readPublication(_ fields: Fields, into reference: inout Reference) {
        let dates = CSLDateReader(log: log)
        func text(_ key: String) -> String? { fields.cslText(key)?.value }
        reference.issued = dates.date("issued", of: fields)
        reference.accessed = dates.date("accessed", of: fields)
        reference.containerTitle = text("container-title")
        // Reference managers wrote the older key long after CSL had renamed it.
        let olderShortTitle = text("journalAbbreviation")
        reference.containerTitleShort = text("container-title-short") ?? olderShortTitle
        reference.volume = text("volume")
        reference.issue = text("issue")
        reference.page = text("page")
        reference.number = text("number")
        reference.edition = text("edition")
        reference.version = text("version")
        reference.genre = text("genre")
        reference.publisher = text("publisher")
        reference.publisherPlace = text("publisher-place")
        reference.note = text("note")
    }

    /// `custom` belongs to whoever wrote the file, except for `materia` and `unverified`.
    private func readCustom(_ fields: Fields, into reference: inout Reference) {
        guard let value = fields.value("custom") else { return }
        guard case .mapping = value else {
            report(at: value.position, "\(fields.label("custom")) must be an object, not \(value.jsonKind)")
            return
        }
        guard let custom = Fields(value, owner: "'custom' of \(fields.owner)", log: log, allowsEmpty: true) else { return }
        reference.unverifiedFields = custom.cslList("unverified").compactMap { unverifiedField($0, of: custom) }

        guard let value = custom.value("materia") else { return }
        guard case .mapping = value else {
            report(at: value.position, "\(custom.label("materia")) must be an object, not \(value.jsonKind)")
            return
        }
        guard let materia = Fields(value, owner: "'custom.materia' of \(fields.owner)", log: log, allowsEmpty: true) else { return }
        reference.authorListIsIncomplete = bool("et-al-unverified", of: materia)
        reference.status = materia.cslText("status")?.value
        reference.titleNote = materia.cslText("titleNote")?.value
        materia.finish()
    }

    private func unverifiedField(_ value: DataValue, of custom: Fields) -> String? {
        if let name = value.cslText, CSLVocabulary.itemKeys.contains(name) { return name }
        let name = value.cslText
        report(
            at: value.position,
            "\(custom.label("unverified")) must name CSL fields, not \(name.map { "'\($0)'" } ?? value.jsonKind)",
            suggestion: name.flatMap { nearMiss($0, in: CSLVocabulary.itemKeys) }.map { "did you mean '\($0)'?" })
        return nil
    }

    private func bool(_ key: String, of fields: Fields) -> Bool {
        guard let value = fields.value(key) else { return false }
        guard case .scalar(let word, .plain, _) = value, ["true", "false"].contains(word) else {
            report(at: value.position, "\(fields.label(key)) must be true or false, not \(value.jsonKind)")
            return false
        }
        return word == "true"
    }

    private func required(_ key: String, _ fields: Fields, suggestion: String? = nil) -> Located<String>? {
        let text = fields.cslText(key)
        if text == nil, fields.value(key)?.cslText != nil || fields.value(key) == nil, !fields.isMisspelt(key) {
            report(at: fields.position, "\(fields.owner) has no '\(key)'", suggestion: suggestion)
        }
        return text
    }

    private func report(at position: SourcePosition, _ summary: String, suggestion: String? = nil) {
        log.report(Rule.invalidCSL, at: position, summary, suggestion: suggestion)
    }
}
