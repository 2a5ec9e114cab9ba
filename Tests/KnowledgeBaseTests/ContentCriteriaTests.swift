import ClinicalLogic
import Diagnostics
import Foundation
import SeededNumbers
import Testing

@testable import KnowledgeBase

/// The criteria sets of `content/`, held against their own records by going through every completion.
@Suite(.timeLimit(.minutes(20)))
struct ContentCriteriaTests {
    static let sets: [CriteriaSet] = {
        let folder = Fixture.folder.appendingPathComponent("../../../content").standardizedFileURL
        let base = KnowledgeBase.load(ContentFolder.read(folder.path, log: DiagnosticLog())).knowledgeBase
        return base?.records(.criteria).compactMap { if case .criteria(let set) = $0 { set } else { nil } } ?? []
    }()
    static let names = sets.map(\.head.id)

    private func set(_ id: String) throws -> (CriteriaSet, CriteriaTerms) {
        let set = try #require(Self.sets.first { $0.head.id == id })
        return (set, try #require(CriteriaTerms(set)))
    }

    private func assess(_ id: String, met: [String] = [], notMet: [String] = [], values: [String: Double] = [:]) throws -> (CriteriaSet, Assessment) {
        let (set, terms) = try set(id)
        for name in met + notMet + Array(values.keys) { try #require(set.items.contains { $0.id == name }, "\(name)") }
        let answers = CriteriaAnswers(
            items: set.items.map { item in
                .init(met.contains(item.id) ? .met : notMet.contains(item.id) ? .notMet : .unknown, values[item.id].map { .number($0) } ?? .missing)
            })
        return (set, Assessment(terms, answers))
    }

    private func outcome(_ result: (set: CriteriaSet, assessment: Assessment)) -> String {
        guard result.assessment.firsts.isSingle else { return "open" }
        let place = result.assessment.firsts.lowest
        return place < result.set.outcomes.count ? result.set.outcomes[place].id : "none"
    }

    @Test func thereAreSets() {
        #expect(Set(Self.names).isSuperset(of: ["eular-acr-2017", "bohan-peter-1975", "tanimoto-1995", "printo-inactive-2013"]))
    }

    // MARK: Vectors

    @Test func heliotropeAndPapulesAreBelowPossibleAndGottronsSignMakesItDefinite() throws {
        let two = try assess("eular-acr-2017", met: ["heliotrope", "gottron-papules"]).1
        #expect(two.scores.map { ScorePoints.points($0.soFar) } == [5.2, 5.9])
        #expect(two.scores.map(\.classSoFar) == [0, 0])
        #expect(two.scores.map { ScorePoints.points($0.toNext ?? 0) } == [0.1, 0.6])
        #expect(two.status == .open)
        let three = try assess("eular-acr-2017", met: ["heliotrope", "gottron-papules", "gottron-sign"]).1
        #expect(three.scores.map { ScorePoints.points($0.soFar) } == [8.5, 9.6])
        #expect(three.scores.map(\.lowClass) == [3, 3])
        #expect(three.status == .decided)
        let (set, terms) = try set("eular-acr-2017")
        let rest = CriteriaAnswers(items: set.items.map { .init(["heliotrope", "gottron-papules"].contains($0.id) ? .met : .notMet) })
        let closed = Assessment(terms, rest)
        #expect(closed.status == .decided)
        #expect(closed.scores.map(\.lowClass) == [0, 0])
    }

    @Test func onlyOneAgeAtOnsetCounts() throws {
        let open = try assess("eular-acr-2017").1
        // All items without biopsy, with the older onset only: 2.1 + 0.7 + 0.8 + 1.9 + 0.9 + 3.1 + 2.1 + 3.3 + 0.7 + 3.9 + 1.3.
        #expect(ScorePoints.points(open.scores[0].high) == 20.8)
        #expect(try assess("eular-acr-2017", met: ["onset-18-to-40", "onset-40-or-over"]).1.status == .refused)
    }

    @Test(arguments: [
        (["rash", "weakness", "biopsy", "enzymes"], [], "definite-dm"),
        (["rash", "weakness", "biopsy"], ["enzymes", "emg"], "probable-dm"),
        (["rash", "emg"], ["weakness", "biopsy", "enzymes"], "possible-dm"),
        (["rash"], ["weakness", "biopsy", "enzymes", "emg"], "none"),
        (["weakness", "biopsy", "enzymes", "emg"], ["rash"], "definite-pm"),
        (["weakness", "biopsy", "enzymes"], ["rash", "emg"], "probable-pm"),
        (["weakness", "emg"], ["rash", "biopsy", "enzymes"], "possible-pm"),
        (["weakness"], ["rash", "biopsy", "enzymes", "emg"], "none"),
        (["weakness", "biopsy", "enzymes"], [], "open"),
    ])
    func bohanAndPeter(_ met: [String], _ notMet: [String], _ expected: String) throws {
        #expect(outcome(try assess("bohan-peter-1975", met: met, notMet: notMet)) == expected)
    }

    @Test func tanimoto() throws {
        let four = ["proximal-weakness", "muscle-enzymes", "muscle-pain"]
        #expect(outcome(try assess("tanimoto-1995", met: four + ["heliotrope"], values: ["esr": 21])) == "dermatomyositis")
        // 20 mm/h is not over 20, and 37 °C not over 37.
        let rest = ["crp", "emg", "jo-1", "arthritis", "pathology", "heliotrope", "gottron-sign", "extensor-erythema"]
        #expect(outcome(try assess("tanimoto-1995", met: four, notMet: rest, values: ["esr": 20, "fever": 37])) == "none")
        #expect(outcome(try assess("tanimoto-1995", met: four, notMet: rest, values: ["esr": 20, "fever": 37.1])) == "polymyositis")
        // Anti-Jo-1 is one of eight findings, and its absence decides nothing.
        #expect(outcome(try assess("tanimoto-1995", met: four + ["emg", "gottron-sign"], notMet: ["jo-1"])) == "dermatomyositis")
    }

    @Test func printo() throws {
        let (_, open) = try assess("printo-inactive-2013", met: ["cmas"], values: ["ck": 150])
        #expect(open.outcomes[0].state == .unknown)
        #expect(open.outcomes[0].missing == [2, 3])
        #expect(outcome(try assess("printo-inactive-2013", values: ["ck": 150, "cmas": 48, "mmt8": 78, "phyglovas": 0.3])) == "inactive")
        #expect(outcome(try assess("printo-inactive-2013", values: ["ck": 151, "cmas": 48, "mmt8": 77.5, "phyglovas": 0.2])) == "none")
    }

    // MARK: Every completion

    /// A record by definition, without the terms it is computed in.
    private struct Patient {
        let record: CriteriaSet
        /// For each item: 1 when met; a number; or the option's place.
        var values: [Double]

        func isMet(_ index: Int) -> Bool {
            let item = record.items[index]
            guard let quantity = item.quantity else { return values[index] == 1 }
            guard let comparison = quantity.comparison, let limit = quantity.limit else { return false }
            return comparison.holds(values[index], limit)
        }

        func holds(_ rule: CriteriaRule) -> Bool {
            switch rule {
            case .reference(let id): names(id)
            case .all(let parts): parts.allSatisfy(holds)
            case .any(let parts): parts.contains(where: holds)
            case .atLeast(let count, let parts): parts.count(where: holds) >= count
            case .not(let part): !holds(part)
            }
        }

        private func names(_ id: String) -> Bool {
            if let index = record.items.firstIndex(where: { $0.id == id }) { return isMet(index) }
            if let outcome = record.outcomes.first(where: { $0.id == id }) { return holds(outcome.rule) }
            for (index, item) in record.items.enumerated() {
                if let option = item.options.firstIndex(where: { "\(item.id).\($0.id)" == id }) { return values[index] == Double(option) }
            }
            for score in record.scores {
                if let threshold = score.thresholds.first(where: { "\(score.id).\($0.id)" == id }) { return points(score.id) >= threshold.atLeast - 1e-9 }
            }
            return false
        }

        func points(_ score: String) -> Double {
            record.items.indices.reduce(0) { sum, index in
                let item = record.items[index]
                var given: CriteriaSet.Points = [:]
                if !item.options.isEmpty {
                    given = item.options[Int(values[index])].points
                } else if !item.bands.isEmpty {
                    given = item.bands.last { band in band.limit.map { $0.comparison.holds(values[index], $0.value) } ?? true }?.points ?? [:]
                } else if isMet(index) {
                    given = item.points
                }
                return sum + (given[score] ?? 0) + (given["points"] ?? 0)
            }
        }

        /// Nil for none.
        var first: Int? { record.outcomes.firstIndex { holds($0.rule) } }
    }

    /// What an item can be: met or not, a number at, below and above each limit, or an option.
    private func choices(_ item: CriteriaSet.Item) -> [Double] {
        if !item.options.isEmpty { return item.options.indices.map(Double.init) }
        guard let quantity = item.quantity else { return [0, 1] }
        let limits = [quantity.limit].compactMap { $0 } + item.bands.compactMap { $0.limit?.value }
        let around = Set(limits.flatMap { [$0 - 0.05, $0, $0 + 0.05] })
        return around.filter { $0 >= quantity.minimum ?? $0 && $0 <= quantity.maximum ?? $0 }.sorted()
    }

    private func isPossible(_ values: [Double], _ set: CriteriaSet) -> Bool {
        for group in Set(set.items.compactMap(\.group)) {
            if set.items.indices.count(where: { set.items[$0].group == group && values[$0] == 1 }) > 1 { return false }
        }
        return true
    }

    @Test(arguments: names)
    func agreesWithEveryCompletion(_ id: String) throws {
        let (set, terms) = try set(id)
        var random = SeededGenerator(seed: 5)
        let all = set.items.map(choices)
        var compared = 0
        for _ in 0..<40 {
            var values = all.map { $0.randomElement(using: &random)! }
            while !isPossible(values, set) { values = all.map { $0.randomElement(using: &random)! } }
            // As few are left open as can be gone through one by one.
            var open = set.items.indices.shuffled(using: &random)
            open = Array(open.prefix(Int.random(in: 0...8, using: &random)))
            while open.reduce(1, { $0 * all[$1].count }) > 600 { open.removeLast() }
            let answers = CriteriaAnswers(
                items: set.items.indices.map { index in
                    if open.contains(index) { return .init() }
                    if set.items[index].quantity != nil || !set.items[index].options.isEmpty { return .init(.unknown, .number(values[index])) }
                    return .init(values[index] == 1 ? .met : .notMet)
                })
            let assessment = Assessment(terms, answers)
            try #require(assessment.status != .refused)
            var completions = [values]
            for index in open {
                completions = completions.flatMap { base in
                    all[index].map { value in
                        var next = base
                        next[index] = value
                        return next
                    }
                }
            }
            let patients = completions.filter { isPossible($0, set) }.map { Patient(record: set, values: $0) }
            for (index, outcome) in set.outcomes.enumerated() {
                let found = Set(patients.map { $0.holds(outcome.rule) })
                let expected: Answer = found == [true] ? .met : found == [false] ? .notMet : .unknown
                #expect(assessment.outcomes[index].state == expected, "\(outcome.id)")
                compared += 1
            }
            if !set.outcomes.isEmpty {
                let firsts = Set(patients.map { $0.first ?? set.outcomes.count })
                #expect(Set((0...set.outcomes.count).filter(assessment.firsts.contains)) == firsts)
            }
            for (index, score) in set.scores.enumerated() {
                let sums = patients.map { $0.points(score.id) }
                #expect(abs(ScorePoints.points(assessment.scores[index].low) - sums.min()!) < 1e-9)
                #expect(abs(ScorePoints.points(assessment.scores[index].high) - sums.max()!) < 1e-9)
                let reached = sums.map { sum in score.thresholds.count { sum >= $0.atLeast - 1e-9 } }
                #expect(assessment.scores[index].lowClass == reached.min()!)
                #expect(assessment.scores[index].highClass == reached.max()!)
                compared += 1
            }
        }
        #expect(compared >= 40 || (set.outcomes.isEmpty && set.scores.isEmpty))
    }

    /// A search that ran out of steps would still be right, but say less.
    @Test(arguments: names)
    func missingItemsAreExactWhenNothingIsKnown(_ id: String) throws {
        let (set, terms) = try set(id)
        let assessment = Assessment(terms, CriteriaAnswers(items: set.items.map { _ in .init() }))
        #expect(assessment.outcomes.map(\.state) == set.outcomes.map { _ in .unknown })
        for outcome in assessment.outcomes {
            #expect(!outcome.metBy.isEmpty && !outcome.notMetBy.isEmpty)
            for answer in outcome.metBy + outcome.notMetBy { #expect(outcome.missing.contains(answer.item)) }
        }
    }
}
