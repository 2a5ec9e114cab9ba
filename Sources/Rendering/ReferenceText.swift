package import Citations
import Markdown

/// A formatted reference as HTML.
package enum ReferenceText {
    /// As it is printed, with its status where it has one.
    package static func html(_ reference: Reference) -> String {
        var html = ""
        for run in AMA.format(reference) {
            switch run {
            case .text(let text): html += HTMLText.escape(text)
            case .italic(let text): html += "<em>\(HTMLText.escape(text))</em>"
            case .styled(let text, let style): html += styled(HTMLText.escape(text), style)
            case .link(let text, let url):
                html += "<a class=\"external\" rel=\"noopener\" href=\"\(HTMLText.escapeAddress(url))\">\(HTMLText.escape(text))</a>"
            }
        }
        if let status = reference.status {
            html += " <strong class=\"reference-status\">\(HTMLText.escape(status.prefix(1).uppercased() + status.dropFirst())).</strong>"
        }
        return html
    }

    private static func styled(_ html: String, _ style: RunStyle) -> String {
        var html = html
        if style.contains(.smallCaps) { html = "<span class=\"small-caps\">\(html)</span>" }
        if style.contains(.subscript) { html = "<sub>\(html)</sub>" }
        if style.contains(.superscript) { html = "<sup>\(html)</sup>" }
        if style.contains(.bold) { html = "<strong>\(html)</strong>" }
        if style.contains(.italic) { html = "<em>\(html)</em>" }
        return html
    }
}
