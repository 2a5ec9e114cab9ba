package import Comparison
package import KnowledgeBase
import Markdown
import SitePaths
package import SourceData

/// What has changed in the articles and records of a site that knows its address, latest first, as a feed (Atom, RFC 4287).
package struct Feed {
    private let knowledgeBase: KnowledgeBase
    private let base: String
    private let comparison: Comparison?
    private let date: CalendarDate?

    /// `base` is the address of the site, `date` the day of what `comparison` says, where that is known.
    package init(_ knowledgeBase: KnowledgeBase, at base: String, _ comparison: Comparison? = nil, on date: CalendarDate? = nil) {
        self.knowledgeBase = knowledgeBase
        self.base = base
        self.comparison = comparison
        self.date = date
    }

    /// What a reader of feeds who comes once a month would miss is on the pages.
    private static let most = 100

    private struct Entry {
        let id: String
        let title: String
        let address: String
        let date: CalendarDate
        let text: String
        /// Sorts those of one day.
        let place: (path: String, number: Int)
    }

    package var bytes: [UInt8] {
        let entries = release + notes
        let latest = entries.sorted { ($1.date, $0.place.path, $1.place.number) < ($0.date, $1.place.path, $0.place.number) }.prefix(Self.most)
        let site = knowledgeBase.site
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(HTMLText.escape(site.language))">
            <id>\(HTMLText.escape(base))</id>
            <title>\(HTMLText.escape(site.title))</title>
            <link rel="self" type="application/atom+xml" href="\(HTMLText.escape(PublicAddress.of(OutputPath.feed, at: base)))"/>
            <link rel="alternate" type="text/html" href="\(HTMLText.escape(base))"/>
            <updated>\(Self.time(latest.first?.date))</updated>
            <author><name>\(HTMLText.escape(site.title))</name></author>

            """
        if !site.summary.isEmpty { text += "<subtitle>\(HTMLText.escape(site.summary))</subtitle>\n" }
        for entry in latest {
            let page = HTMLText.escape(entry.address)
            text += """
                <entry>
                <id>\(HTMLText.escape(entry.id))</id>
                <title>\(HTMLText.escape(entry.title))</title>
                <link rel="alternate" type="text/html" href="\(page)"/>
                <updated>\(Self.time(entry.date))</updated>
                <summary>\(HTMLText.escape(entry.text))</summary>
                </entry>

                """
        }
        return Array((text + "</feed>\n").utf8)
    }

    /// One entry for all that is another since the earlier state. Without a day it has no place in a feed.
    private var release: [Entry] {
        guard let comparison, !comparison.changes.isEmpty, let day = date ?? notes.map(\.date).max() else { return [] }
        let address = PublicAddress.of(OutputPath.changes, at: base)
        return [
            Entry(
                id: "\(address)#since-\(comparison.old.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined())", title: "What changed since \(comparison.old)",
                address: address, date: day, text: comparison.count, place: ("", 1))
        ]
    }

    /// What pages and records say of their own changes.
    private var notes: [Entry] {
        let articles = knowledgeBase.articles.flatMap { article in
            entries(article.path, article.title, OutputPath.article(article.path), knowledgeBase.changes(of: article).map { ($0.date, $0.text) })
        }
        let records = knowledgeBase.records.flatMap { record in
            entries(record.head.path, record.head.title, OutputPath.record(record.head.path), record.head.changes.map { ($0.date, $0.text.plainText) })
        }
        return articles + records
    }

    /// Several of one day are told apart by their number.
    private func entries(_ path: String, _ title: String, _ output: String, _ changes: [(date: CalendarDate, text: String)]) -> [Entry] {
        let address = PublicAddress.of(output, at: base)
        var counts: [CalendarDate: Int] = [:]
        return changes.map { date, text in
            counts[date, default: 0] += 1
            let number = counts[date]!
            return Entry(
                id: "\(address)#change-\(date)\(number > 1 ? "-\(number)" : "")", title: title, address: address, date: date, text: text, place: (path, number))
        }
    }

    /// Changes have days. A feed without any has to have a time all the same: the first there is.
    private static func time(_ date: CalendarDate?) -> String { "\(date?.description ?? "1970-01-01")T00:00:00Z" }
}
