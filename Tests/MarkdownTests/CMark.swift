import CCmarkGFM
import Foundation
import Markdown

/// cmark-gfm's own answer, to hold Materia's against.
enum CMark {
    static let extensions = ["table", "strikethrough", "tasklist", "autolink"]

    /// What `cmark_render_html` makes of `text`. No other parse runs meanwhile, in this test or another.
    static func html(_ text: String) -> String {
        Markdown.alone {
            cmark_gfm_core_extensions_ensure_registered()
            let options = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
            let parser = cmark_parser_new(options)
            defer { cmark_parser_free(parser) }
            for name in extensions { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
            cmark_parser_feed(parser, text, text.utf8.count)
            let root = cmark_parser_finish(parser)
            defer { cmark_node_free(root) }
            guard let html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
            defer { free(html) }
            return String(cString: html)
        }
    }
}
