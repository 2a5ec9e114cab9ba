import Citations
package import KnowledgeBase
import Markdown
import Rendering
import SitePaths
package import SourceData
import Synchronization
import Templates

/// What every page shows around its content: site title, navigation, footer.
package struct SiteFrame: Sendable {
    let knowledgeBase: KnowledgeBase
    /// The day printed in the footer; nil prints none, so that the same content gives the same bytes.
    let date: CalendarDate?
    /// The dosing records as the dose engine reads them.
    let dosing: DosingCatalog
    private let referenceTexts = ReferenceTexts()
    let doseTables = DoseTables()
    private let hasPitfalls: Bool
    private let hasTags: Bool
    let hasRecommendations: Bool
    private var navigation: [Entry] = []
    /// Of what every page shows that does not stand in the settings.
    package private(set) var stamp: Stamp = .none

    private struct Entry: Sendable {
        let title: String
        let output: String
        let folder: String
    }

    /// `date` is the day to print.
    package init(_ knowledgeBase: KnowledgeBase, date: CalendarDate?) {
        self.knowledgeBase = knowledgeBase
        self.date = date
        dosing = knowledgeBase.resolver.catalog
        var entries: [Entry] = []
        hasPitfalls = knowledgeBase.articles.contains { $0.alertKinds.contains(.pitfall) }
        hasTags = knowledgeBase.hasTags
        hasRecommendations = RecommendationsPage.isNeeded(knowledgeBase)
        for type in ArticleType.folders where hasIndex(of: type) {
            entries.append(Entry(title: type.title, output: OutputPath.index(ofFolder: type.rawValue), folder: type.rawValue))
        }
        for kind in RecordKind.allCases where !knowledgeBase.records(kind).isEmpty {
            entries.append(Entry(title: RecordLabel.plural(kind), output: OutputPath.index(ofFolder: kind.rawValue), folder: kind.rawValue))
        }
        if hasRecommendations { entries.append(Entry(title: "Recommendations", output: OutputPath.recommendations, folder: "recommendations")) }
        if !knowledgeBase.references.isEmpty { entries.append(Entry(title: "References", output: OutputPath.bibliography, folder: "references")) }
        if !knowledgeBase.glossary.entries.isEmpty { entries.append(Entry(title: "Glossary", output: OutputPath.glossary, folder: "glossary")) }
        let pages = knowledgeBase.articles(.page).filter { $0.path != "index.md" }
        entries += pages.map { Entry(title: $0.title, output: OutputPath.article($0.path), folder: $0.id) }
        navigation = entries
        stamp = Stamp { [hasTags] archive in
            archive.write(knowledgeBase.ground)
            archive.write(date?.description)
            archive.write(hasTags)
            for entry in entries { archive.write([entry.title, entry.output, entry.folder]) }
        }
    }

    /// A reference as it is printed.
    func referenceHTML(_ key: String) -> String? { knowledgeBase.reference(key).map { referenceTexts.html($0) } }

    /// Formatted when first asked for, listed on many pages.
    private final class ReferenceTexts: Sendable {
        private let known = Mutex<[String: String]>([:])

        func html(_ reference: Reference) -> String {
            if let known = known.withLock({ $0[reference.id] }) { return known }
            let html = ReferenceText.html(reference)
            known.withLock { $0[reference.id] = html }
            return html
        }
    }

    /// Pitfalls have an index wherever any article warns of one.
    func hasIndex(of type: ArticleType) -> Bool {
        !knowledgeBase.articles(type).isEmpty || (type == .pitfalls && hasPitfalls)
    }

    /// Values common to all pages, as seen from `output`.
    func values(for output: String, title: String, summary: String, kind: String) -> [TemplateKey: TemplateValue] {
        let scope = ContentPath.folder(of: output)
        let here = output.split(separator: "/").first.map(String.init) ?? ""
        let site = knowledgeBase.site
        var values: [TemplateKey: TemplateValue] = [
            .root: .text(String(repeating: "../", count: output.split(separator: "/").count - 1)),
            .title: .text(title),
            .summary: .text(summary),
            .pageKind: .text(kind),
            .isHome: .flag(output == OutputPath.home),
            .language: .text(site.language),
            .direction: .text(site.isRightToLeft ? "rtl" : nil),
            .home: .text(ContentPath.relative(OutputPath.home, from: scope)),
            .siteTitle: .text(site.title),
            .siteSummary: .text(site.summary),
            .audience: .text(site.audience),
            .disclaimer: .text(site.disclaimer),
            .generator: .text("Materia \(Provenance.version)"),
            .navigation: .list(
                navigation.map { entry in
                    [
                        .title: .text(entry.title),
                        .href: .text(ContentPath.relative(entry.output, from: scope)),
                        .isCurrent: .flag(entry.folder == here && output.contains("/")),
                        .isHere: .flag(entry.output == output),
                    ]
                }),
        ]
        if let date { values[.built] = .text(date.spelledOut) }
        if hasTags { values[.tagsHref] = .text(ContentPath.relative(OutputPath.tags, from: scope)) }
        return values
    }
}
