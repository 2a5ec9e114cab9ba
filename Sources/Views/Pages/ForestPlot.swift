import ClinicalLogic
import Markdown

/// Estimates with their intervals above one axis: a label, what is drawn, and the figures, side by side or, where there is no room, below
/// each other. The words are HTML, so that they break and never lie on what is drawn; only what is drawn is SVG.
struct ForestPlot {
    enum Marker: String { case filled, open, uncontrolled, unsized, pooled }

    struct Row {
        let label: String
        /// `37 of 47 · 79 % (65 to 88 %)`
        let figures: String
        let value: Double
        /// Nil where no interval is known.
        let interval: Interval95?
        let marker: Marker
        /// People, for the size of the marker.
        let n: Int?
        let key: String
    }

    /// The rows of one study below its name.
    struct Group {
        let title: String
        let detail: String
        let key: String
        let rows: [Row]
    }

    let title: String
    let axis: String
    let scale: PlotScale
    let tickText: (Double) -> String
    /// Where there is no effect; nil where there is nothing to compare with.
    let reference: (value: Double, text: String)?
    /// What it means to lie left and right of the reference.
    let sides: (left: String, right: String)?
    let groups: [Group]

    /// Read out as one picture: its name, and a sentence for each row.
    var html: String {
        let largest = groups.flatMap(\.rows).compactMap(\.n).max() ?? 1
        var out = "<div class=\"forest-plot\" role=\"img\" aria-label=\"\(HTMLText.escape("\(title). \(words)"))\">\n"
        for group in groups {
            out += "<div class=\"forest-group\" data-study=\"\(HTMLText.escape(group.key))\">\n"
            out += "<p class=\"forest-study\">\(HTMLText.escape(group.title))"
            if !group.detail.isEmpty { out += " <span class=\"forest-detail\">\(HTMLText.escape(group.detail))</span>" }
            out += "</p>\n"
            for row in group.rows {
                out += "<div class=\"forest-row plot-\(row.marker.rawValue)\" data-arm=\"\(HTMLText.escape(row.key))\">"
                out += "<span class=\"forest-label\">\(HTMLText.escape(row.label))</span>"
                out += "<svg class=\"forest-track\" width=\"100%\" height=\"100%\">\n\(grid)\(estimate(row, largest))</svg>"
                out += "<span class=\"forest-figures\">\(HTMLText.escape(row.figures))</span></div>\n"
            }
            out += "</div>\n"
        }
        return out + scaleRow + "</div>\n"
    }

    /// What the plot shows, in a sentence for each row.
    private var words: String {
        groups.flatMap { group in group.rows.map { "\(group.title), \($0.label): \($0.figures)." } }.joined(separator: " ")
    }

    // MARK: Parts

    private var grid: String {
        var out = ""
        for tick in scale.ticks where tick != reference?.value { out += upright(scale.position(tick), "plot-grid") }
        if let reference { out += upright(scale.position(reference.value), "plot-reference") }
        return out
    }

    private func upright(_ x: Double, _ name: String) -> String {
        "<line class=\"\(name)\" x1=\"\(PlotMarks.percent(x))\" y1=\"0\" x2=\"\(PlotMarks.percent(x))\" y2=\"100%\"/>\n"
    }

    /// The axis with its ticks, what it is of, and what lies on either side.
    private var scaleRow: String {
        var drawn = PlotMarks.line(0, 0.1, 1, 0.1, "plot-axis")
        for tick in scale.ticks {
            let x = scale.position(tick)
            drawn += PlotMarks.line(x, 0.1, x, 0.35, "plot-axis") + PlotMarks.text(tickText(tick), x: x, y: 1.4, "plot-tick")
        }
        var out = "<div class=\"forest-row forest-scale\"><svg width=\"100%\" height=\"1.7em\">\n\(drawn)</svg>"
        if let sides {
            out += "<span class=\"forest-sides\"><span>← \(HTMLText.escape(sides.left))</span> <span>\(HTMLText.escape(sides.right)) →</span></span>"
        }
        out += "<span class=\"forest-axis\">\(HTMLText.escape(axis))"
        if let reference { out += "; the broken line: \(HTMLText.escape(reference.text))" }
        return out + "</span></div>\n"
    }

    private func estimate(_ row: Row, _ largest: Int) -> String {
        let x = scale.position(row.value)
        guard row.marker != .pooled, let interval = row.interval else {
            return row.interval.map { diamond(row.value, $0) } ?? marker(row.marker, x, 9)
        }
        let (low, high) = (scale.position(interval.low), scale.position(interval.high))
        var out = "<line class=\"plot-interval\" x1=\"\(PlotMarks.percent(low))\" y1=\"50%\" x2=\"\(PlotMarks.percent(high))\" y2=\"50%\"/>\n"
        out += end(at: low, isBeyond: interval.low < scale.low, arrow: "M 6 -4 L 0 0 L 6 4")
        out += end(at: high, isBeyond: interval.high > scale.high, arrow: "M -6 -4 L 0 0 L -6 4")
        // Where there is no estimate but a limit, the arrow is all.
        guard row.value.isFinite else { return out }
        // The area of a marker is for the number of people, down to a size that can be seen.
        let share = row.n.map { Double($0) / Double(largest) } ?? 0
        return out + marker(row.marker, x, max(6, 13 * share.squareRoot()))
    }

    /// A cap, or an arrow where the interval goes on beyond the axis.
    private func end(at x: Double, isBeyond: Bool, arrow: String) -> String {
        placed("<path class=\"plot-interval\" fill=\"none\" d=\"\(isBeyond ? arrow : "M 0 -4 V 4")\"/>", x)
    }

    private func placed(_ shape: String, _ x: Double) -> String {
        "<svg x=\"\(PlotMarks.percent(x))\" y=\"50%\" overflow=\"visible\">\(shape)</svg>\n"
    }

    private func marker(_ marker: Marker, _ x: Double, _ side: Double) -> String {
        let half = PlotMarks.short(side / 2)
        let shape =
            switch marker {
            case .filled, .open, .pooled: "M -\(half) -\(half) H \(half) V \(half) H -\(half) Z"
            // Of the same area as the square.
            case .uncontrolled:
                "M 0 -\(PlotMarks.short(side * 0.88)) L \(PlotMarks.short(side * 0.76)) \(PlotMarks.short(side * 0.44)) H -\(PlotMarks.short(side * 0.76)) Z"
            case .unsized: "M -4 0 A 4 4 0 1 0 4 0 A 4 4 0 1 0 -4 0 Z"
            }
        return placed("<path class=\"plot-marker\" d=\"\(shape)\"/>", x)
    }

    /// From limit to limit, as pooled estimates are drawn.
    private func diamond(_ value: Double, _ interval: Interval95) -> String {
        let (low, high) = (scale.position(interval.low), scale.position(interval.high))
        let middle = high > low ? (scale.position(value) - low) / (high - low) * 100 : 50
        return
            "<svg x=\"\(PlotMarks.percent(low))\" y=\"25%\" width=\"\(PlotMarks.percent(max(high - low, 0.01)))\" height=\"50%\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\"><path class=\"plot-marker\" d=\"M 0 5 L \(PlotMarks.short(middle)) 0 L 100 5 L \(PlotMarks.short(middle)) 10 Z\"/></svg>\n"
    }
}
