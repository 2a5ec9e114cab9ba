public import SourceData

extension Reference {
    /// As an item of CSL-JSON, from which the same reference is read again. The note, which is of whoever keeps the library, is left out.
    public var csl: JSONValue {
        .object([
            "id": .string(id), "type": .string(type.rawValue), "title": .string(title), "author": .list(authors.map(\.csl)), "editor": .list(editors.map(\.csl)),
            "container-title": .text(containerTitle), "container-title-short": .text(containerTitleShort), "publisher": .text(publisher),
            "publisher-place": .text(publisherPlace), "edition": .text(edition), "version": .text(version), "genre": .text(genre), "number": .text(number),
            "issued": issued?.csl, "volume": .text(volume), "issue": .text(issue), "page": .text(page), "DOI": .text(doi), "PMID": .text(pmid),
            "PMCID": .text(pmcid), "URL": .text(url), "accessed": accessed?.csl, "custom": custom,
        ])
    }

    /// What CSL has no field for.
    private var custom: JSONValue? {
        let materia = JSONValue.object([
            "et-al-unverified": .flag(authorListIsIncomplete), "status": .text(status), "titleNote": .text(titleNote),
        ])
        let said = JSONValue.object([
            "materia": materia == .members([]) ? nil : materia, "unverified": .list(unverifiedFields.map { .string($0) }),
        ])
        return said == .members([]) ? nil : said
    }
}

extension Name {
    fileprivate var csl: JSONValue {
        switch self {
        case .group(let name): .object(["literal": .string(name)])
        case .person(let person):
            .object([
                "family": .string(person.family), "given": .text(person.given), "suffix": .text(person.suffix),
                "non-dropping-particle": .text(person.nonDroppingParticle), "dropping-particle": .text(person.droppingParticle),
            ])
        }
    }
}

extension ReferenceDate {
    fileprivate var csl: JSONValue {
        switch self {
        case .date(let date): .object(["date-parts": .array([date.csl])])
        case .circa(let date): .object(["date-parts": .array([date.csl]), "circa": .bool(true)])
        case .season(let season, let year): .object(["date-parts": .array([.array([.integer(year)])]), "season": .integer(season.rawValue)])
        case .range(let start, let end): .object(["date-parts": .array([start.csl, end.csl])])
        case .text(let text): .object(["literal": .string(text)])
        }
    }
}

extension PartialDate {
    fileprivate var csl: JSONValue { .array([year, month, day].compactMap { $0.map { .integer($0) } }) }
}
