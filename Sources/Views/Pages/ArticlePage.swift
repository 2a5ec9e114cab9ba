import Diagnostics
package import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
package import Templates

/// The page of one article.
package enum ArticlePage {
    /// In the order of the page, because this is the order in which citations are numbered.
    package static func page(_ article: Article, _ next: NextSteps.Steps, _ frame: SiteFrame, _ theme: Theme) -> Page {
        let output = OutputPath.article(article.path)
        let scope = PageScope(frame, theme: theme, source: article.path, output: output)
        let parts = PageParts(frame: frame, theme: theme, scope: scope)
        let text = scope.text(of: article)
        var body = text.body.children
        var components = text.components
        // Where its author has not said what readers may have come to do, the site says what it has: below the first words, if there are any.
        if article.path == "index.md", !text.hasTasks, let tasks = TaskList(frame.knowledgeBase, hasIndex: frame.hasIndex).block {
            body.insert(tasks.node, at: body.first?.kind == .paragraph ? 1 : 0)
            components.merge(tasks.listings) { own, _ in own }
        }
        let renderer = ContentRenderer(scope: scope, components: components)

        var values = frame.values(for: output, title: article.title, summary: article.summary, kind: "article")
        values[.body] = .html(renderer.html(body))
        values[.hasCalculator] = .flag(text.components.values.contains { $0.kind == .calculator })
        values[.hasAssessment] = .flag(text.components.values.contains { $0.kind == .checklist || $0.kind == .score })
        values[.hasForm] = .flag(text.components.values.contains { [.calculator, .checklist, .score].contains($0.kind) })
        values[.kindLabel] = .text(RecordLabel.singular(article.type))
        values[.isDraft] = .flag(article.status == .draft)
        values[.isOutdated] = .flag(article.status == .superseded)
        values[.successors] = parts.successors(of: article.path)
        values[.review] = parts.review(article.writtenReview, isInUse: article.status != .superseded)
        values[.authors] = .list(text.authors.map { .text($0) })
        values[.codes] = .list(
            text.codes.map { [.system: .text($0.system), .code: .text($0.code), .title: .text($0.title)] })
        values[.changes] = .list(
            text.changes.map { [.date: .text($0.date.description), .spelled: .text($0.date.spelledOut), .text: .text($0.text)] })
        values[.contents] = contents(text.sections)
        values[.records] = .list(
            frame.knowledgeBase.recordsUsed(by: article.path).compactMap { path in
                frame.knowledgeBase.record(path).map {
                    [
                        .title: .text($0.head.title), .href: .text(scope.href(OutputPath.record(path))),
                        .kind: .text(RecordLabel.singular($0)),
                    ]
                }
            })
        values[.local] = LocalNotice(parts: parts).values(article.path)
        values[.tags] = parts.tags(article.tags)
        values[.nextSteps] = next.values(parts)
        values.merge(parts.mentions(of: article.path)) { _, new in new }
        values[.references] = parts.references()
        values[.sourceFile] = .text(article.path)
        values[.linkedData] = .html(LinkedData(frame: frame, scope: scope).article(article, text, at: output))
        values[.citationTags] = CitationTags.values(
            article.title, authors: text.authors, dates: text.changes.map(\.date), at: output, frame.knowledgeBase.site)
        values[.cite] = PageCitation(frame: frame).values(title: article.title, authors: text.authors, updated: text.changes.map(\.date).max(), output: output)
        return Page(
            output: output, template: "article", values: values, formerAnchors: FormerAnchor.names(article.formerAnchors, on: article.anchors))
    }

    private static func contents(_ sections: [Article.Section]) -> TemplateValue {
        var top: [(section: Article.Section, below: [Article.Section])] = []
        for section in sections {
            if section.level <= 2 || top.isEmpty {
                top.append((section, []))
            } else if section.level == 3 {
                top[top.count - 1].below.append(section)
            }
        }
        func value(_ section: Article.Section, _ below: [Article.Section]) -> TemplateValue {
            [.id: .text(section.id), .title: .text(section.title), .below: .list(below.map { value($0, []) })]
        }
        return .list(top.map { value($0.section, $0.below) })
    }
}
