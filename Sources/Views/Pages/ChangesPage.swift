import Citations
import Comparison
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
package import Templates

/// What changed on the site: since an earlier state where the build is given one, and what pages and records say of it themselves.
package struct ChangesPage: Sendable {
    let frame: SiteFrame
    let theme: Theme

    /// Of a site, in its frame, through its theme.
    package init(frame: SiteFrame, theme: Theme) {
        self.frame = frame
        self.theme = theme
    }

    /// No search leads to it: it has doses that do not hold any more.
    package var plan: PagePlan {
        PagePlan(output: OutputPath.changes, given: frame.comparison.map { Stamp($0.data.bytes) } ?? .none, isListed: false) { page() }
    }

    private func page() -> Page {
        let output = OutputPath.changes
        let scope = PageScope(frame, theme: theme, source: "changes/", output: output)
        let entries = days(scope)
        let lead = lead(hasEntries: !entries.isEmpty)
        var values = frame.values(for: output, title: "What changed", summary: lead, kind: "changes")
        values[.lede] = .text(lead)
        values[.groups] = .list(frame.comparison?.groups.map { group($0.group, $0.changes, scope) } ?? [])
        values[.entries] = .list(entries)
        values[.references] = PageParts(frame: frame, theme: theme, scope: scope).references()
        return Page(output: output, template: "changes", values: values)
    }

    private func lead(hasEntries: Bool) -> String {
        guard let comparison = frame.comparison else {
            return hasEntries ? "What pages and records say of their own changes, the latest first." : "No page and no record has a note of a change."
        }
        let count = comparison.changes.count
        return switch count {
        case 0: "Nothing has changed since \(comparison.old)."
        case 1: "One change since \(comparison.old)."
        default: "\(count) changes since \(comparison.old), doses and limits first."
        }
    }

    // MARK: Since an earlier state

    private func group(_ group: Change.Group, _ changes: [Change], _ scope: PageScope) -> TemplateValue {
        [
            .id: .text("changed-\(group.rawValue)"), .title: .text(group.title), .isList: .flag(group == .prose),
            .sections: .list(
                Comparison.byPage(changes).map { page, changes in
                    let href = address(of: page, scope)
                    return [
                        .title: .text(page.title), .href: .text(href), .isOutdated: .flag(page.isGone),
                        .items: .list(changes.map { item($0, href) }),
                    ]
                }),
        ]
    }

    /// Nil for what has no page.
    private func address(of page: Change.Page, _ scope: PageScope) -> String? {
        let knowledgeBase = frame.knowledgeBase
        if page.isGone { return nil }
        if let key = page.reference { return scope.href(.bibliography(key: key)) }
        if knowledgeBase.isArticle(page.path) { return scope.href(OutputPath.article(page.path)) }
        if knowledgeBase.isRecord(page.path) { return scope.href(OutputPath.record(page.path)) }
        return page.path == Glossary.path ? scope.href(OutputPath.glossary) : nil
    }

    private func item(_ change: Change, _ href: String?) -> TemplateValue {
        let fact = change.newPlace == nil ? nil : change.fact.flatMap { fact in href.map { "\($0)#\(fact)" } }
        let single = change.values.count == 1 && change.values[0].name.isEmpty ? change.values.first : nil
        return [
            .label: .text(change.what), .href: .text(fact),
            .value: single.map(value) ?? .flag(false),
            .rows: .list(single == nil ? change.values.map(value) : []),
        ]
    }

    private func value(_ value: Change.Value) -> TemplateValue {
        [.name: .text(value.name), .before: .text(value.old.map(readable)), .after: .text(value.new.map(readable)), .note: .text(value.note)]
    }

    /// With the works that are cited in the place of their keys, which mean nothing to readers: `(Doe et al 2020, table 2)`.
    private func readable(_ text: String) -> String {
        text.replacing(/\[([^\[\]]+)\]/) { match in
            let cited = match.output.1.split(separator: ";").map { item -> String? in
                let parts = item.split(separator: ",", maxSplits: 1).map { $0.drop { " @".contains($0) } }
                guard let key = parts.first, let words = frame.knowledgeBase.reference(String(key))?.shortWords else { return nil }
                return ([words] + parts.dropFirst().map(String.init)).joined(separator: ", ")
            }
            return cited.contains(nil) ? String(match.output.0) : "(\(cited.compactMap(\.self).joined(separator: "; ")))"
        }
    }

    // MARK: In their own words

    private struct Note {
        let date: CalendarDate
        let title: String
        let href: String
        let text: TemplateValue
        let html: TemplateValue
    }

    /// By day, the latest first.
    private func days(_ scope: PageScope) -> [TemplateValue] {
        let notes = notes(scope)
        return Set(notes.map(\.date)).sorted(by: >).map { day in
            [
                .date: .text(day.description), .spelled: .text(day.spelledOut),
                .items: .list(
                    notes.filter { $0.date == day }.map { [.title: .text($0.title), .href: .text($0.href), .text: $0.text, .html: $0.html] }),
            ]
        }
    }

    private func notes(_ scope: PageScope) -> [Note] {
        let articles = frame.knowledgeBase.articles.flatMap { article in
            frame.knowledgeBase.changes(of: article).map { change in
                Note(date: change.date, title: article.title, href: scope.href(OutputPath.article(article.path)), text: .text(change.text), html: .html(""))
            }
        }
        let records = frame.knowledgeBase.records.flatMap { record in
            record.head.changes.map { change in
                Note(
                    date: change.date, title: record.head.title, href: scope.href(OutputPath.record(record.head.path)), text: .text(nil),
                    html: .html(ContentRenderer(scope: scope, linkSource: record.head.path).html(change.text)))
            }
        }
        return articles + records
    }
}
