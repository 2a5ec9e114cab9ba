import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
package import Templates

/// What a clinical reviewer gets on paper: every claim of an article or a record beside its source, the records it uses as their pages say them,
/// and every plan of their worked examples. One file, with nothing to load.
package struct PacketPage {
    private let path: String
    private let record: Record?
    private let article: Article?
    private let parts: PageParts
    private let frame: SiteFrame
    private let theme: Theme

    /// Of the article or record at `path`; nil where there is none.
    package init?(of path: String, frame: SiteFrame, theme: Theme) {
        article = frame.knowledgeBase.article(path)
        record = frame.knowledgeBase.record(path)
        guard article != nil || record != nil else { return nil }
        self.path = path
        self.frame = frame
        self.theme = theme
        parts = PageParts(frame: frame, theme: theme, scope: PageScope(frame, theme: theme, source: path, output: Self.output))
    }

    /// Where its links are written from; it is never published.
    private static let output = "packet/index.html"

    package func page() -> Page {
        let title = article?.title ?? record?.head.title ?? ""
        var values = frame.values(for: Self.output, title: title, summary: "", kind: "safety")
        let groups = groups
        values[.sourceFile] = .text(path)
        values[.version] = .text(version)
        values[.review] = parts.review(article?.writtenReview ?? record?.head.writtenReview, isInUse: false)
        values[.count] = .text(String(groups.reduce(0) { $0 + $1.claims.count }))
        values[.groups] = .list(numbered(groups))
        values[.parts] = .list(used.map { PacketRecord(record: $0, parts: parts).values })
        values[.reportHref] = frame.knowledgeBase.site.errorReports.map {
            .text(ErrorReportLink.address($0, title: "Review of \(path)", output: page(of: path), site: frame.knowledgeBase.site))
        }
        values[.references] = parts.references()
        let links = DetachedLinks(site: frame.knowledgeBase.site, folder: "packet")
        for key in [TemplateKey.groups, .parts, .references] { values[key] = values[key].map(links.detached) }
        let styles = ["base.css", "safety.css"].map(theme.assets.text).joined(separator: "\n")
        values[.styles] = .html(styles)
        values[.styleHash] = .text(InlinedAssets.hash(styles))
        return Page(output: Self.output, template: "packet", values: values)
    }

    private func page(of path: String) -> String { article == nil ? OutputPath.record(path) : OutputPath.article(path) }

    /// Of the very words that are reviewed.
    private var version: String {
        record?.head.version ?? frame.knowledgeBase.file(path)?.version ?? ""
    }

    private var groups: [PacketGroup] {
        if let article {
            let text = parts.scope.text(of: article)
            return ArticleClaims(text, ContentRenderer(scope: parts.scope, components: text.components), parts).groups
        }
        return record.map { RecordClaims($0, parts).groups } ?? []
    }

    /// One number after another, through all groups.
    private func numbered(_ groups: [PacketGroup]) -> [TemplateValue] {
        var number = 0
        return groups.map { group in
            [
                .title: .text(group.title),
                .items: .list(
                    group.claims.map { claim in
                        number += 1
                        return [
                            .number: .text(String(number)), .label: .text(claim.label), .html: .html(claim.html), .sources: .list(claim.sources.map { .html($0) }),
                            .code: .text("\(path) claim \(number):"),
                        ]
                    }),
            ]
        }
    }

    /// The records that it uses, and of regimens the protocols and products they name; of a record itself too.
    private var used: [Record] {
        let knowledgeBase = frame.knowledgeBase
        var paths = (record == nil ? [] : [path]) + knowledgeBase.recordsUsed(by: path)
        for case .regimen(let regimen)? in paths.map(knowledgeBase.record) {
            paths +=
                (regimen.protocols.compactMap { knowledgeBase.recordPath($0.value, .protocols) }
                    + regimen.products.compactMap { knowledgeBase.recordPath($0.value, .products) })
        }
        var seen = Set<String>()
        return paths.filter { seen.insert($0).inserted }.compactMap(knowledgeBase.record)
    }
}
