import Diagnostics

/// Tells what is wrong in the knowledge base that is extended, and what is wrong there only with what a site puts beside it.
struct UpstreamFindings {
    /// A diagnostic, wherever lines have moved to.
    private struct Name: Hashable {
        let rule: String
        let file: String
        let summary: String
    }

    private let known: Set<Name>
    private let site: Site?

    /// `found` is what is said of that knowledge base by itself, and `site` its settings.
    init(_ found: [Diagnostic], _ site: Site?) {
        known = Set(found.map { Name(rule: $0.rule.id, file: $0.position.file, summary: $0.summary) })
        self.site = site
    }

    /// `diagnostics` of a site with its levels, at the places where an author finds them. What the other knowledge base has by itself has the
    /// levels it has there: errors stop here as well, and the rest is a number.
    func settled(_ diagnostics: [Diagnostic], of overlay: Overlay, _ own: Site, isStrict: Bool) -> [Diagnostic] {
        var folded = 0
        var result: [Diagnostic] = []
        for diagnostic in diagnostics {
            let path = diagnostic.position.file
            let place = path.hasPrefix(overlay.folder + "/") ? String(path.dropFirst(overlay.folder.utf8.count + 1)) : path
            var placed = overlay.placed(diagnostic)
            guard overlay.isTheirs(placed.position) else {
                result += own.adjust([placed], isStrict: isStrict)
                continue
            }
            placed.notes += Self.leftOut(placed, overlay)
            if known.contains(Name(rule: placed.rule.id, file: place, summary: placed.summary)) {
                guard let found = (site ?? own).adjust([placed]).first else { continue }
                if found.severity == .error { result.append(found.noting("'\(overlay.folder)' has this by itself, and it is mended there")) } else { folded += 1 }
            } else {
                // What to do there is for others; what here, depends on whose word it is.
                if placed.suggestion != nil {
                    placed.suggestion =
                        "change the text by an override of '\(place)'; where it says what its source says, leave both as they are and add a record of your own"
                }
                result += own.adjust([placed.noting("'\(overlay.folder)' by itself does not have this: it comes of what is said here")], isStrict: isStrict)
            }
        }
        if folded > 0 {
            let found = Diagnostic(
                .upstreamFindings, at: SourcePosition(file: Site.path),
                "'\(overlay.folder)' has \(folded) \(folded == 1 ? "warning or note" : "warnings and notes") by itself, not listed here",
                suggestion: "`materia check` of that folder lists them; they are mended there")
            result += own.adjust([found], isStrict: isStrict)
        }
        return result
    }

    /// Where something that leads nowhere would lead.
    private static func leftOut(_ diagnostic: Diagnostic, _ overlay: Overlay) -> [Diagnostic.Note] {
        overlay.leftOut.values.filter { override in
            let target = override.target.value
            let id = target.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? target
            return diagnostic.cause?.subject == target || diagnostic.summary.contains("'\(target)'") || diagnostic.summary.contains("'\(id)'")
        }.sorted { $0.path < $1.path }.map { .init("'\($0.target.value)' is left out here", at: $0.target.position) }
    }
}

extension Diagnostic {
    fileprivate func noting(_ text: String) -> Diagnostic {
        var copy = self
        copy.notes.append(.init(text))
        return copy
    }
}
