/// The pages of a work, with hyphens whatever dash the source has.
struct PageRange {
    private let ranges: [(first: String, last: String?)]

    init(_ text: String) {
        let hyphenated = String(text.map { "‐‑‒–—−".contains($0) ? "-" : $0 })
        ranges = hyphenated.split(separator: ",").map { range in
            let ends = range.split(separator: "-", maxSplits: 1)
                .map { $0.filter { !$0.isWhitespace }.drop { $0 == "-" } }
            guard ends.count == 2, !ends[1].isEmpty else { return (range.split(separator: " ").joined(separator: " "), nil) }
            return (String(ends[0]), String(ends[1]))
        }
    }

    /// With the last page in full: `329-340` (AMA).
    var full: String { text(Self.completed) }

    /// With the last page cut to the digits that change: `329-40` (ICMJE).
    var short: String {
        text { last, first in Self.shortened(Self.completed(last, after: first), after: first) }
    }

    private func text(_ written: (_ last: String, _ first: String) -> String) -> String {
        ranges.map { range in
            range.last.map { "\(range.first)-\(written($0, range.first))" } ?? range.first
        }.joined(separator: ", ")
    }

    /// `162-8` is `162-168`; what does not lead upwards is no range to complete.
    private static func completed(_ last: String, after first: String) -> String {
        guard isNumber(first), isNumber(last), last.count < first.count else { return last }
        let completed = first.dropLast(last.count) + last
        return completed > first ? String(completed) : last
    }

    private static func shortened(_ last: String, after first: String) -> String {
        guard isNumber(first), isNumber(last), last.count == first.count, first < last else { return last }
        return String(last.dropFirst(zip(first, last).prefix { $0 == $1 }.count))
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
