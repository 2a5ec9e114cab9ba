package import KnowledgeBase
import SitePaths

/// `llms.txt` (llmstxt.org): what a site is and where each of its pages stands as Markdown, for programs that read text.
package enum LanguageModelIndex {
    package static func bytes(_ knowledgeBase: KnowledgeBase) -> [UInt8] {
        let site = knowledgeBase.site
        var text = "# \(line(site.title))\n"
        if !site.summary.isEmpty { text += "\n> \(line(site.summary))\n" }
        for words in [site.audience.map { "For: \($0)" }, site.disclaimer] { if let words { text += "\n\(line(words))\n" } }
        func section(_ title: String, _ pages: [(title: String, note: String, output: String)]) {
            if pages.isEmpty { return }
            text += "\n## \(title)\n\n"
            for page in pages {
                let copy = OutputPath.markdown(of: page.output)
                let address = site.baseURL.map { PublicAddress.of(copy, at: $0) } ?? PublicAddress.of(copy, at: "")
                text += "- [\(line(page.title))](\(address))\(page.note.isEmpty ? "" : ": \(line(page.note))")\n"
            }
        }
        for type in [ArticleType.page] + ArticleType.folders {
            section(type.title, knowledgeBase.articles(type).map { ($0.title, note($0.summary, $0.status.rawValue, $0.review != nil), OutputPath.article($0.path)) })
        }
        for kind in RecordKind.allCases {
            section(
                RecordLabel.plural(kind),
                knowledgeBase.records(kind).map {
                    ($0.head.title, note($0.head.summary, $0.head.status.rawValue, $0.head.review != nil), OutputPath.record($0.head.path))
                })
        }
        var rest: [(title: String, note: String, output: String)] = []
        if !knowledgeBase.glossary.entries.isEmpty { rest.append(("Glossary", "", OutputPath.glossary)) }
        if !knowledgeBase.references.isEmpty { rest.append(("References", "", OutputPath.bibliography)) }
        section("Optional", rest)
        return Array(text.utf8)
    }

    /// What a reader has to know of a page before its words: that it is no longer valid, or that nobody clinical has reviewed it.
    private static func note(_ summary: String, _ status: String, _ isReviewed: Bool) -> String {
        let states = [status == "current" ? nil : status, isReviewed ? nil : "not clinically reviewed"].compactMap { $0 }
        return summary + (states.isEmpty ? "" : "\(summary.isEmpty ? "" : " ")[\(states.joined(separator: ", "))]")
    }

    /// On one line, and no link of its own.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("[", with: "\\[").replacing("]", with: "\\]")
    }
}
