import Citations
import Diagnostics
import KnowledgeBase
import Markdown
import SourceData

/// Parts that several kinds of page share.
struct PageParts {
    let scope: PageScope

    var knowledgeBase: KnowledgeBase { scope.knowledgeBase }

    /// The reference list of the page, in the order of the numbers. Ask last, when everything is rendered.
    func references() -> TemplateValue {
        .list(
            scope.numbering.order.enumerated().compactMap { index, key in
                guard let html = scope.frame.referenceHTML(key) else { return nil }
                return [
                    .number: .text(String(index + 1)),
                    .html: .html(html),
                    .href: .text(scope.href(.bibliography(key: key))),
                ]
            })
    }

    /// Pages that mention `path`, with the sections that do.
    func mentions(of path: String) -> TemplateValue {
        grouped(knowledgeBase.mentions(of: path).map(\.mention))
    }

    /// Sections of articles that link to `anchor` of a record, but for those shown already.
    func sections(discussing anchor: String, of path: String, except shown: Set<Mention> = []) -> TemplateValue {
        let found = knowledgeBase.mentions(of: path).filter { target in
            target.anchor == anchor || target.anchor?.hasPrefix(anchor + ".") == true
        }
        var seen = shown
        return .list(
            found.map(\.mention).filter { knowledgeBase.isArticle($0.source) && seen.insert($0).inserted }.map(link))
    }

    func grouped(_ mentions: [Mention]) -> TemplateValue {
        var order: [String] = []
        var sections: [String: [Mention]] = [:]
        for mention in mentions where mention.source != scope.source {
            if sections[mention.source] == nil { order.append(mention.source) }
            if mention.section != nil, sections[mention.source]?.contains(mention) != true {
                sections[mention.source, default: []].append(mention)
            } else if sections[mention.source] == nil {
                sections[mention.source] = []
            }
        }
        return .list(
            order.compactMap { source -> TemplateValue? in
                guard let output = output(of: source) else { return nil }
                return [
                    .title: .text(title(of: source)),
                    .href: .text(scope.href(output)),
                    .sections: .list((sections[source] ?? []).map(link)),
                ]
            })
    }

    func link(_ mention: Mention) -> TemplateValue {
        let page = output(of: mention.source).map(scope.href) ?? ""
        guard let section = mention.section else {
            return [.title: .text(title(of: mention.source)), .page: .text(title(of: mention.source)), .href: .text(page)]
        }
        return [
            .title: .text(section.title), .page: .text(title(of: mention.source)),
            .href: .text("\(page)#\(section.id)"),
        ]
    }

    private func title(of source: String) -> String {
        source == Glossary.path ? "Glossary" : knowledgeBase.title(of: source) ?? source
    }

    private func output(of source: String) -> String? {
        if source == Glossary.path { return OutputPath.glossary }
        if knowledgeBase.isArticle(source) { return OutputPath.article(source) }
        if knowledgeBase.isRecord(source) { return OutputPath.record(source) }
        return nil
    }

    /// Always there: what nobody reviewed says so.
    func review(_ review: Review?) -> TemplateValue {
        guard let review else { return [.isReviewed: false] }
        let interval = review.interval ?? knowledgeBase.site.reviewInterval
        return [
            .isReviewed: true, .by: .text(review.by), .on: .text(review.on.spelledOut),
            .due: .text(interval.map { review.on.adding(months: $0).spelledOut }),
        ]
    }

    func tags(_ tags: [String]) -> TemplateValue {
        .list(tags.map { [.title: .text($0), .href: .text(scope.href(OutputPath.tag($0)))] })
    }

    /// A link to the article of an indication, or its plain name.
    func indication(_ indication: Product.Indication) -> String {
        if let id = indication.article?.value { return articleLink(indication: id) }
        return HTMLText.escape(indication.name ?? "")
    }

    func articleLink(indication id: String) -> String {
        guard let path = knowledgeBase.indicationPath(id), let title = knowledgeBase.title(of: path) else { return HTMLText.escape(id) }
        return anchor(title, scope.href(OutputPath.article(path)))
    }

    func recordLink(_ id: String, _ kind: RecordKind) -> String {
        guard let path = knowledgeBase.recordPath(id, kind), let title = knowledgeBase.title(of: path) else { return HTMLText.escape(id) }
        return anchor(title, scope.href(OutputPath.record(path)))
    }

    func anchor(_ title: String, _ href: String) -> String {
        "<a href=\"\(HTMLText.escapeAddress(href))\">\(HTMLText.escape(title))</a>"
    }
}
