import Diagnostics
import KnowledgeBase
import SitePaths
import Templates

/// Links of a file that is handed on without the site: to other pages they lead where the site knows its address, and are words otherwise.
struct DetachedLinks {
    let site: Site
    /// Where the file would stand in the site.
    let folder: String

    func detached(_ value: TemplateValue) -> TemplateValue {
        switch value {
        case .html(let html): .html(detached(html))
        case .list(let values): .list(values.map(detached))
        case .object(let values): .object(values.mapValues(detached))
        case .text, .flag: value
        }
    }

    func detached(_ html: String) -> String {
        guard html.withBytes({ $0.firstPlace(of: "<a ") }) != nil else { return html }
        return html.replacing(/<a ([^>]*?)href="([^"#][^"]*)"([^>]*)>(.*?)<\/a>/) { match in
            let href = match.output.2
            if href.contains(":") { return String(match.output.0) }
            let path = href.prefix { $0 != "#" && $0 != "?" }
            guard let base = site.baseURL, let target = ContentPath.resolve(String(path), from: folder) else { return String(match.output.4) }
            return "<a href=\"\(PublicAddress.of(target, at: base))\(href.dropFirst(path.count))\">\(match.output.4)</a>"
        }
    }
}
