import Diagnostics
import Markdown

/// Everything that is wrong, on one page.
enum ProblemList {
    static func page(_ state: PreviewSite.State) -> String {
        let (errors, warnings) = (state.diagnostics.count(of: .error), state.diagnostics.count(of: .warning))
        let lead =
            state.diagnostics.isEmpty
            ? "Nothing is wrong."
            : "\(errors) errors and \(warnings) warnings.\(errors > 0 && state.site != nil ? " Pages are shown as they were before the errors." : "")"
        let items = state.diagnostics.map { diagnostic in
            let place = "\(diagnostic.position.file):\(diagnostic.position.line):\(diagnostic.position.column)"
            let notes = diagnostic.notes.map { "<p>\(HTMLText.escape($0.text))\($0.position.map { ": \(HTMLText.escape($0.file)):\($0.line)" } ?? "")</p>" }.joined()
            let help = diagnostic.suggestion.map { "<p class=\"help\">\(HTMLText.escape($0))</p>" } ?? ""
            return
                "<li class=\"\(diagnostic.rule.severity)\"><p><code>\(HTMLText.escape(place))</code> <strong>\(diagnostic.rule.severity)</strong></p><p>\(HTMLText.escape(diagnostic.summary))</p>\(notes)\(help)<p class=\"rule\">\(diagnostic.rule.id)</p></li>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'">
            <title>Problems</title>
            <link rel="stylesheet" href="/.materia/live.css">
            </head>
            <body class="materia-problems">
            <h1>Problems</h1>
            <p>\(lead) <a href="/">To the site</a></p>
            <ol>
            \(items.joined(separator: "\n"))
            </ol>
            <script src="/.materia/live.js" data-version="\(state.version)" data-page="" data-follows="every state"></script>
            </body>
            </html>

            """
    }
}
