extension Comparison {
    /// For release notes and messages.
    public var markdown: String {
        if changes.isEmpty { return "Nothing has changed from \(Self.escaped(old)) to \(Self.escaped(new)).\n" }
        var lines = ["# What changed from \(Self.escaped(old)) to \(Self.escaped(new))", "", "\(Self.escaped(count))."]
        for (group, changes) in groups {
            lines += ["", "## \(group.title)"]
            for (page, changes) in Self.byPage(changes) {
                lines += ["", "### \(Self.escaped(page.title))", ""]
                for change in changes {
                    let place = "`\(ComparisonPlace(change).words)`" + (change.fact.map { ", fact `\($0)`" } ?? "")
                    if let value = change.values.first, change.values.count == 1, value.name.isEmpty {
                        lines.append("- **\(Self.escaped(change.what))**: \(Self.words(value)) (\(place))")
                    } else {
                        lines.append("- **\(Self.escaped(change.what))** (\(place))")
                        lines += change.values.map { "  - \($0.name.isEmpty ? "" : "\(Self.escaped($0.name)): ")\(Self.words($0))" }
                    }
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func words(_ value: Change.Value) -> String {
        switch (value.old, value.new) {
        case (let old?, let new?): "was \(escaped(old)), now **\(escaped(new))**" + (value.note.map { " (\($0))" } ?? "")
        default: escaped(value.words)
        }
    }

    /// Texts of records are Markdown themselves; here they are words.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in SaidValue.line(text) {
            if "\\`*_[]<>#|~".contains(character) { out.append("\\") }
            out.append(character)
        }
        return out
    }
}
