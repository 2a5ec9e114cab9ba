import Diagnostics

/// Lists, for everything superseded or retired, the pages that still mention or show it.
enum StillUsed {
    static func report(_ uses: [SourceUses], _ resolver: LinkResolver, _ log: DiagnosticLog) {
        guard !resolver.outdated.isEmpty else { return }
        var places: [String: [Diagnostic.Note]] = [:]
        var pages: [String: Set<String>] = [:]
        /// Pages that show a record, by the record's path.
        var shown: [String: [(page: String, position: SourcePosition)]] = [:]
        for used in uses {
            let source = used.source
            for use in used.all {
                if case .link(let target) = use.what, let path = target.path, use.manner == .component {
                    shown[path, default: []].append((source, use.position))
                }
            }
        }
        func add(_ note: Diagnostic.Note, _ page: String, to path: String) {
            guard pages[path, default: []].insert(page).inserted || !places[path, default: []].contains(note) else { return }
            places[path, default: []].append(note)
        }
        for used in uses {
            let source = used.source
            for use in used.all {
                guard case .link(let target) = use.what, let path = target.path, path != source, let outdated = resolver.outdated[path]
                else { continue }
                let how =
                    switch use.manner {
                    case .link: resolver.outdated[source] == nil ? "linked to as if it were current" : "linked to by what is outdated itself"
                    case .markedLink: "linked to as \(outdated.status)"
                    case .component: "shown here"
                    case .relation, .successor: "named by this record"
                    }
                add(.init(how, at: use.position), source, to: path)
                guard use.manner == .relation else { continue }
                for (page, position) in shown[source] ?? [] { add(.init("shows the record '\(source)', which names it", at: position), page, to: path) }
            }
        }
        for (path, outdated) in resolver.outdated {
            guard let notes = places[path], let count = pages[path]?.count else { continue }
            log.report(
                .stillUsed, at: outdated.position, "'\(outdated.title)' is \(outdated.status), and \(count == 1 ? "1 page uses" : "\(count) pages use") it",
                notes: notes)
        }
    }
}
