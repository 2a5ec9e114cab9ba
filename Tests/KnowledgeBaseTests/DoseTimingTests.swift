import ClinicalLogic
import Diagnostics
import Testing

@testable import KnowledgeBase

/// Every pair of keys in a dose, and every timing with every key: allowed, or refused with these words.
struct DoseTimingTests {
    private static let amounts: [(key: DoseTerms.Key, name: String, text: String)] = [
        (.each, "each", "each: 10 mg"), (.perDay, "per-day", "per-day: 10 mg"), (.course, "course", "course: 10 mg"), (.rate, "rate", "rate: 10 mg/h"),
        (.total, "total", "total: 10 mg"),
    ]

    private static let timings: [String: String] = [
        "every": "every: 12 h", "times": "times: 1", "at": "at: [day 1, day 15]", "doses": "doses: 2", "days": "days: 2", "consecutive": "consecutive: true",
        "for": "for: 7 days", "as-needed": "as-needed: true", "most": "most: { doses: 4, in: 24 h }", "over": "over: 60 min",
        "parts": "parts: [{ share: 10 %, over: 1 min }, { share: rest, over: 60 min }]",
    ]

    private static func problems(_ dose: String) -> [String] {
        let record = "title: R\ndrug: d\npopulation: { text: All }\nstatus: illustrative\ndose: { \(dose) }\nsources: []\n"
        return load(["regimens/r.yml": record]).diagnostics.filter { $0.severity == .error }.map(\.summary)
    }

    @Test func aDoseHasOneKeyOnly() {
        for (index, first) in Self.amounts.enumerated() {
            for second in Self.amounts[(index + 1)...] {
                #expect(Self.problems("\(first.text), \(second.text), every: 12 h") == ["a dose has '\(first.name)' and '\(second.name)'"])
                #expect(Self.problems("\(second.text), \(first.text), every: 12 h") == ["a dose has '\(first.name)' and '\(second.name)'"])
            }
        }
    }

    @Test func aStopGivesNothing() {
        for amount in Self.amounts {
            let record =
                "title: R\ndrug: d\npopulation: { text: All }\nstatus: illustrative\ndose: [{ when: always, stop: No dose., \(amount.text) }]\nsources: []\n"
            let found = load(["regimens/r.yml": record]).diagnostics.filter { $0.severity == .error }
            #expect(found.map(\.summary) == ["a row that stops gives nothing"])
            #expect(found.first?.suggestion == "remove '\(amount.name)'")
        }
        for timing in Self.timings.values {
            let record = "title: R\ndrug: d\npopulation: { text: All }\nstatus: illustrative\ndose: [{ when: always, stop: No dose., \(timing) }]\nsources: []\n"
            #expect(load(["regimens/r.yml": record]).diagnostics.filter { $0.severity == .error }.map(\.summary) == ["a row that stops gives nothing"])
        }
    }

    @Test func theTableNamesEveryTiming() {
        #expect(Set(DoseTiming.timing) == Set(Self.timings.keys))
        #expect(Set(DoseTiming.allowed.keys) == Set(DoseTerms.Key.allCases))
        #expect(DoseTiming.allowed.values.allSatisfy { $0.isSubset(of: Self.timings.keys) })
    }

    /// What the timing needs besides, so that nothing else is wrong with it.
    private static func completed(_ key: DoseTerms.Key, _ timing: String) -> String {
        switch (key, timing) {
        case (.each, "every"), (.each, "times"), (.each, "at"), (.each, "doses"): ""
        case (.each, _): ", every: 4 h"
        case (.perDay, "as-needed"): ", every: 6 h"
        case (.perDay, "times"), (.perDay, "consecutive"): ", days: 2"
        case (.course, "every"): ", days: 2"
        case (.total, "parts"), (.total, "over"): ""
        case (.total, _): ", parts: [{ share: 10 %, over: 1 min }, { share: rest, over: 60 min }]"
        default: ""
        }
    }

    @Test(arguments: amounts.map(\.name), timings.keys.sorted())
    func everyTimingWithEveryKey(_ name: String, _ timing: String) throws {
        let amount = try #require(Self.amounts.first { $0.name == name })
        let text = try #require(Self.timings[timing])
        let isAllowed = DoseTiming.allowed[amount.key]?.contains(timing) ?? false
        let every = amount.key == .course && timing == "every" ? "every: 4 weeks" : text
        let problems = Self.problems("\(amount.text), \(every)\(Self.completed(amount.key, timing))")
        if isAllowed {
            // 'over' of what has parts is said by them, and a total without parts is an each.
            #expect(problems == (amount.key == .total && timing == "over" ? ["'total' needs its parts"] : []))
        } else {
            #expect(problems.filter { $0.hasPrefix("'\(name)' cannot have") } == ["'\(name)' cannot have '\(timing)'"])
        }
    }

    @Test(arguments: [
        ("each: 10 mg", "'each' does not say when it is given"),
        ("each: 10 mg, times: 3", "'each' does not say when it is given"),
        ("each: 10 mg, every: 12 h, doses: 2", "'doses' and 'every' both say how often"),
        ("each: 10 mg, at: [day 1, day 15], every: 2 weeks", "'at' already says when and how often"),
        ("each: 10 mg, at: [day 1, day 15], times: 2", "'at' already says when and how often"),
        ("each: 10 mg, doses: 2, most: { doses: 4, in: 24 h }", "'most' needs 'every', the shortest time between doses"),
        ("each: 10 mg, doses: 2, as-needed: true", "'as-needed' needs 'every', the shortest time between doses"),
        ("each: 10 mg, at: [day 15, day 1]", "'day 1' is not the next occasion"),
        ("each: 10 mg, at: [day 0]", "'day 0' is not the next occasion"),
        ("each: 10 mg, at: [week 0, day 1]", "'day 1' is not the next occasion"),
        ("each: 2 tablets/kg, every: 12 h", "a dose in tablets cannot go by weight or surface"),
        ("per-day: 10 mg, doses: 2, every: 12 h", "'doses' and 'every' both divide the day"),
        ("per-day: 10 mg, every: 2 days", "an amount per day cannot be given every 2 days"),
        ("per-day: 10 mg, every: 7 h", "every 7 h does not divide a day"),
        ("per-day: 10 mg, every: 4 to 6 h", "a range of intervals does not say how many doses divide the day"),
        ("per-day: 10 mg, days: 5, doses: 2", "'days' and doses within a day do not go together"),
        ("per-day: 10 mg, days: 5, every: 8 h", "'days' and doses within a day do not go together"),
        ("per-day: 10 mg, times: 3", "'times' does not say how often"),
        ("course: 10 mg, days: 2, every: 8 h", "a course cannot be given every 8 h"),
        ("course: 10 mg, days: 5, every: 3 days", "5 days do not fit into every 3 days, which counts from start to start"),
        ("course: 10 mg, days: 2, times: 3", "'times' does not say how often"),
        ("total: 10 mg", "'total' needs its parts"),
        ("total: 10 mg, over: 60 min, parts: [{ share: 10 %, over: 1 min }, { share: rest, over: 60 min }]", "'total' cannot have 'over'"),
    ])
    func whatHasNoSingleMeaningIsRefused(_ dose: String, _ words: String) {
        #expect(Self.problems(dose).contains(words), "\(Self.problems(dose))")
    }

    @Test(arguments: [
        "each: 10 mg, every: 4 to 6 h, as-needed: true, most: { doses: 4, in: 24 h }", "each: 10 mg, times: 1", "each: 10 mg, at: [week 0, week 2, week 6]",
        "each: 10 mg, doses: 3, for: 7 days", "per-day: 10 mg", "per-day: 10 mg, days: 2 to 5, consecutive: true", "per-day: 10 mg, every: 8 h",
        "course: 10 mg, days: 2 to 5, consecutive: true, every: 4 weeks, times: 6", "rate: 10 mg/h", "rate: 10 mg/kg/h, for: 24 h",
        "total: 10 mg, times: 1, parts: [{ share: 10 %, over: 1 min }, { share: rest, over: 60 min }]", "each: 2 tablets, every: 12 h",
        "each: 10 mg, every: 12 h, route: oral, caps: { per-dose: 20 mg }, rounding: { to: 5 mg }, over: { at-least: 60 min, rate: { at-most: 10 mg/min } }",
    ])
    func whatHasOneMeaningIsTaken(_ dose: String) {
        #expect(Self.problems(dose) == [])
    }
}
