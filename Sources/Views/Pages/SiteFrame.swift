import Citations
package import Comparison
package import KnowledgeBase
import Markdown
import Parallelism
import Rendering
import SitePaths
package import SourceData
import Templates

/// What every page shows around its content: site title, navigation, footer.
package final class SiteFrame: Sendable {
    let knowledgeBase: KnowledgeBase
    /// The day printed in the footer; nil prints none, so that the same content gives the same bytes.
    let date: CalendarDate?
    /// Where the version of the content goes on a page; nil where there is none.
    let version: TemplateValue?
    /// What is another since an earlier state, where the build is given one.
    package let comparison: Comparison?
    /// The dosing records as the dose engine reads them.
    let dosing: DosingCatalog
    /// References as HTML by their keys: they are listed on many pages.
    private let referenceTexts = Remembered<String, String>()
    /// Tables of doses by the paths of regimens, whose pages, frames and single files have the same.
    let doseTables = Remembered<String, TemplateValue>()
    private let hasPitfalls: Bool
    private let hasPolicies: Bool
    private let hasTags: Bool
    private let hasSafetyFile: Bool
    let hasRecommendations: Bool
    /// How the pages are grouped.
    let map: SiteMap
    /// What each page leads on to.
    package let next: NextSteps
    /// Of what every page shows that does not stand in the settings.
    package let stamp: Stamp

    /// `date` is the day to print.
    package init(_ knowledgeBase: KnowledgeBase, date: CalendarDate?, hasVersion: Bool, comparison: Comparison? = nil) {
        self.knowledgeBase = knowledgeBase
        self.comparison = comparison
        version = hasVersion ? .html(VersionSlot.empty) : nil
        self.date = date
        dosing = knowledgeBase.resolver.catalog
        let hasPitfalls = knowledgeBase.articles.contains { $0.alertKinds.contains(.pitfall) }
        let hasPolicies = knowledgeBase.records(.criteria).contains(where: \.isCoverage)
        self.hasPitfalls = hasPitfalls
        self.hasPolicies = hasPolicies
        let hasTags = knowledgeBase.hasTags
        self.hasTags = hasTags
        let hasSafetyFile = !knowledgeBase.records(.criteria).isEmpty || !knowledgeBase.records(.regimens).isEmpty
        self.hasSafetyFile = hasSafetyFile
        hasRecommendations = RecommendationsPage.isNeeded(knowledgeBase)
        let map = SiteMap(
            knowledgeBase, hasIndex: { Self.hasIndex(of: $0, knowledgeBase, hasPitfalls: hasPitfalls, hasPolicies: hasPolicies) },
            hasRecommendations: hasRecommendations)
        self.map = map
        next = NextSteps(knowledgeBase)
        stamp = Stamp { archive in
            archive.write(knowledgeBase.ground)
            archive.write(date?.description)
            archive.write(hasVersion)
            archive.write(hasTags)
            archive.write(hasSafetyFile)
            map.write(to: &archive)
        }
    }

    /// A reference as it is printed.
    func referenceHTML(_ key: String) -> String? { knowledgeBase.reference(key).map { reference in referenceTexts.value(key) { ReferenceText.html(reference) } } }

    /// Pitfalls have an index wherever any article warns of one, coverage where there is a policy.
    func hasIndex(of type: ArticleType) -> Bool { Self.hasIndex(of: type, knowledgeBase, hasPitfalls: hasPitfalls, hasPolicies: hasPolicies) }

    private static func hasIndex(of type: ArticleType, _ knowledgeBase: KnowledgeBase, hasPitfalls: Bool, hasPolicies: Bool) -> Bool {
        !knowledgeBase.articles(type).isEmpty || (type == .pitfalls && hasPitfalls) || (type == .coverage && hasPolicies)
    }

    /// Values common to all pages, as seen from `output`.
    func values(for output: String, title: String, summary: String, kind: String) -> [TemplateKey: TemplateValue] {
        let scope = ContentPath.folder(of: output)
        let here = map.part(of: output)
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
                map.parts.map { part in
                    [
                        .title: .text(part.title),
                        .href: .text(ContentPath.relative(part.output, from: scope)),
                        .isCurrent: .flag(part.output == here?.output),
                        .isHere: .flag(part.output == output),
                    ]
                }),
            .trail: .list(
                map.way(to: output).map { [.title: .text($0.title), .href: .text(ContentPath.relative($0.output, from: scope))] }),
        ]
        // Frames, old addresses and the page for missing ones are no page of their own.
        if !["embed", "alias", "not-found"].contains(kind) {
            if let base = site.baseURL {
                values[.canonical] = .text(PublicAddress.of(output, at: base))
                values[.feedHref] = .text(ContentPath.relative(OutputPath.feed, from: scope))
            }
            if site.hasData, output != OutputPath.search, !["safety", "changes"].contains(kind) {
                values[.markdownHref] = .text(ContentPath.relative(OutputPath.markdown(of: output), from: scope))
            }
        }
        values[.contentVersion] = version
        if let reports = site.errorReports {
            values[.reportHref] = .text(ErrorReportLink.address(reports, title: title, output: output, site: site))
            values[.reportTo] = .text(reports.words)
        }
        if let date { values[.built] = .text(date.spelledOut) }
        if site.hasSearch {
            values[.searchHref] = .text(ContentPath.relative(OutputPath.search, from: scope))
            values[.isHere] = .flag(output == OutputPath.search)
        }
        if hasSafetyFile { values[.safetyHref] = .text(ContentPath.relative(OutputPath.safety, from: scope)) }
        values[.changesHref] = .text(ContentPath.relative(OutputPath.changes, from: scope))
        if hasTags { values[.tagsHref] = .text(ContentPath.relative(OutputPath.tags, from: scope)) }
        return values
    }
}
