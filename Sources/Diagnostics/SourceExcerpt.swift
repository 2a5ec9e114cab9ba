/// A line of a source with a mark under the place a diagnostic is about.
public struct SourceExcerpt: Sendable {
    /// At most this many columns of a line are shown.
    private static let width = 100

    private let line: String
    private let marker: String

    /// The part of `line` around `column`, counted from 1 in Unicode scalars.
    public init(_ line: Substring, column: Int) {
        let scalars = Array(line.unicodeScalars)
        let place = min(max(column - 1, 0), scalars.count)
        var start = max(0, place - Self.width / 2)
        let end = min(scalars.count, start + Self.width)
        start = max(0, min(start, end - Self.width))
        var shown = ""
        var before = 0
        for index in start..<end {
            // What is no text would move the mark, or reach the terminal as a command.
            let scalar = scalars[index].properties.generalCategory == .control ? " " : scalars[index]
            shown.unicodeScalars.append(scalar)
            if index < place { before += Self.columns(of: scalar) }
        }
        let (lead, tail) = (start > 0 ? "…" : "", end < scalars.count ? "…" : "")
        self.line = lead + shown + tail
        marker = String(repeating: " ", count: before + lead.count) + "^"
    }

    /// Both lines, behind the number of the line.
    public func text(number: Int) -> String {
        let margin = String(repeating: " ", count: String(number).count)
        return "  \(number) | \(line)\n  \(margin) | \(marker)\n"
    }

    /// How wide a terminal shows a character: marks that stand on another take no room, East Asian ones take two.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
