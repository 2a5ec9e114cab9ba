import Diagnostics

extension Comparison {
    /// For the terminal.
    public var text: String {
        if changes.isEmpty { return "Nothing has changed from \(old) to \(new).\n" }
        var lines = ["What changed from \(old) to \(new):", count]
        for (group, changes) in groups {
            lines += ["", group.title.uppercased()]
            for (page, changes) in Self.byPage(changes) {
                lines += ["", "\(page.title)"]
                for change in changes {
                    let fact = change.fact.map { " [\($0)]" } ?? ""
                    let place = ComparisonPlace(change).words
                    if change.values.count == 1, let value = change.values.first, value.name.isEmpty, !value.isLong {
                        lines.append("  \(change.what): \(value.words)\(fact)")
                    } else {
                        lines.append("  \(change.what)\(fact)")
                        for value in change.values {
                            let name = value.name.isEmpty ? "" : "\(value.name): "
                            lines += value.isLong ? value.twoLines.map { "    \(name)\($0)" } : ["    \(name)\(value.words)"]
                        }
                    }
                    lines.append("    \(place)")
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `12 changes: 3 of doses and limits, 9 of references`.
    public var count: String {
        let parts = groups.map { "\($0.changes.count) under \($0.group.title)" }.joined(separator: ", ")
        return "\(changes.count) change\(changes.count == 1 ? "" : "s"): \(parts)"
    }

    /// Changes of a page together, in their order.
    public static func byPage(_ changes: [Change]) -> [(page: Change.Page, changes: [Change])] {
        var pages: [(page: Change.Page, changes: [Change])] = []
        for change in changes {
            if let last = pages.indices.last, pages[last].page == change.page {
                pages[last].changes.append(change)
            } else {
                pages.append((change.page, [change]))
            }
        }
        return pages
    }
}

extension Change.Value {
    /// `2 g/kg -> 4 g/kg (2 times)`.
    var words: String {
        switch (old, new) {
        case (let old?, let new?): "\(old) -> \(new)" + (note.map { " (\($0))" } ?? "")
        case (nil, let new?): new == "added" ? "added" : "added: \(new)"
        case (let old?, nil): old == "there" ? "removed" : "removed: \(old)"
        case (nil, nil): ""
        }
    }

    /// True where one line would be hard to read.
    var isLong: Bool { old != nil && new != nil && (old?.count ?? 0) + (new?.count ?? 0) > 90 }

    var twoLines: [String] { ["was: \(old ?? "")", "now: \(new ?? "")" + (note.map { " (\($0))" } ?? "")] }
}

/// Where a change stands, in both states.
struct ComparisonPlace {
    let words: String

    init(_ change: Change) {
        func place(_ position: SourcePosition) -> String { "\(position.file):\(position.line)" }
        switch (change.oldPlace, change.newPlace) {
        case (let old?, let new?):
            words = place(old) == place(new) ? place(new) : old.file == new.file ? "\(place(new)), before :\(old.line)" : "\(place(new)), before \(place(old))"
        case (nil, let new?): words = place(new)
        case (let old?, nil): words = "before \(place(old))"
        case (nil, nil): words = change.page.path
        }
    }
}
