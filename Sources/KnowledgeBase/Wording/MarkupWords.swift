package import Diagnostics

/// The words that a theme's template puts on pages, held to the rules about how doses are written as those of articles are.
package struct MarkupWords {
    private let source: SourceText
    private let log: DiagnosticLog

    package init(_ source: SourceText, log: DiagnosticLog) {
        self.source = source
        self.log = log
    }

    package func check() {
        var marks: [ClaimText.Mark] = []
        var words = ""
        var (line, column) = (1, 0)
        // What closes the tag that is open, and how many scalars of it are still to come once it is found.
        var closing: String?
        var remaining = 0
        let text = source.text.unicodeScalars
        func has(_ tag: String, at index: String.Index) -> Bool { text[index...].starts(with: tag.unicodeScalars) }
        var index = text.startIndex
        while index < text.endIndex {
            let scalar = text[index]
            if scalar == "\n" { (line, column) = (line + 1, 0) } else { column += 1 }
            var shown = scalar
            if remaining > 0 {
                remaining -= 1
                shown = ClaimText.other
            } else if let end = closing {
                shown = ClaimText.other
                if has(end, at: index) { (closing, remaining) = (nil, end.unicodeScalars.count - 1) }
            } else if scalar == "{" || scalar == "<", let end = Self.closing(has, index) {
                closing = end
                shown = ClaimText.other
            }
            marks.append(ClaimText.Mark(scalar: shown, line: line, column: column, isHeld: false))
            words.unicodeScalars.append(shown)
            index = text.index(after: index)
        }
        TextChecker(links: ResolvedLinks(), source: source.path, terms: .none, log: log).check(marks, TextSigns(words))
    }

    /// What ends the tag, script or style that begins here; nil where none does.
    private static func closing(_ has: (String, String.Index) -> Bool, _ index: String.Index) -> String? {
        if has("{{", index) { return "}}" }
        if has("<!--", index) { return "-->" }
        if has("<script", index) { return "</script>" }
        if has("<style", index) { return "</style>" }
        return has("<", index) ? ">" : nil
    }
}
