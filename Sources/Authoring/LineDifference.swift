/// What two texts do not have alike, line by line, with the lines around it.
public struct LineDifference {
    /// `- ` before a line of the old text, `+ ` before one of the new, two spaces before one of both; `...` where lines are left out.
    public let lines: [String]

    private static let around = 2

    /// From `old` to `new`.
    public init(from old: String, to new: String) {
        let (a, b) = (Self.split(old), Self.split(new))
        let difference = b.difference(from: a)
        let removed = Set(difference.removals.map(Self.offset))
        let added = Set(difference.insertions.map(Self.offset))
        var all: [(sign: Character, text: Substring)] = []
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if i < a.count, removed.contains(i) {
                all.append(("-", a[i]))
                i += 1
            } else if j < b.count, added.contains(j) {
                all.append(("+", b[j]))
                j += 1
            } else {
                all.append((" ", b[j]))
                i += 1
                j += 1
            }
        }
        let changed = all.indices.filter { all[$0].sign != " " }
        let shown = Set(changed.flatMap { max(0, $0 - Self.around)...min(all.count - 1, $0 + Self.around) })
        var lines: [String] = []
        for index in shown.sorted() {
            if index > 0, !shown.contains(index - 1) { lines.append("...") }
            lines.append("\(all[index].sign) \(all[index].text)")
        }
        self.lines = lines
    }

    private static func split(_ text: String) -> [Substring] { text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }

    private static func offset(_ change: CollectionDifference<Substring>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
