import ClinicalLogic
import Diagnostics
import SourceData

/// What the rules of a criteria set can name.
struct RuleNames {
    private(set) var known: [String]
    /// Items that are neither met nor not met, and what to name instead.
    private var unanswerable: [String: String] = [:]

    init(items: [CriteriaSet.Item], scores: [CriteriaSet.Score]) {
        known = items.filter(\.canBeMet).map(\.id)
        for item in items where !item.canBeMet {
            let options = item.options.map { "\(item.id).\($0.id)" }
            unanswerable[item.id] =
                options.isEmpty ? "give its 'quantity' a limit, such as `at-least: 5`" : "name one of its options: \(options.joined(separator: ", "))"
            known += options
        }
        for score in scores { known += score.thresholds.map { "\(score.id).\($0.id)" } }
    }

    mutating func add(outcome: String) { known.append(outcome) }

    /// True when what `id` begins with was read, so that no other slip is behind it.
    private func isRead(_ id: String) -> Bool {
        let name = id.prefix { $0 != "." }
        return known.contains { $0 == name || $0.hasPrefix("\(name).") }
    }

    func check(_ id: String, at position: SourcePosition, _ log: DiagnosticLog) {
        if let help = unanswerable[id] {
            log.report(.unknownReferenceInRule, at: position, "'\(id)' by itself is neither met nor not met", suggestion: help)
        } else if !known.contains(id) {
            log.report(
                .unknownReferenceInRule, at: position, "'\(id)' is neither an item nor an earlier outcome",
                suggestion: suggestion(for: id, among: known), cause: isRead(id) ? nil : FollowUps.part(id, of: position.file))
        }
    }
}

extension CriteriaRule {
    /// Nil, with a diagnostic, when it is no rule.
    init?(_ value: DataValue, _ names: RuleNames, _ log: DiagnosticLog) {
        if case .scalar(let id, _, let position) = value {
            names.check(id, at: position, log)
            self = .reference(id)
            return
        }
        guard let fields = Fields(value, owner: "a rule", log: log) else { return nil }
        let problems = log.diagnostics.count
        func parts(_ key: String) -> [CriteriaRule]? {
            guard fields.value(key) != nil else { return nil }
            return fields.list(key) { value, _ in CriteriaRule(value, names, log) }
        }
        let all = parts("all")
        let any = parts("any")
        let of = parts("of")
        let count = fields.integer("at-least")
        let not = fields.value("not").flatMap { CriteriaRule($0, names, log) }
        fields.finish()
        var rules: [CriteriaRule] = []
        if let all { rules.append(.all(all)) }
        if let any { rules.append(.any(any)) }
        if let not { rules.append(.not(not)) }
        if let count, let of {
            if count.value < 1 || count.value > of.count {
                log.report(
                    .inconsistentRecord, at: count.position, "at least \(count.value) of \(of.count) can never be right",
                    suggestion: "use a number from 1 to \(of.count)")
            }
            rules.append(.atLeast(count.value, of: of))
        } else if log.diagnostics.count == problems, count != nil || of != nil {
            log.report(
                .missingField, at: fields.position, "'at-least' and 'of' belong together",
                suggestion: "write { at-least: 2, of: [...] }")
        }
        if [all, any, of].contains(where: { $0?.isEmpty == true }) {
            log.report(.missingField, at: fields.position, "this rule has no parts", suggestion: Self.howToWrite)
        }
        guard rules.count == 1 else {
            if rules.isEmpty, log.diagnostics.count == problems {
                log.report(.missingField, at: fields.position, "this rule says nothing", suggestion: Self.howToWrite)
            } else if rules.count > 1 {
                log.report(
                    .inconsistentRecord, at: fields.position, "this rule says two things at once",
                    suggestion: "nest them under `all:` or `any:`")
            }
            return nil
        }
        self = rules[0]
    }

    private static let howToWrite = "name an item, or write { all: [...] }, { any: [...] } or { at-least: 2, of: [...] }"
}
