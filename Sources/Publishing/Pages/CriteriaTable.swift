import ClinicalLogic
import KnowledgeBase
import Markdown
import SourceData

/// A criteria set as tables: items, thresholds, outcomes in plain words, exclusions, policy.
struct CriteriaTable {
    let renderer: ContentRenderer
    let parts: PageParts
    let hasAnchors: Bool

    func values(_ set: CriteriaSet) -> [String: TemplateValue] {
        let columns = set.pointColumns
        let hasLimits = set.items.contains { $0.quantity?.text != nil }
        let hasSources = set.items.contains { $0.source != nil }
        var values: [String: TemplateValue] = [
            "columns": .list(columns.map { column in
                // A score's place is its table of cut-offs; without one, its column.
                let hasCutOffs = set.scores.contains { $0.id == column.id && !$0.thresholds.isEmpty }
                return ["id": .text(hasAnchors && !hasCutOffs && column.id != "points" ? column.id : ""), "label": .text(column.label)]
            }),
            "hasLimits": .flag(hasLimits),
            "hasSources": .flag(hasSources),
            "hasAnchors": .flag(hasAnchors),
            "sections": .list(sections(of: set).map { section in
                [
                    "title": .text(section.title),
                    "span": .text(String(1 + columns.count + (hasLimits ? 1 : 0) + (hasSources ? 1 : 0) + (hasAnchors ? 1 : 0))),
                    "items": .list(section.items.map { item($0, set, columns.map(\.id), hasLimits, hasSources) }),
                ]
            }),
            "scores": .list(set.scores.filter { !$0.thresholds.isEmpty }.map(score)),
            "outcomes": .list(set.outcomes.map { outcome in
                [
                    "id": .text(hasAnchors ? outcome.id : ""), "label": .text(outcome.label),
                    "rule": .text(RuleWords.sentence(outcome.rule, in: set)),
                ]
            }),
            "hasLogic": .flag(!set.outcomes.isEmpty || set.scores.contains { !$0.thresholds.isEmpty }),
            "exclusions": .list(set.exclusions.map { .html(renderer.html($0)) }),
        ]
        if let policy = set.policy { values["policy"] = self.policy(policy, set) }
        return values
    }

    private func sections(of set: CriteriaSet) -> [(title: String, items: [CriteriaSet.Item])] {
        var sections: [(title: String, items: [CriteriaSet.Item])] = []
        for item in set.items {
            let title = item.section ?? ""
            if sections.last?.title == title {
                sections[sections.count - 1].items.append(item)
            } else {
                sections.append((title, [item]))
            }
        }
        return sections
    }

    private func item(
        _ item: CriteriaSet.Item, _ set: CriteriaSet, _ columns: [String], _ hasLimits: Bool, _ hasSources: Bool
    ) -> TemplateValue {
        func id(_ suffix: String) -> TemplateValue { .text(hasAnchors ? "\(item.id).\(suffix)" : "") }
        var limit: TemplateValue = [:]
        if let quantity = item.quantity {
            limit = [
                "id": quantity.comparison.map { id($0.rawValue) } ?? "", "text": .text(quantity.text ?? quantity.unit),
            ]
        }
        let others = item.group.map { group in set.items.filter { $0.group == group && $0.id != item.id }.map(\.label) } ?? []
        return [
            "id": .text(hasAnchors ? item.id : ""), "label": .text(item.label),
            "definition": .html(renderer.html(item.definition)),
            "excludes": .text(others.isEmpty ? "" : "Excludes: \(others.joined(separator: "; "))"),
            "hasLimits": .flag(hasLimits), "hasSources": .flag(hasSources), "limit": limit,
            "points": .list(columns.map { column in
                [
                    "id": item.points[column] == nil ? "" : id(column),
                    "text": .text(item.points[column].map { Decimal.format($0) } ?? "–"),
                ]
            }),
            "source": .html(item.source.map { renderer.citation([$0]) }),
            "hasAnchors": .flag(hasAnchors),
            "discussed": hasAnchors ? parts.sections(discussing: item.id, of: set.head.path) : [],
        ]
    }

    private func score(_ score: CriteriaSet.Score) -> TemplateValue {
        var rows: [TemplateValue] = []
        for (index, threshold) in score.thresholds.enumerated() {
            let next = index + 1 < score.thresholds.count ? score.thresholds[index + 1].atLeast : nil
            rows.append([
                "id": .text(hasAnchors ? "\(score.id).\(threshold.id)" : ""), "label": .text(threshold.label),
                "from": .text(Decimal.format(threshold.atLeast)), "below": .text(next.map { Decimal.format($0) }),
            ])
        }
        return ["id": .text(hasAnchors ? score.id : ""), "label": .text(score.label), "thresholds": .list(rows)]
    }

    private func policy(_ policy: CriteriaSet.Policy, _ set: CriteriaSet) -> TemplateValue {
        [
            "id": .text(hasAnchors ? "policy" : ""), "payer": .text(policy.payer), "number": .text(policy.number),
            "effective": .text(policy.effective?.spelledOut), "retrieved": .text(policy.retrieved?.spelledOut),
            "url": .text(policy.url), "quote": .text(policy.quote), "isIllustrative": .flag(set.head.status == .illustrative),
        ]
    }
}

/// Criteria logic in plain words.
enum RuleWords {
    static func sentence(_ rule: CriteriaRule, in set: CriteriaSet) -> String {
        let words = words(rule, in: set, nested: false)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func words(_ rule: CriteriaRule, in set: CriteriaSet, nested: Bool) -> String {
        func list(_ parts: [CriteriaRule], _ joiner: String) -> String {
            parts.map { words($0, in: set, nested: true) }.joined(separator: joiner)
        }
        switch rule {
        case .reference(let id): return "“\(set.label(of: id))”"
        case .all(let parts) where parts.count == 1: return words(parts[0], in: set, nested: nested)
        case .any(let parts) where parts.count == 1: return words(parts[0], in: set, nested: nested)
        case .all(let parts): return nested ? "(all of: \(list(parts, "; ")))" : "all of: \(list(parts, "; "))"
        case .any(let parts): return nested ? "(any of: \(list(parts, "; ")))" : "any of: \(list(parts, "; "))"
        case .atLeast(let count, let parts):
            let text = "at least \(count) of: \(list(parts, "; "))"
            return nested ? "(\(text))" : text
        case .not(let part): return "not \(words(part, in: set, nested: true))"
        }
    }
}
