import Foundation
import KnowledgeBase

/// A timeline as SVG: for each event a bar over its usual time, and a line over the time that is reported as well. What is said of
/// each stands in the table below it.
struct TimelinePlot {
    let timeline: Timeline

    var svg: String {
        let axis = TimeAxis(to: timeline.events.flatMap { [$0.usual.upperBound, $0.reported?.upperBound ?? 0] }.max() ?? 0)
        var body = ""
        var y = 0.0
        for event in timeline.events {
            y += 0.35
            body += "<g>\n" + PlotMarks.lines(event.name, at: &y, "plot-study")
            if let reported = event.reported {
                let (low, high) = (axis.position(reported.lowerBound), axis.position(reported.upperBound))
                body += PlotMarks.line(low, y + 0.5, high, y + 0.5, "plot-interval")
                for end in [low, high] { body += PlotMarks.line(end, y + 0.25, end, y + 0.75, "plot-interval") }
            }
            body += PlotMarks.bar(axis.position(event.usual.lowerBound), axis.position(event.usual.upperBound), y + 0.5, height: 0.7, "plot-bar") + "</g>\n"
            y += 1.3
        }
        let bottom = y + 0.2
        var grid = ""
        var scale = PlotMarks.line(0, bottom, 1, bottom, "plot-axis")
        for tick in axis.ticks {
            let x = axis.position(tick.minutes)
            grid += PlotMarks.line(x, 0, x, bottom, "plot-grid")
            scale += PlotMarks.line(x, bottom, x, bottom + 0.25, "plot-axis") + PlotMarks.text(tick.text, x: x, y: bottom + 1.3, "plot-tick")
        }
        scale += PlotMarks.text(timeline.origin, x: 0.5, y: bottom + 1.3 + PlotMarks.line, "plot-soft plot-tick")
        return PlotMarks.svg(height: bottom + 3.1, title: timeline.title, words: words, grid + body + scale)
    }

    private var words: String { timeline.events.map { "\($0.name): \($0.words)." }.joined(separator: " ") }
}

/// Time from zero to a year or more on one axis: the first half hour as it is, and what is later ever more compressed.
struct TimeAxis {
    struct Tick {
        let minutes: Double
        let text: String
    }

    let ticks: [Tick]
    private let end: Double

    private static let steps: [Tick] = {
        let (hour, day) = (60.0, 1_440.0)
        return [
            Tick(minutes: 0, text: "0"), Tick(minutes: hour, text: "1 h"), Tick(minutes: 6 * hour, text: "6 h"), Tick(minutes: day, text: "1 day"),
            Tick(minutes: 2 * day, text: "2 days"), Tick(minutes: 7 * day, text: "1 week"), Tick(minutes: 14 * day, text: "2 weeks"),
            Tick(minutes: 42 * day, text: "6 weeks"), Tick(minutes: 91.3125 * day, text: "3 months"), Tick(minutes: 365.25 * day, text: "1 year"),
            Tick(minutes: 1826.25 * day, text: "5 years"), Tick(minutes: 7305 * day, text: "20 years"),
        ]
    }()

    /// An axis that ends at the first step beyond the last event.
    init(to last: Double) {
        let end = Self.steps.first { $0.minutes >= max(last, 60) } ?? Self.steps[Self.steps.count - 1]
        self.end = end.minutes
        var kept: [Tick] = [end]
        for step in Self.steps.reversed() where step.minutes < end.minutes {
            let next = kept[kept.count - 1]
            // The last name ends at its place, the first starts there, and the others stand in the middle.
            let room = Double(next.text.count) * (kept.count == 1 ? 1 : 0.5) + Double(step.text.count) * (step.minutes == 0 ? 1 : 0.5) + 1.5
            if Self.share(next.minutes, of: end.minutes) - Self.share(step.minutes, of: end.minutes) >= room / Double(PlotMarks.width) { kept.append(step) }
        }
        ticks = kept.reversed()
    }

    /// From 0 to 1.
    func position(_ minutes: Double) -> Double { Self.share(min(minutes, end), of: end) }

    private static func share(_ minutes: Double, of end: Double) -> Double {
        log1p(minutes / 30) / log1p(end / 30)
    }
}
