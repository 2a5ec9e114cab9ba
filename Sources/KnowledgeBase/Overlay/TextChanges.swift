import Diagnostics
import SourceData

/// Puts the texts of an override into an article, and knows of each line where it comes from.
struct TextChanges: Sendable {
    /// The article as it is read.
    let text: String
    /// Lines that hold a changed text, as they are read, and the place of what was put there.
    private let changed: [(lines: ClosedRange<Int>, place: SourcePosition, added: Int)]

    /// With every change whose text is there, and once.
    init(_ override: Override, to original: String, log: DiagnosticLog) {
        guard case .change(let changes) = override.action else {
            (text, changed) = (original, [])
            return
        }
        var found: [(range: Range<String.Index>, now: String, place: SourcePosition)] = []
        for change in changes {
            guard case .scalar(let was, _, let position)? = change.was else { continue }
            let ranges = original.ranges(of: Self.trimmed(was))
            guard ranges.count == 1 else {
                if ranges.isEmpty {
                    log.report(
                        .staleOverride, at: position, "'\(override.target.value)' does not say this any more, or not in these words",
                        suggestion: "compare the page with what is meant here, and write in `was` what it says now, to the letter")
                } else {
                    log.report(
                        .misplacedOverride, at: position, "'\(override.target.value)' says this \(ranges.count) times",
                        suggestion: "write more of the text around it, so that it is there once")
                }
                continue
            }
            if found.contains(where: { $0.range.overlaps(ranges[0]) }) {
                log.report(.misplacedOverride, at: position, "two changes are of one text", suggestion: "join the two")
                continue
            }
            let now: (text: String, place: SourcePosition) =
                if case .scalar(let text, _, let place)? = change.now { (Self.trimmed(text), place) } else { ("", change.position) }
            found.append((ranges[0], now.text, now.place))
        }
        var result = ""
        var end = original.startIndex
        var line = 1
        var changed: [(lines: ClosedRange<Int>, place: SourcePosition, added: Int)] = []
        func lines(_ text: some StringProtocol) -> Int { text.utf8.count { $0 == 0x0A } }
        for (range, now, place) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            line += lines(original[end..<range.lowerBound])
            changed.append((line...(line + lines(now)), place, lines(now) - lines(original[range])))
            result += original[end..<range.lowerBound] + now
            line += lines(now)
            end = range.upperBound
        }
        text = result + original[end...]
        self.changed = changed
    }

    /// Line breaks at the end are those of the form in which a text is written.
    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    /// Where a place of the article as it is read stands: in what was put there, or in the article as it was.
    func origin(of position: SourcePosition, movedTo file: SourceFile) -> SourcePosition {
        var line = position.line
        for part in changed.reversed() where position.line >= part.lines.lowerBound {
            if part.lines.contains(position.line) { return part.place }
            line -= part.added
        }
        return SourcePosition(in: file, line: line, column: position.column)
    }
}
