public import ClinicalLogic

extension CriteriaTerms {
    /// A criteria set in the form that is computed with. Items, outcomes and scores keep their places.
    ///
    /// Nil when it is larger than can be computed with; the reader has reported that.
    public init?(_ set: CriteriaSet) {
        var sizes: [Int] = []
        var items: [Item] = []
        /// The points of each variable's values, by column.
        var points: [[CriteriaSet.Points]] = []
        var groups: [String: Int] = [:]
        for item in set.items {
            if let group = item.group, let variable = groups[group] {
                items.append(Item(form: .state, variable: variable, met: ValueSet(sizes[variable])))
                sizes[variable] += 1
                points[variable].append(item.points)
                if sizes[variable] > 31 { return nil }
                continue
            }
            let variable = sizes.count
            if !item.options.isEmpty {
                items.append(Item(form: .choice, variable: variable, met: ValueSet(bits: 0)))
                sizes.append(item.options.count)
                points.append(item.options.map(\.points))
            } else if let quantity = item.quantity {
                let number = Self.number(item, quantity, variable)
                items.append(number.item)
                sizes.append(number.points.count)
                points.append(number.points)
            } else {
                if let group = item.group { groups[group] = variable }
                items.append(Item(form: .state, variable: variable, met: ValueSet(1)))
                sizes.append(2)
                points.append([[:], item.points])
            }
        }
        guard sizes.allSatisfy({ (2...31).contains($0) }) else { return nil }
        let columns = set.scores.isEmpty && points.contains { $0.contains { !$0.isEmpty } } ? ["points"] : set.scores.map(\.id)
        var scores: [Score] = []
        for (index, column) in columns.enumerated() {
            let score = set.scores.isEmpty ? nil : set.scores[index]
            let byVariable = points.map { $0.map { ScorePoints.millionths(($0[column] ?? 0) + ($0["points"].map { column == "points" ? 0 : $0 } ?? 0)) } }
            let thresholds = score?.thresholds.map { ScorePoints.millionths($0.atLeast) } ?? []
            guard !byVariable.joined().contains(nil), !thresholds.contains(nil) else { return nil }
            scores.append(
                Score(
                    points: byVariable.map { $0.compactMap { $0 } }, thresholds: thresholds.compactMap { $0 },
                    logistic: score?.probability.map { Logistic(intercept: $0.intercept, slope: $0.slope) }))
        }
        let names = Names(set, items)
        var rules: [[Token]] = []
        for outcome in set.outcomes {
            var tokens: [Token] = []
            guard names.add(outcome.rule, to: &tokens) else { return nil }
            rules.append(tokens)
        }
        self.init(sizes: sizes, items: items, scores: scores, rules: rules)
    }

    /// A number's stretches are those between all its limits, with the points of the band each lies in.
    private static func number(
        _ item: CriteriaSet.Item, _ quantity: CriteriaSet.Bounded, _ variable: Int
    ) -> (item: Item, points: [CriteriaSet.Points]) {
        var cuts = Set<Cut>()
        var limit: Cut?
        if let comparison = quantity.comparison, let value = quantity.limit {
            limit = Cut(value, isIncluded: comparison == .atLeast || comparison == .under)
        }
        if let limit { cuts.insert(limit) }
        let bands = item.bands.map { band in (band.limit.map { Cut($0.value, isIncluded: $0.comparison == .atLeast) }, band.points) }
        for (cut, _) in bands { if let cut { cuts.insert(cut) } }
        // A number that nothing depends on still has two stretches, known and equal.
        if cuts.isEmpty { cuts.insert(Cut(0, isIncluded: true)) }
        let sorted = cuts.sorted(by: Cut.precedes)
        let isUpper = quantity.comparison == .atLeast || quantity.comparison == .over
        var met = ValueSet(bits: 0)
        var points: [CriteriaSet.Points] = []
        for value in 0...sorted.count {
            /// Whether the stretch lies above a limit.
            func isAbove(_ cut: Cut) -> Bool { sorted.firstIndex(of: cut).map { $0 < value } ?? false }
            let isMet = limit.map { isAbove($0) == isUpper } ?? false
            if isMet { met = met.union(ValueSet(value)) }
            if bands.isEmpty {
                points.append(isMet ? item.points : [:])
            } else {
                points.append(bands.last { $0.0.map(isAbove) ?? true }?.1 ?? [:])
            }
        }
        return (
            Item(form: .number, variable: variable, met: met, cuts: sorted, minimum: quantity.minimum, maximum: quantity.maximum),
            points
        )
    }
}

/// What the rules of a set name, as tokens.
private struct Names {
    private var tokens: [String: CriteriaTerms.Token] = [:]

    init(_ set: CriteriaSet, _ items: [CriteriaTerms.Item]) {
        for (item, terms) in zip(set.items, items) {
            if item.canBeMet { tokens[item.id] = .literal(variable: terms.variable, terms.met) }
            for (index, option) in item.options.enumerated() {
                tokens["\(item.id).\(option.id)"] = .literal(variable: terms.variable, ValueSet(index))
            }
        }
        for (index, score) in set.scores.enumerated() {
            for (place, threshold) in score.thresholds.enumerated() {
                tokens["\(score.id).\(threshold.id)"] = .threshold(score: index, place)
            }
        }
        for (index, outcome) in set.outcomes.enumerated() where tokens[outcome.id] == nil { tokens[outcome.id] = .outcome(index) }
    }

    /// False when the rule names what is not there.
    func add(_ rule: CriteriaRule, to found: inout [CriteriaTerms.Token]) -> Bool {
        switch rule {
        case .reference(let id):
            guard let token = tokens[id] else { return false }
            found.append(token)
            return true
        case .all(let parts):
            found.append(.all(parts.count))
            return parts.allSatisfy { add($0, to: &found) }
        case .any(let parts):
            found.append(.any(parts.count))
            return parts.allSatisfy { add($0, to: &found) }
        case .atLeast(let count, let parts):
            found.append(.atLeast(count, of: parts.count))
            return parts.allSatisfy { add($0, to: &found) }
        case .not(let part):
            found.append(.not)
            return add(part, to: &found)
        }
    }
}
