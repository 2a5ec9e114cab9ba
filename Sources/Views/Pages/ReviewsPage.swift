import KnowledgeBase
import Rendering
import SitePaths
import SourceData
import Templates

/// Which articles and records a clinician has reviewed, who and when, and when that is due again.
struct ReviewsPage {
    let frame: SiteFrame
    let theme: Theme

    /// Introduces it.
    static let lead = "Which pages a clinician has reviewed, who did and when, and when each is due again. Overdue is what is due before the day of reading."

    /// A site of plain pages that nobody reviews has none.
    static func isNeeded(_ knowledgeBase: KnowledgeBase) -> Bool {
        !knowledgeBase.records.isEmpty || knowledgeBase.articles.contains { $0.writtenReview != nil }
    }

    /// One line of the page.
    private struct Entry {
        let title: String
        let output: String
        let kind: String
        let status: String
        let authors: [String]
        let review: Review?
        let isInUse: Bool
        let due: CalendarDate?
    }

    func page() -> Page {
        let output = OutputPath.reviews
        let parts = PageParts(frame: frame, theme: theme, scope: PageScope(frame, theme: theme, source: "reviews/", output: output))
        var values = frame.values(for: output, title: "Reviews", summary: Self.lead, kind: "reviews")
        values[.lede] = .text(Self.lead)
        let entries = entries
        let reviewed = entries.filter { $0.review.standing != nil && $0.isInUse }
        let changed = entries.filter { $0.review?.isStale == true && $0.isInUse }
        let open = entries.filter { $0.review == nil && $0.isInUse }
        values[.groups] = .list(
            [
                // What is due first stands first, so that what is overdue is together on any day; without a date it comes last.
                group("page-reviewed", "Reviewed, by the day the next is due", reviewed.sorted { key($0) < key($1) }, parts),
                group("page-changed", "Changed since their review", changed, parts),
                group("page-not-reviewed", "Not reviewed", open, parts),
                group("page-not-in-use", "Superseded, retired or made up", entries.filter { !$0.isInUse }, parts),
            ].compactMap { $0 })
        return Page(output: output, template: "reviews", values: values)
    }

    private func key(_ entry: Entry) -> String { "\(entry.due?.description ?? "9999")\(entry.title)" }

    /// By kind, then title.
    private var entries: [Entry] {
        let site = frame.knowledgeBase.site
        let articles = frame.knowledgeBase.articles.filter { $0.path != "index.md" }.sorted { ($0.type.rawValue, $0.title) < ($1.type.rawValue, $1.title) }.map {
            article in
            Entry(
                title: article.title, output: OutputPath.article(article.path), kind: article.type == .page ? "Page" : RecordLabel.singular(article.type),
                status: article.status.rawValue,
                authors: frame.knowledgeBase.authors(of: article), review: article.writtenReview, isInUse: article.status != .superseded,
                due: article.review.flatMap(site.nextReview))
        }
        return articles
            + frame.knowledgeBase.records.map { record in
                let head = record.head
                return Entry(
                    title: head.title, output: OutputPath.record(head.path), kind: RecordLabel.singular(record), status: head.status.rawValue, authors: [],
                    review: head.writtenReview, isInUse: head.status == .current, due: head.review.flatMap(site.nextReview))
            }
    }

    /// Nil without entries.
    private func group(_ id: String, _ title: String, _ entries: [Entry], _ parts: PageParts) -> TemplateValue? {
        guard !entries.isEmpty else { return nil }
        return [
            .id: .text(id), .title: .text("\(title) (\(entries.count))"), .isReviewed: .flag(entries.contains { $0.review != nil }),
            .isNamed: .flag(entries.contains { !$0.authors.isEmpty }),
            .items: .list(
                entries.map { entry in
                    [
                        .title: .text(entry.title), .href: .text(parts.scope.href(entry.output)), .kind: .text(entry.kind), .status: .text(entry.status),
                        .authors: .text(entry.authors.joined(separator: ", ")), .by: .text(entry.review?.by), .on: .text(entry.review?.on.spelledOut),
                        .due: .text(entry.due?.spelledOut), .dueDate: .text(entry.isInUse ? entry.due?.description : nil),
                    ]
                }),
        ]
    }
}
