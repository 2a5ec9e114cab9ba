import ClinicalLogic
import Diagnostics
import SourceData

/// Finds limits, bands, thresholds and outcomes of criteria that no answers meet, or all: with them an outcome says nothing about a patient.
struct CriteriaReach {
    private let items: [CriteriaSet.Item]
    private let scores: [CriteriaSet.Score]
    private let reader: RecordReader

    init(items: [CriteriaSet.Item], scores: [CriteriaSet.Score], _ reader: RecordReader) {
        self.items = items
        self.scores = scores
        self.reader = reader
    }

    func check(_ outcomes: [CriteriaSet.Outcome]) {
        for item in items {
            if let quantity = item.quantity { checkLimit(quantity, of: item) }
            checkBands(of: item)
        }
        for score in scores { checkThresholds(of: score) }
        checkOutcomes(outcomes)
    }

    private func report(_ summary: String, at place: SourcePosition, _ help: String) {
        reader.log.report(.deadCondition, at: place, summary, suggestion: help, cause: .conclusion(of: reader))
    }

    /// Of the value with this id, or of the first that begins with it.
    private func place(_ id: String) -> SourcePosition {
        (reader.facts.first { $0.id == id } ?? reader.facts.first { $0.id.hasPrefix("\(id).") })?.position ?? reader.fields.position
    }

    // MARK: Numbers

    private func checkLimit(_ quantity: CriteriaSet.Bounded, of item: CriteriaSet.Item) {
        guard let comparison = quantity.comparison, let limit = quantity.limit else { return }
        let ends = [quantity.minimum ?? -.infinity, quantity.maximum ?? .infinity]
        let who: String
        if !ends.contains(where: { comparison.holds($0, limit) }) {
            who = "nobody"
        } else if ends.allSatisfy({ comparison.holds($0, limit) }) {
            who = "everybody"
        } else {
            return
        }
        report(
            "'\(item.id)' is met by \(who): every number that can be entered is on one side of its limit", at: place("\(item.id).\(comparison.rawValue)"),
            "change the limit, `minimum` or `maximum`")
    }

    private func checkBands(of item: CriteriaSet.Item) {
        for (index, band) in item.bands.enumerated() {
            let next = item.bands.indices.contains(index + 1) ? item.bands[index + 1].limit : nil
            var isDead = false
            if let (comparison, limit) = band.limit, let highest = item.quantity?.maximum, !comparison.holds(highest, limit) { isDead = true }
            // Where the lowest number is in the next band, all of them are.
            if let (comparison, limit) = next, let lowest = item.quantity?.minimum, comparison.holds(lowest, limit) { isDead = true }
            guard isDead else { continue }
            report(
                "band \(index + 1) of '\(item.id)' is for nobody: no number that can be entered is in it", at: place("\(item.id).band-\(index + 1)"),
                "change its limit, `minimum` or `maximum`")
        }
    }

    // MARK: Scores

    /// The fewest and the most points that answers can make.
    private func points(of score: CriteriaSet.Score) -> ClosedRange<Double> {
        func count(_ points: CriteriaSet.Points) -> Double { (points[score.id] ?? 0) + (points["points"] ?? 0) }
        var low = 0.0
        var high = 0.0
        var groups: [String: [Double]] = [:]
        for item in items {
            let bands = item.bands.map { count($0.points) }
            // A number below the first band, an item that is not met and a choice that is not made have none.
            let all = bands + item.options.map { count($0.points) } + [count(item.points)] + (item.bands.first?.limit == nil && !bands.isEmpty ? [] : [0])
            if let group = item.group {
                groups[group, default: [0]] += all
            } else {
                low += all.min() ?? 0
                high += all.max() ?? 0
            }
        }
        for all in groups.values {
            low += all.min() ?? 0
            high += all.max() ?? 0
        }
        return low...high
    }

    private func checkThresholds(of score: CriteriaSet.Score) {
        let points = points(of: score)
        for (index, threshold) in score.thresholds.enumerated() {
            let place = place("\(score.id).\(threshold.id)")
            let limit = Decimal.format(threshold.atLeast)
            let range = "the answers make \(Decimal.format(points.lowerBound)) to \(Decimal.format(points.upperBound)) points"
            if threshold.atLeast > points.upperBound + 1e-9 {
                report(
                    "the threshold '\(threshold.id)' is reached by nobody: it is at \(limit), and \(range)", at: place, "change the threshold, or the points of the items"
                )
            } else if index > 0, threshold.atLeast <= points.lowerBound + 1e-9 {
                report(
                    "the threshold '\(threshold.id)' is reached by everybody: it is at \(limit), and \(range)", at: place,
                    "change the threshold, or the points of the items")
            }
        }
    }

    // MARK: Outcomes

    /// Above this a rule is not tried out.
    private static var mostParts: Int { 5_000 }

    private func checkOutcomes(_ outcomes: [CriteriaSet.Outcome]) {
        var known: [String: (condition: Condition, parts: Int)] = [:]
        for outcome in outcomes {
            guard let found = condition(outcome.rule, known), found.parts <= Self.mostParts else { continue }
            known[outcome.id] = found
            let who: String
            if holdsAlways(.not(found.condition)) {
                who = "nobody: no answers meet its rule"
            } else if holdsAlways(found.condition) {
                who = "everybody: all answers meet its rule"
            } else {
                continue
            }
            report("the outcome '\(outcome.id)' is for \(who)", at: outcome.position, "mend its rule; items of one group, and options of one item, exclude each other")
        }
    }

    private func holdsAlways(_ condition: Condition) -> Bool {
        if case .covers = TableProof(rows: [condition], space: space).result { true } else { false }
    }

    private static let none = "none"
    private func name(ofGroup group: String) -> String { "group \(group)" }
    private func name(ofScore score: String) -> String { "score \(score)" }

    /// What may be answered: each item yes or no, one of a group, one of its options, and of a score how many of its thresholds are reached.
    private var space: ProofSpace {
        var space = ProofSpace()
        func add(_ name: String, _ answers: [String]) { space.answers[name] = ProofSpace.Answers(label: name, answers: answers) }
        for (group, members) in Dictionary(grouping: items.filter { $0.group != nil }, by: { $0.group ?? "" }) {
            add(name(ofGroup: group), members.map(\.id) + [Self.none])
        }
        for item in items where !item.options.isEmpty { add(item.id, item.options.map(\.id) + [Self.none]) }
        for score in scores { add(name(ofScore: score.id), (0...score.thresholds.count).map(String.init)) }
        return space
    }

    /// With how many parts it has; nil where a name is unknown, which has been reported.
    private func condition(_ rule: CriteriaRule, _ known: [String: (condition: Condition, parts: Int)]) -> (condition: Condition, parts: Int)? {
        func all(_ rules: [CriteriaRule], _ joined: ([Condition]) -> Condition) -> (condition: Condition, parts: Int)? {
            var conditions: [Condition] = []
            var parts = 1
            for rule in rules {
                guard let part = condition(rule, known), parts <= Self.mostParts else { return nil }
                conditions.append(part.condition)
                parts += part.parts
            }
            return (joined(conditions), parts)
        }
        switch rule {
        case .reference(let id): return known[id] ?? condition(of: id).map { ($0, 1) }
        case .all(let parts): return all(parts, Condition.all)
        case .any(let parts): return all(parts, Condition.any)
        case .atLeast(let count, let parts): return all(parts) { .atLeast(count, of: $0) }
        case .not(let part): return all([part]) { .not($0[0]) }
        }
    }

    private func condition(of id: String) -> Condition? {
        func answer(_ question: String, _ answer: String) -> Condition { .answer(question: question, answer: answer, words: id) }
        for item in items {
            if item.id == id { return item.group.map { answer(name(ofGroup: $0), id) } ?? answer(id, "yes") }
            for option in item.options where "\(item.id).\(option.id)" == id { return answer(item.id, option.id) }
        }
        for score in scores {
            for (index, threshold) in score.thresholds.enumerated() where "\(score.id).\(threshold.id)" == id {
                return .any((index + 1...score.thresholds.count).map { answer(name(ofScore: score.id), String($0)) })
            }
        }
        return nil
    }
}
