import Citations
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
import Templates

/// How a page is cited, as texts to copy. Its version is put in last; its address, where the site does not know it, and the day of access
/// when it is read.
struct PageCitation {
    let frame: SiteFrame

    // Signs of the private use area stand for what comes later: no form has another spelling for them.
    private static let version: Unicode.Scalar = "\u{E000}"
    private static let accessed: Unicode.Scalar = "\u{E001}"
    private static let address: Unicode.Scalar = "\u{E002}"
    private static let opening: Unicode.Scalar = "\u{E003}"

    func values(title: String, authors: [String], updated: CalendarDate?, output: String) -> TemplateValue {
        let site = frame.knowledgeBase.site
        var page = CitedPage(key: Self.key(of: output), title: title, site: site.title)
        page.authors = authors
        page.publisher = site.publisher
        page.updated = updated
        page.version = frame.version == nil ? nil : String(Self.version)
        page.url = site.baseURL.map { PublicAddress.of(output, at: $0) }
        page.language = site.language
        let ama = page.ama(accessed: String(Self.accessed), address: String(Self.address)).map { run in
            if case .italic(let text) = run { "<em>\(HTMLText.escape(text))</em>" } else { HTMLText.escape(run.plainText) }
        }.joined()
        let forms = [
            ("bibtex", "BibTeX", page.bibTeX(opening: String(Self.opening))), ("ris", "RIS", page.ris(opening: String(Self.opening))),
            ("csl", "CSL-JSON", page.cslJSON(opening: String(Self.opening))),
        ]
        // What the script writes there: the day, and the address where the site does not know it.
        let opening = page.url == nil ? "<span data-cite-address-day></span>" : "<span data-cite-day></span>"
        let items = forms.map { id, label, text -> TemplateValue in
            [.id: .text(id), .label: .text(label), .html: .html(filled(HTMLText.escape(text), opening))]
        }
        return [.id: .text(page.key), .html: .html(filled(ama, "")), .items: .list(items)]
    }

    private func filled(_ html: String, _ opening: String) -> String {
        var filled = ""
        for scalar in html.unicodeScalars {
            switch scalar {
            case Self.version: filled += VersionSlot.empty
            case Self.accessed: filled += "<span data-cite-day>[day of access]</span>"
            case Self.address: filled += "<span data-cite-address>[address of the page]</span>"
            case Self.opening: filled += opening
            default: filled.unicodeScalars.append(scalar)
            }
        }
        return filled
    }

    /// `indications-dermatomyositis`
    private static func key(of output: String) -> String {
        let key = output.split(separator: "/").dropLast().joined(separator: "-").unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
        }
        return key.isEmpty ? "page" : String(String.UnicodeScalarView(key))
    }
}
