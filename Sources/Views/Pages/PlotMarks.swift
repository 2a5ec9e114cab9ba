import ClinicalLogic
import Markdown

/// What plots are drawn of, as SVG.
///
/// Places along the axis are percentages of the width, and everything else is in units of the text's own size, so that
/// a plot takes the width it gets and its text never shrinks. Nothing is styled here: a strict policy forbids it.
enum PlotMarks {
    /// About as many characters as a telephone has room for.
    static let width = 40
    /// em, from one line of text to the next
    static let line = 1.45

    static func svg(height: Double, title: String, words: String, _ body: String) -> String {
        """
        <svg class="plot" role="img" width="100%" height="\(em(height))" xmlns="http://www.w3.org/2000/svg">
        <title>\(HTMLText.escape(title))</title>
        <desc>\(HTMLText.escape(words))</desc>
        \(body)</svg>

        """
    }

    static func placed(_ shape: String, _ x: Double, _ y: Double) -> String {
        "<svg x=\"\(percent(x))\" y=\"\(em(y))\" overflow=\"visible\">\(shape)</svg>\n"
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) -> String {
        "<line class=\"\(name)\" x1=\"\(percent(x1))\" y1=\"\(em(y1))\" x2=\"\(percent(x2))\" y2=\"\(em(y2))\"/>\n"
    }

    static func bar(_ x1: Double, _ x2: Double, _ y: Double, height: Double, _ name: String) -> String {
        "<rect class=\"\(name)\" x=\"\(percent(x1))\" y=\"\(em(y - height / 2))\" width=\"\(percent(x2 - x1))\" height=\"\(em(height))\"/>\n"
    }

    /// Text at the ends of the axis stays inside; in between it is centred.
    static func text(_ text: String, x: Double, y: Double, _ name: String) -> String {
        let anchor = x < 0.08 ? "start" : x > 0.92 ? "end" : "middle"
        let classes = name.isEmpty ? "" : " class=\"\(name)\""
        return "<text\(classes) x=\"\(percent(x))\" y=\"\(em(y))\" text-anchor=\"\(anchor)\">\(HTMLText.escape(text))</text>\n"
    }

    /// A name on the left and what is said of it on the right; one below the other where a telephone has no room for both.
    static func label(_ name: String, _ figures: String, at y: inout Double, _ nameClass: String = "") -> String {
        if name.count + figures.count + 2 <= width {
            defer { y += line }
            return text(name, x: 0, y: y + 1.05, nameClass) + text(figures, x: 1, y: y + 1.05, "plot-figures")
        }
        return lines(name, at: &y, nameClass) + lines(figures, at: &y, "")
    }

    static func lines(_ text: String, at y: inout Double, _ name: String) -> String {
        var out = ""
        for part in wrapped(text) {
            out += Self.text(part, x: 0, y: y + 1.05, name)
            y += line
        }
        return out
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < width { lines[lines.count - 1] = "\(last) \(word)" } else { lines.append(String(word)) }
        }
        return lines
    }

    static func percent(_ share: Double) -> String { short(share * 100) + "%" }
    static func em(_ value: Double) -> String { short(value) + "em" }
    static func short(_ value: Double) -> String { Decimal.format(value, decimals: 2) }
}
