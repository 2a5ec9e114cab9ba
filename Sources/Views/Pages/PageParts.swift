import Citations
import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
import Templates

/// Parts that several kinds of page share.
struct PageParts {
    let frame: SiteFrame
    let theme: Theme
    let scope: PageScope

    var knowledgeBase: KnowledgeBase { scope.knowledgeBase }

    /// The reference list of the page, in the order of the numbers. Ask last, when everything is rendered.
    func references() -> TemplateValue {
        .list(
            scope.numbering.order.enumerated().compactMap { index, key in
                guard let html = frame.referenceHTML(key) else { return nil }
                return [
                    .number: .text(String(index + 1)),
                    .html: .html(html),
                    .href: .text(scope.href(.bibliography(key: key))),
                ]
            })
    }

    /// Pages that mention `path`, with the sections that do, and whether they are so many that they are shown folded.
    func mentions(of path: String) -> [TemplateKey: TemplateValue] {
        let mentions = grouped(knowledgeBase.mentions(of: path).map(\.mention))
        guard case .list(let pages) = mentions else { return [:] }
        return [.mentions: mentions, .hasManyMentions: .flag(pages.count > 5)]
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

    /// The pages that mention something, each once with its sections. Mentions of one page stand together, as `LinkIndex` has them.
    func grouped(_ mentions: [Mention]) -> TemplateValue {
        var pages: [TemplateValue] = []
        var rest = mentions[...]
        while let source = rest.first?.source {
            let own = rest.prefix { $0.source == source }
            rest = rest[own.endIndex...]
            guard source != scope.source, let (title, output) = place(of: source) else { continue }
            let page = scope.href(output)
            var sections: [TemplateValue] = []
            var seen: [Mention] = []
            for mention in own where mention.section != nil && !seen.contains(mention) {
                seen.append(mention)
                sections.append(link(mention, title, page))
            }
            pages.append([.title: .text(title), .href: .text(page), .sections: .list(sections)])
        }
        return .list(pages)
    }

    func link(_ mention: Mention) -> TemplateValue {
        let place = place(of: mention.source)
        return link(mention, place?.title ?? mention.source, place.map { scope.href($0.output) } ?? "")
    }

    private func link(_ mention: Mention, _ title: String, _ page: String) -> TemplateValue {
        guard let section = mention.section else { return [.title: .text(title), .page: .text(title), .href: .text(page)] }
        return [.title: .text(section.title), .page: .text(title), .href: .text("\(page)#\(section.id)")]
    }

    /// How a source is called, and where its page is.
    private func place(of source: String) -> (title: String, output: String)? {
        if source == Glossary.path { return ("Glossary", OutputPath.glossary) }
        guard let title = knowledgeBase.title(of: source) else { return nil }
        return (title, knowledgeBase.isArticle(source) ? OutputPath.article(source) : OutputPath.record(source))
    }

    /// Always there: what nobody reviewed says so, and so does what was changed since then. Whether a review is overdue is seen on the day of
    /// reading, where the page `isInUse`.
    func review(_ review: Review?, isInUse: Bool) -> TemplateValue {
        guard let review else { return [.isReviewed: false] }
        if review.isStale { return [.isReviewed: false, .isStale: true, .by: .text(review.by), .on: .text(review.on.spelledOut)] }
        let due = knowledgeBase.site.nextReview(after: review)
        return [
            .isReviewed: true, .by: .text(review.by), .on: .text(review.on.spelledOut), .due: .text(due?.spelledOut),
            .dueDate: .text(isInUse ? due?.description : nil),
        ]
    }

    /// What replaced the article or record at `path`: for a reader to go to, or not. A file that is handed on has only ways to a host.
    func successors(of path: String) -> TemplateValue {
        .list(
            knowledgeBase.successors(of: path).compactMap { path in
                guard let (title, output) = place(of: path) else { return nil }
                let isAlone = scope.output.hasPrefix("single/")
                let href = isAlone ? knowledgeBase.site.baseURL.map { PublicAddress.of(output, at: $0) } : scope.href(output)
                return [.title: .text(title), .href: .text(href ?? "")]
            })
    }

    /// What a plan or a result says of where it comes from, beside the records' names.
    func origin(of head: RecordHead) -> [TemplateKey: TemplateValue] {
        var values: [TemplateKey: TemplateValue] = [
            .sourceWords: .text(head.sources.compactMap { knowledgeBase.reference($0.key)?.shortWords }.joined(separator: "; ")),
            .reportTo: .text(knowledgeBase.site.errorReports?.words),
        ]
        values[.contentVersion] = frame.version
        return values.merging(due(head)) { own, _ in own }
    }

    /// When the review of a record that a plan or a result rests on is due again. Whether it is overdue is seen on the day of reading.
    func due(_ head: RecordHead) -> [TemplateKey: TemplateValue] {
        let due = knowledgeBase.nextReview(of: head)
        return [.due: .text(due?.spelledOut), .dueDate: .text(due?.description)]
    }

    /// What was changed in a record, and what could go wrong with it, as its page says it.
    func history(of head: RecordHead, _ renderer: ContentRenderer) -> [TemplateKey: TemplateValue] {
        [
            .changes: .list(head.changes.map { [.date: .text($0.date.description), .spelled: .text($0.date.spelledOut), .html: .html(renderer.html($0.text))] }),
            .hazards: .list(
                head.hazards.map { hazard in
                    [.hazard: .html(renderer.html(hazard.hazard)), .harm: .html(renderer.html(hazard.harm)), .mitigation: .html(renderer.html(hazard.mitigation))]
                }),
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

    /// Nil where there is no article or record at `path`.
    func link(to path: String) -> String? { place(of: path).map { anchor($0.title, scope.href($0.output)) } }

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
