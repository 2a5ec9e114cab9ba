package import KnowledgeBase
import Markdown
import SitePaths
import SourceData

/// What has changed in the articles of a site that knows its address, latest first, as a feed (Atom, RFC 4287).
package enum Feed {
    /// What a reader of feeds who comes once a month would miss is on the pages.
    private static let most = 100

    private struct Entry {
        let article: Article
        let change: ArticleText.Change
        /// Which of the article's changes of that day.
        let number: Int
    }

    package static func bytes(_ knowledgeBase: KnowledgeBase, at base: String) -> [UInt8] {
        let entries = knowledgeBase.articles.flatMap { article -> [Entry] in
            var counts: [CalendarDate: Int] = [:]
            return knowledgeBase.text(of: article).changes.map { change in
                counts[change.date, default: 0] += 1
                return Entry(article: article, change: change, number: counts[change.date]!)
            }
        }
        let latest = entries.sorted { ($1.change.date, $0.article.path, $1.number) < ($0.change.date, $1.article.path, $0.number) }.prefix(most)
        let site = knowledgeBase.site
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(HTMLText.escape(site.language))">
            <id>\(HTMLText.escape(base))</id>
            <title>\(HTMLText.escape(site.title))</title>
            <link rel="self" type="application/atom+xml" href="\(HTMLText.escape(PublicAddress.of(OutputPath.feed, at: base)))"/>
            <link rel="alternate" type="text/html" href="\(HTMLText.escape(base))"/>
            <updated>\(time(latest.first?.change.date))</updated>
            <author><name>\(HTMLText.escape(site.title))</name></author>

            """
        if !site.summary.isEmpty { text += "<subtitle>\(HTMLText.escape(site.summary))</subtitle>\n" }
        for entry in latest {
            let page = HTMLText.escape(PublicAddress.of(OutputPath.article(entry.article.path), at: base))
            text += """
                <entry>
                <id>\(page)#change-\(entry.change.date)\(entry.number > 1 ? "-\(entry.number)" : "")</id>
                <title>\(HTMLText.escape(entry.article.title))</title>
                <link rel="alternate" type="text/html" href="\(page)"/>
                <updated>\(time(entry.change.date))</updated>
                <summary>\(HTMLText.escape(entry.change.text))</summary>
                </entry>

                """
        }
        return Array((text + "</feed>\n").utf8)
    }

    /// Changes have days. A feed without any has to have a time all the same: the first there is.
    private static func time(_ date: CalendarDate?) -> String { "\(date?.description ?? "1970-01-01")T00:00:00Z" }
}
