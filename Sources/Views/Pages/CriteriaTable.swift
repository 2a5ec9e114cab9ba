import ClinicalLogic
import KnowledgeBase
import Markdown
import Rendering
import SourceData
import Templates

/// A criteria set as tables: items, thresholds, outcomes in plain words, exclusions, policy.
struct CriteriaTable {
    let renderer: ContentRenderer
    let parts: PageParts
    let hasAnchors: Bool
    /// What sections of articles answer, on the page of a coverage policy.
    var hasEvidence = false

    func values(_ set: CriteriaSet) -> [TemplateKey: TemplateValue] {
        let columns = set.pointColumns
        let hasLimits = set.items.contains { $0.quantity?.text != nil }
        let hasSources = set.items.contains { $0.source != nil }
        // Sections of articles, by item: a column for them is there where any item has one.
        let discussed = hasAnchors && !hasEvidence ? set.items.map { parts.sections(discussing: $0.id, of: set.head.path) } : []
        let hasDiscussed = discussed.contains { if case .list(let sections) = $0 { !sections.isEmpty } else { false } }
        let discussedByItem = Dictionary(zip(set.items.map(\.id), discussed), uniquingKeysWith: { first, _ in first })
        var values: [TemplateKey: TemplateValue] = [
            .columns: .list(
                columns.map { column in
                    // A score's place is its table of cut-offs; without one, its column.
                    let hasCutOffs = set.scores.contains { $0.id == column.id && !$0.thresholds.isEmpty }
                    return [.id: .text(hasAnchors && !hasCutOffs && column.id != "points" ? column.id : ""), .label: .text(column.label)]
                }),
            .hasLimits: .flag(hasLimits),
            .hasSources: .flag(hasSources),
            .hasAnchors: .flag(hasAnchors),
            .hasDiscussed: .flag(hasDiscussed),
            .sections: .list(
                sections(of: set).map { section in
                    [
                        .title: .text(section.title),
                        .span: .text(String(1 + columns.count + (hasLimits ? 1 : 0) + (hasSources ? 1 : 0) + (hasDiscussed ? 1 : 0))),
                        .items: .list(section.items.map { item($0, set, columns.map(\.id), hasLimits, hasSources, discussedByItem[$0.id] ?? []) }),
                    ]
                }),
            .scores: .list(
                set.scores.filter { score in !score.thresholds.isEmpty || score.probability != nil || !columns.contains { $0.id == score.id } }
                    .map { score($0, hasColumn: columns.map(\.id).contains($0.id)) }),
            .outcomes: .list(
                set.outcomes.map { outcome in
                    [
                        .id: .text(hasAnchors ? outcome.id : ""), .label: .text(outcome.label),
                        .rule: .text(RuleWords.sentence(outcome.rule, in: set)),
                    ]
                }),
            .hasLogic: .flag(
                !set.outcomes.isEmpty
                    || set.scores.contains { score in !score.thresholds.isEmpty || !columns.contains { $0.id == score.id } }),
            .exclusions: .list(set.exclusions.map { .html(renderer.html($0)) }),
        ]
        if let policy = set.policy { values[.policy] = self.policy(policy, set) }
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
        _ item: CriteriaSet.Item, _ set: CriteriaSet, _ columns: [String], _ hasLimits: Bool, _ hasSources: Bool, _ discussed: TemplateValue
    ) -> TemplateValue {
        func id(_ suffix: String) -> TemplateValue { .text(hasAnchors ? "\(item.id).\(suffix)" : "") }
        var limit: TemplateValue = [:]
        if let quantity = item.quantity {
            limit = [
                .id: quantity.comparison.map { id($0.rawValue) } ?? "", .text: .text(quantity.text ?? (item.bands.isEmpty ? quantity.unit : "")),
            ]
        }
        let others = item.group.map { group in set.items.filter { $0.group == group && $0.id != item.id }.map(\.label) } ?? []
        return [
            .id: .text(hasAnchors ? item.id : ""), .label: .text(item.label),
            .definition: .html(renderer.html(item.definition)),
            .excludes: .text(others.isEmpty ? "" : "Excludes: \(others.joined(separator: "; "))"),
            .hasLimits: .flag(hasLimits), .hasSources: .flag(hasSources), .limit: limit,
            .points: .list(
                columns.map { column in
                    [
                        .column: .text(set.pointColumns.count == 1 ? "" : set.pointColumns.first { $0.id == column }?.label),
                        .id: item.points[column] == nil ? "" : id(column),
                        .text: .text(item.points[column].map { Self.signed($0) } ?? Self.range(item, column) ?? "–"),
                        .unit: .text(item.points[column] == 1 ? "point" : "points"),
                    ]
                }),
            .parts: .list(parts(item, set)),
            .source: .html(item.source.map { renderer.citation([$0]) }),
            .hasAnchors: .flag(hasAnchors),
            .discussed: discussed,
            .evidence: hasEvidence ? CriterionEvidence(parts: parts, set: set).values(item.id) : [:],
        ]
    }

    /// `0 to 20`: what the bands or options of an item give in a column.
    private static func range(_ item: CriteriaSet.Item, _ column: String) -> String? {
        let all = item.bands.map(\.points) + item.options.map(\.points)
        guard all.contains(where: { $0[column] != nil }) else { return nil }
        var given = all.map { $0[column] ?? 0 }
        // Below a first band with a limit there are no points.
        if item.bands.first?.limit != nil { given.append(0) }
        guard let low = given.min(), let high = given.max() else { return nil }
        return low == high ? signed(low) : "\(signed(low)) to \(signed(high))"
    }

    private static func signed(_ number: Double) -> String { Decimal.format(number).replacing("-", with: "−") }

    /// The bands or options of an item, each with its points.
    private func parts(_ item: CriteriaSet.Item, _ set: CriteriaSet) -> [TemplateValue] {
        func points(_ points: CriteriaSet.Points, of part: String) -> TemplateValue {
            .list(
                set.pointColumns.compactMap { column in
                    points[column.id].map { number in
                        [
                            .id: .text(hasAnchors ? "\(item.id).\(part).\(column.id)" : ""), .text: .text(Self.signed(number)),
                            .unit: .text(number == 1 ? "point" : "points"),
                            .label: .text(set.pointColumns.count > 1 && column.id != "points" ? column.label : ""),
                        ]
                    }
                })
        }
        let bands = item.bands.enumerated().map { index, band -> TemplateValue in
            let part = "band-\(index + 1)"
            guard let (comparison, limit) = band.limit else {
                return [.id: "", .text: "Below these", .definition: "", .points: points(band.points, of: part)]
            }
            return [
                .id: .text(hasAnchors ? "\(item.id).\(part).\(comparison.rawValue)" : ""),
                .text: .text(RecordRows.sentence(comparison.words) + " " + FactValue.number(limit, unit: item.quantity?.unit).text),
                .definition: "", .points: points(band.points, of: part),
            ]
        }
        let options = item.options.map { option -> TemplateValue in
            [
                .id: .text(hasAnchors ? "\(item.id).\(option.id)" : ""), .text: .text(option.label),
                .definition: .html(renderer.html(option.definition)), .points: points(option.points, of: option.id),
            ]
        }
        return bands + options
    }

    private func score(_ score: CriteriaSet.Score, hasColumn: Bool) -> TemplateValue {
        var rows: [TemplateValue] = []
        for (index, threshold) in score.thresholds.enumerated() {
            let next = index + 1 < score.thresholds.count ? score.thresholds[index + 1].atLeast : nil
            rows.append([
                .id: .text(hasAnchors ? "\(score.id).\(threshold.id)" : ""), .label: .text(threshold.label),
                .from: .text(Decimal.format(threshold.atLeast)), .below: .text(next.map { Decimal.format($0) }),
            ])
        }
        var probability: TemplateValue = [:]
        if let formula = score.probability {
            probability = [
                .interceptID: .text(hasAnchors ? "\(score.id).intercept" : ""), .intercept: .text(Self.signed(formula.intercept)),
                .slopeID: .text(hasAnchors ? "\(score.id).slope" : ""), .slope: .text(Self.signed(formula.slope)),
                .source: .html(renderer.citation([formula.source])),
            ]
        }
        return [
            .id: .text(hasAnchors && (!hasColumn || !rows.isEmpty) ? score.id : ""), .label: .text(score.label),
            .thresholds: .list(rows), .hasThresholds: .flag(!rows.isEmpty), .probability: probability,
        ]
    }

    private static func state(_ status: RecordStatus) -> String {
        switch status {
        case .current: "Real, and in force when it was retrieved"
        case .superseded: "Superseded: a newer version has replaced it"
        case .retired: "Withdrawn by the payer"
        case .illustrative: "Illustrative: no payer has this policy"
        }
    }

    private func policy(_ policy: CriteriaSet.Policy, _ set: CriteriaSet) -> TemplateValue {
        [
            .id: .text(hasAnchors ? "policy" : ""), .payer: .text(policy.payer), .number: .text(policy.number),
            .effective: .text(policy.effective?.spelledOut), .retrieved: .text(policy.retrieved?.spelledOut),
            .state: .text(Self.state(set.head.status)), .successors: parts.successors(of: set.head.path),
            .absent: .text(set.head.status == .illustrative ? "None" : "Not recorded"),
            .url: .text(policy.url), .quote: .text(policy.quote), .isIllustrative: .flag(set.head.status == .illustrative),
        ]
    }
}

/// Criteria logic in plain words.
enum RuleWords {
    static func sentence(_ rule: CriteriaRule, in set: CriteriaSet) -> String {
        RecordRows.sentence(words(rule, in: set, nested: false))
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
