/// Collects the diagnostics of one stage of work. Each concurrent worker keeps its own log.
public final class DiagnosticLog {
    public private(set) var diagnostics: [Diagnostic] = []
    /// How many of each rule there are, by its id.
    private var counts: [String: Int] = [:]

    public init() {}

    /// True where a rule was found broken, whatever else the log holds.
    public func has(_ rule: Rule) -> Bool { counts[rule.id, default: 0] > 0 }

    public func report(
        _ rule: Rule, at position: SourcePosition, _ summary: String,
        notes: [Diagnostic.Note] = [], suggestion: String? = nil, correction: Diagnostic.Correction? = nil, cause: Diagnostic.Cause? = nil
    ) {
        diagnostics.append(
            Diagnostic(rule, at: position, summary, notes: notes, suggestion: suggestion, correction: correction, cause: cause))
        counts[rule.id, default: 0] += 1
    }

    /// Takes back the last diagnostic of this kind, of which a better one says the same.
    public func retract(_ rule: Rule, at position: SourcePosition, _ summary: String) {
        guard let index = diagnostics.lastIndex(where: { $0.rule == rule && $0.position == position && $0.summary == summary }) else { return }
        diagnostics.remove(at: index)
        counts[rule.id, default: 0] -= 1
    }

    public func add(_ more: [Diagnostic]) {
        diagnostics += more
        for diagnostic in more { counts[diagnostic.rule.id, default: 0] += 1 }
    }
}

extension Sequence<Diagnostic> {
    /// Sorted by place, without repeats.
    public func ordered() -> [Diagnostic] {
        var seen = Set<Diagnostic>()
        return filter { seen.insert($0).inserted }.sorted()
    }

    public func count(of severity: Severity) -> Int {
        reduce(0) { $1.severity == severity ? $0 + 1 : $0 }
    }

    public var hasErrors: Bool { contains { $0.severity == .error } }
}
