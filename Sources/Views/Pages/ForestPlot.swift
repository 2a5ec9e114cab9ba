import ClinicalLogic
import Markdown

/// Estimates with their intervals above one axis, as SVG.
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

    var svg: String {
        var body = ""
        var y = 0.0
        if let reference {
            body += PlotMarks.text(reference.text, x: scale.position(reference.value), y: 1.05, "plot-soft")
            y = 1.3
        }
        let top = y
        let largest = groups.flatMap(\.rows).compactMap(\.n).max() ?? 1
        for group in groups {
            body += "<g data-study=\"\(HTMLText.escape(group.key))\">\n"
            y += 0.35
            body += PlotMarks.lines(group.title, at: &y, "plot-study") + PlotMarks.lines(group.detail, at: &y, "plot-soft")
            for row in group.rows {
                body += "<g data-arm=\"\(HTMLText.escape(row.key))\" class=\"plot-\(row.marker.rawValue)\">\n"
                body += PlotMarks.label(row.label, row.figures, at: &y)
                body += estimate(row, y: y + 0.52, largest)
                y += 1.3
                body += "</g>\n"
            }
            body += "</g>\n"
        }
        let bottom = y + 0.2
        let hasSides = sides != nil
        let height = bottom + 3.1 + (hasSides ? PlotMarks.line : 0)
        return PlotMarks.svg(height: height, title: title, words: words, grid(from: top, to: bottom) + body + axisText(bottom))
    }

    /// What the plot shows, in a sentence for each row.
    private var words: String {
        groups.flatMap { group in group.rows.map { "\(group.title), \($0.label): \($0.figures)." } }.joined(separator: " ")
    }

    // MARK: Parts

    private func grid(from top: Double, to bottom: Double) -> String {
        var out = ""
        for tick in scale.ticks where tick != reference?.value {
            out += PlotMarks.line(scale.position(tick), top, scale.position(tick), bottom, "plot-grid")
        }
        if let reference {
            out += PlotMarks.line(scale.position(reference.value), top, scale.position(reference.value), bottom, "plot-reference")
        }
        return out + PlotMarks.line(0, bottom, 1, bottom, "plot-axis")
    }

    private func axisText(_ bottom: Double) -> String {
        var out = ""
        for tick in scale.ticks {
            let x = scale.position(tick)
            out += PlotMarks.line(x, bottom, x, bottom + 0.25, "plot-axis")
            out += PlotMarks.text(tickText(tick), x: x, y: bottom + 1.3, "plot-tick")
        }
        var y = bottom + 1.3 + PlotMarks.line
        if let sides {
            out += PlotMarks.text("← " + sides.left, x: 0, y: y, "plot-soft") + PlotMarks.text(sides.right + " →", x: 1, y: y, "plot-soft plot-figures")
            y += PlotMarks.line
        }
        return out + PlotMarks.text(axis, x: 0.5, y: y, "plot-soft plot-tick")
    }

    private func estimate(_ row: Row, y: Double, _ largest: Int) -> String {
        let x = scale.position(row.value)
        guard row.marker != .pooled, let interval = row.interval else {
            return row.interval.map { diamond(row.value, $0, y) } ?? marker(row.marker, x, y, 9)
        }
        let (low, high) = (scale.position(interval.low), scale.position(interval.high))
        var out = PlotMarks.line(low, y, high, y, "plot-interval")
        out += end(interval.low, at: low, y, isBeyond: interval.low < scale.low, arrow: "M 6 -4 L 0 0 L 6 4")
        out += end(interval.high, at: high, y, isBeyond: interval.high > scale.high, arrow: "M -6 -4 L 0 0 L -6 4")
        // Where there is no estimate but a limit, the arrow is all.
        guard row.value.isFinite else { return out }
        // The area of a marker is for the number of people, down to a size that can be seen.
        let share = row.n.map { Double($0) / Double(largest) } ?? 0
        return out + marker(row.marker, x, y, max(6, 13 * share.squareRoot()))
    }

    /// A cap, or an arrow where the interval goes on beyond the axis.
    private func end(_ value: Double, at x: Double, _ y: Double, isBeyond: Bool, arrow: String) -> String {
        isBeyond ? PlotMarks.placed("<path class=\"plot-interval\" fill=\"none\" d=\"\(arrow)\"/>", x, y) : PlotMarks.line(x, y - 0.28, x, y + 0.28, "plot-interval")
    }

    private func marker(_ marker: Marker, _ x: Double, _ y: Double, _ side: Double) -> String {
        let half = PlotMarks.short(side / 2)
        let shape =
            switch marker {
            case .filled, .open, .pooled: "M -\(half) -\(half) H \(half) V \(half) H -\(half) Z"
            // Of the same area as the square.
            case .uncontrolled:
                "M 0 -\(PlotMarks.short(side * 0.88)) L \(PlotMarks.short(side * 0.76)) \(PlotMarks.short(side * 0.44)) H -\(PlotMarks.short(side * 0.76)) Z"
            case .unsized: "M -4 0 A 4 4 0 1 0 4 0 A 4 4 0 1 0 -4 0 Z"
            }
        return PlotMarks.placed("<path class=\"plot-marker\" d=\"\(shape)\"/>", x, y)
    }

    /// From limit to limit, as pooled estimates are drawn.
    private func diamond(_ value: Double, _ interval: Interval95, _ y: Double) -> String {
        let (low, high) = (scale.position(interval.low), scale.position(interval.high))
        let middle = high > low ? (scale.position(value) - low) / (high - low) * 100 : 50
        return
            "<svg x=\"\(PlotMarks.percent(low))\" y=\"\(PlotMarks.em(y - 0.4))\" width=\"\(PlotMarks.percent(max(high - low, 0.01)))\" height=\"0.8em\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\"><path class=\"plot-marker\" d=\"M 0 5 L \(PlotMarks.short(middle)) 0 L 100 5 L \(PlotMarks.short(middle)) 10 Z\"/></svg>\n"
    }
}
