import KnowledgeBase
import SitePaths
import SourceData

/// The parts of a site as its readers look for them: its navigation, the pages that gather a part, and the way from the home page to a page.
struct SiteMap: Sendable {
    /// A page that lists others, or a plain page.
    struct Member: Sendable {
        let title: String
        /// What is there, in a line.
        let lead: String
        let output: String
        /// The first folder of the addresses of its pages.
        let folder: String
    }

    struct Part: Sendable {
        let title: String
        let members: [Member]
        /// The page its entry in the navigation leads to.
        let output: String
        /// True where that page is one of its own, which lists the members.
        var isGathered: Bool { !members.contains { $0.output == output } }
    }

    /// In the order of the navigation.
    let parts: [Part]
    private let partByFolder: [String: Int]

    init(_ knowledgeBase: KnowledgeBase, hasIndex: (ArticleType) -> Bool, hasRecommendations: Bool) {
        func index(_ type: ArticleType) -> [Member] {
            guard hasIndex(type) else { return [] }
            return [Member(title: type.title, lead: RecordLabel.lead(type), output: OutputPath.index(ofFolder: type.rawValue), folder: type.rawValue)]
        }
        func index(_ kind: RecordKind) -> [Member] {
            guard !knowledgeBase.records(kind).isEmpty else { return [] }
            return [
                Member(title: RecordLabel.plural(kind), lead: RecordLabel.lead(kind), output: OutputPath.index(ofFolder: kind.rawValue), folder: kind.rawValue)
            ]
        }
        func page(_ title: String, _ lead: String, _ output: String, if isThere: Bool) -> [Member] {
            isThere ? [Member(title: title, lead: lead, output: output, folder: ContentPath.folder(of: output))] : []
        }
        let plain = knowledgeBase.articles(.page).filter { $0.path != "index.md" }
            .map { Member(title: $0.title, lead: $0.summary, output: OutputPath.article($0.path), folder: $0.id) }
        let topics = index(.indications) + index(.therapies) + index(.dosing) + index(.pitfalls)
        var calculators = index(.regimens) + index(.criteria)
        calculators += page(
            "Safety file", "What calculators and checklists are for, what could go wrong, and what is done about it.", OutputPath.safety, if: !calculators.isEmpty)
        let evidence = index(.evidence) + page("Recommendations", RecommendationsPage.lead, OutputPath.recommendations, if: hasRecommendations)
        let lookedUp =
            index(.products) + index(.protocols)
            + page("References", "Every source that is cited, with the pages that cite it.", OutputPath.bibliography, if: !knowledgeBase.references.isEmpty)
            + page("Glossary", "Terms and abbreviations.", OutputPath.glossary, if: !knowledgeBase.glossary.entries.isEmpty)
        let reviews = page("Reviews", "Which pages a clinician has reviewed, and when that is due again.", OutputPath.reviews, if: ReviewsPage.isNeeded(knowledgeBase))
        var rest = reviews + page("Tags", "Everything by tag.", OutputPath.tags, if: knowledgeBase.hasTags)
        // Every site has this page; by itself it makes no part.
        rest += page(
            "What changed", "What is another since an earlier state, and what pages say of their changes.", OutputPath.changes, if: !(lookedUp + plain + rest).isEmpty)
        var parts: [Part] = []
        func add(_ title: String, _ members: [Member], at output: String) {
            if !members.isEmpty { parts.append(Part(title: title, members: members, output: output)) }
        }
        add("Clinical topics", topics, at: topics.count == 1 ? topics[0].output : OutputPath.topics)
        add("Calculators and criteria", calculators, at: OutputPath.calculators)
        if let first = evidence.first { add("Evidence", evidence, at: first.output) }
        add("Coverage", index(.coverage), at: OutputPath.index(ofFolder: ArticleType.coverage.rawValue))
        if parts.isEmpty, lookedUp.isEmpty, Self.fits(plain.map(\.title)) {
            // A site of a few plain pages needs no parts.
            for member in plain { add(member.title, [member], at: member.output) }
        } else {
            let members = lookedUp + plain + rest
            let only = members.count == 1 ? members.first : nil
            add(only?.title ?? (parts.isEmpty && lookedUp.isEmpty ? "All pages" : "Reference"), members, at: only?.output ?? OutputPath.reference)
        }
        self.parts = parts
        var partByFolder: [String: Int] = [:]
        for (number, part) in parts.enumerated() {
            for folder in part.members.map(\.folder) + [ContentPath.folder(of: part.output)] { partByFolder[folder] = number }
        }
        self.partByFolder = partByFolder
    }

    /// True for titles that stand on one line of a screen of 1,280 pixels, at about 8 pixels a letter and 24 between two.
    private static func fits(_ titles: [String]) -> Bool { titles.reduce(0) { $0 + $1.count * 8 + 24 } <= 1_100 }

    /// The part that the page at `output` belongs to; nil for the home page and those that stand outside.
    func part(of output: String) -> Part? { number(of: output).map { parts[$0] } }

    private func number(of output: String) -> Int? {
        guard let slash = output.firstIndex(of: "/") else { return nil }
        return partByFolder[String(output[..<slash])]
    }

    /// The pages above the one at `output`, from the part down to the list it is in.
    func way(to output: String) -> [(title: String, output: String)] {
        guard let part = part(of: output) else { return [] }
        var way: [(title: String, output: String)] = []
        if part.output != output { way.append((part.title, part.output)) }
        let folder = output.prefix { $0 != "/" }
        if let member = part.members.first(where: { $0.folder == folder }), member.output != output, member.output != part.output {
            way.append((member.title, member.output))
        }
        return way
    }

    /// Of what every page shows of it.
    func write(to archive: inout ArchiveWriter) {
        for part in parts {
            archive.write([part.title, part.output])
            for member in part.members { archive.write([member.title, member.output, member.folder]) }
        }
    }
}
