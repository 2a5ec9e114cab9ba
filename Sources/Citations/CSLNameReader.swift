import Diagnostics
import SourceData

/// Reads the lists of people and groups of a CSL-JSON item.
struct CSLNameReader {
    let log: DiagnosticLog

    func names(_ key: String, of item: Fields) -> [Name] {
        item.cslList(key).enumerated().compactMap { index, value in
            name(value, owner: "\(key) \(index + 1) of \(item.owner)")
        }
    }

    private func name(_ value: DataValue, owner: String) -> Name? {
        guard case .mapping = value else {
            report(
                at: value.position, "\(owner) must be an object, not \(value.jsonKind)", suggestion: Self.howToWrite)
            return nil
        }
        guard let fields = Fields(value, owner: owner, log: log, allowsEmpty: true) else { return nil }
        func text(_ key: String) -> String? { fields.cslText(key)?.value }
        CSLVocabulary.nameHints.forEach { fields.know($0, isSuggested: false) }
        // Crossref's word for a group.
        let name = text("name")
        let isGroup = fields.value("isInstitution").flatMap(\.anyText).map { !["false", "0", ""].contains($0) } ?? false
        let written = text("family")
        let literal = text("literal") ?? (written == nil || isGroup ? name ?? (isGroup ? written : nil) : nil)
        // In quotation marks nothing of a name is taken for a particle.
        let family = isGroup ? nil : written.map { $0.count > 2 && $0.hasPrefix("\"") && $0.hasSuffix("\"") ? String($0.dropFirst().dropLast()) : $0 }
        var person = PersonName(
            family: family ?? "", given: text("given"), suffix: text("suffix"),
            nonDroppingParticle: text("non-dropping-particle"), droppingParticle: text("dropping-particle"))
        person.takeApartGiven()
        fields.finish()
        switch (family, literal) {
        case (.some, nil): return .person(person)
        case (nil, .some(let group)): return .group(group)
        case (nil, nil):
            report(at: value.position, "\(owner) has neither 'family' nor 'literal'", suggestion: Self.howToWrite)
            return nil
        case (.some, .some):
            report(at: value.position, "\(owner) has both 'family' and 'literal'", suggestion: Self.howToWrite)
            return .person(person)
        }
    }

    private static let howToWrite = "write a person as 'family' and 'given', a group as 'literal'"

    private func report(at position: SourcePosition, _ summary: String, suggestion: String) {
        log.report(Rule.invalidCSL, at: position, summary, suggestion: suggestion)
    }
}
