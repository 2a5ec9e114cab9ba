import Citations
public import Diagnostics
import Markdown

extension Rule {
    public static let retiredSource = Rule(
        "retired-source", .error, .adjustable,
        means:
            "All sources of a recommendation are retired, superseded or retracted: their `custom.materia.status` begins with such a word, or their title with `Retracted:` or `Withdrawn:`.",
        why: "A recommendation is read as one that holds. When all its sources are retired, superseded or retracted, nobody recommends it any more.",
        mend: "Cite what replaced it, or tell outside a recommendation what was recommended once. On a superseded page nothing is reported.")
}

/// References that do not hold any more, by key, with the word for it: by `custom.materia.status`, or by a title that says so, as
/// journals and libraries begin those of retracted papers.
struct RetiredSources: Sendable {
    private let status: [String: String]

    init(_ references: [Reference]) {
        var status: [String: String] = [:]
        for reference in references {
            let said = [reference.status, reference.title].compactMap { $0 }
            status[reference.id] = said.lazy.compactMap { Self.word(in: $0, isTitle: $0 == reference.title) }.first
        }
        self.status = status
    }

    private static func word(in text: String, isTitle: Bool) -> String? {
        let words = text.prefix(40).lowercased()
        let known = isTitle ? ["retracted", "withdrawn"] : ["retired", "superseded", "retracted", "withdrawn", "replaced", "rescinded", "archived"]
        return known.first { word in
            guard words.hasPrefix(word) else { return false }
            // `Retracted: …` and `RETRACTED ARTICLE: …` are said of the paper, and `Withdrawn drugs` by it.
            let rest = words.dropFirst(word.count)
            return isTitle ? [":", " article:", " paper:", " -", " –", " —"].contains(where: rest.hasPrefix) : rest.first?.isLetter != true
        }
    }

    /// Reports a recommendation all of whose citations are of such references.
    func check(_ recommendation: Node, log: DiagnosticLog) {
        if status.isEmpty { return }
        var cited: [CitationItem] = []
        recommendation.walk { node in if case .citation(let items) = node.kind { cited += items } }
        let found = cited.compactMap { item in status[item.key].map { (item.key, $0) } }
        guard let (key, word) = found.first, found.count == cited.count else { return }
        let isOne = Set(cited.map(\.key)).count == 1
        log.report(
            .retiredSource, at: recommendation.position,
            isOne ? "this recommendation rests on '\(key)' alone, which is \(word)" : "every source of this recommendation is retired, superseded or retracted",
            suggestion: "cite what replaced it, or say outside a recommendation what was recommended once")
    }
}
