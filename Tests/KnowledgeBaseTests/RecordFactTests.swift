import Diagnostics
import Markdown
import Testing

@testable import KnowledgeBase

/// Every fact of the valid fixture's records, in the order of the page: these ids are addresses that prose relies on.
struct RecordFactTests {
    private static let facts: [(path: String, facts: [String])] = [
        (
            "criteria/ef-score.yml",
            [
                "ears.plain: 2.5", "ears.with-blood: 3", "mild.plain: 1", "mild.with-blood: 1", "hot.plain: 2.6",
                "hot.with-blood: 2", "level.at-least: 150 units/L", "plain.probable: 5", "plain.definite: 5.1",
            ]
        ),
        (
            "criteria/ef-response.yml",
            [
                "heat.band-1.points: 7.5", "heat.band-1.over: 5 %", "heat.band-2.points: 15", "heat.band-2.over: 15 %",
                "heat.band-3.points: 20", "heat.band-3.at-least: 40 %", "glow.at-most: 3 lux", "glow.band-1.adult: 4",
                "glow.band-1.child: 3", "glow.band-2.adult: 2", "glow.band-2.child: 2.5", "glow.band-2.at-least: 1 lux",
                "told.parent.points: 1", "told.stranger.adult: 2", "adult.minimal: 20", "adult.major: 25",
                "adult.intercept: -5", "adult.slope: 0.25", "child.minimal: 22.5",
            ]
        ),
        ("criteria/payers/sample-payer.yaml", []),
        (
            "regimens/examplicin-adults.yml",
            [
                "minimum-age: 18 years", "maximum-age: 99 years", "dose: 15 mg/kg", "days: 2 to 5 days",
                "schedule.1: 2 weeks", "schedule.2: 1 month", "max-per-course: 10 g", "max-per-day: 2 g",
                "max-per-dose: 1 g", "level-time: 30 min", "responders: 9 of 12", "share: 80 %",
                "first-told: 29 February 2020", "colour: bright green",
            ]
        ),
        ("regimens/examplicin-children.yml", ["dose: 500 mg/m2", "days: 1 day", "interval: 4 weeks"]),
        (
            "protocols/sample-hospital.yml",
            [
                "factor: 0.4", "minimum-height: 152.4 cm", "minimum-age: 18 years", "trigger.bmi: 30",
                "trigger.height: 152.4 cm", "rounding: 250 mg",
            ]
        ),
        (
            "products/exampliject.yml",
            [
                "concentration: 50 mg/mL", "label-date: 29 February 2024",
                "infusion.fever.start: 0.01 mL/kg/min", "infusion.fever.every: 30 min",
                "infusion.fever.maximum: 0.04 mL/kg/min", "rate-cap.renal-risk: 0.03 mL/kg/min", "hcpcs: J0000", "iga: 5 mcg/mL",
            ]
        ),
        (
            "evidence/examplicin-placebo.yml",
            [
                "doe2020.active: 9 of 12", "doe2020.active.percent: 75 %", "doe2020.active.interval: 47 to 91 %",
                "doe2020.active.n: 12", "doe2020.placebo: 3 of 11", "doe2020.placebo.percent: 27 %",
                "doe2020.placebo.interval: 10 to 57 %", "doe2020.placebo.n: 11",
                "doe2020.difference: 48 percentage points", "doe2020.difference.interval: 7 to 72 percentage points",
                "doe2020.difference.reported: 47.7 percentage points",
                "doe2020.difference.reported.interval: 9.5 to 72 percentage points",
                "doe2020-second.active: 900 of 1,200", "doe2020-second.active.percent: 75 %",
                "doe2020-second.active.interval: 72.5 to 77.4 %", "doe2020-second.active.n: 1,200",
                "doe2020-second.none: 2 of 30", "doe2020-second.none.percent: 7 %",
                "doe2020-second.none.interval: 2 to 21 %", "doe2020-second.none.n: 30", "doe2020-second.ratio: 11.25",
                "doe2020-second.ratio.interval: 3.51 to 40.62", "shared.active: 4 of 4",
                "shared.active.percent: 100 %", "shared.active.interval: 51 to 100 %", "shared.active.n: 4",
                "shared.placebo: 0 of 4", "shared.placebo.percent: 0 %", "shared.placebo.interval: 0 to 49 %",
                "shared.placebo.n: 4", "none.active: 5 of 5", "none.active.percent: 100 %",
                "none.active.interval: 57 to 100 %", "none.active.n: 5", "none.placebo: 0 of 5",
                "none.placebo.percent: 0 %", "none.placebo.interval: 0 to 43 %", "none.placebo.n: 5",
                "none.ratio.interval: 2.17 and above", "roe2021.all: 79.5 %", "roe2021.all.n: 40",
                "roe2021.some: 6 of 8", "roe2021.some.percent: 75 %", "roe2021.some.interval: 41 to 93 %",
                "roe2021.some.n: 8", "roe2021.change: -9.36", "roe2021.limits: -4",
                "roe2021.limits.interval: -5.5 to 0.25", "roe2021.limits.n: 8", "roe2021.told.n: 1,200",
                "roe2021.twice.before: 12.5", "roe2021.twice.after: 7", "roe2021.twice.n: 8", "all-ratio: 2.41",
                "all-ratio.interval: 1.2 to 4.84", "all-share: 79 %", "all-share.interval: 60.5 to 90 %",
            ]
        ),
    ]

    @Test(arguments: facts)
    func aRecordStates(_ path: String, _ facts: [String]) throws {
        let head = try #require(ValidSite.knowledgeBase.record(path)).head
        #expect(head.facts.map { "\($0.id): \($0.value.text)" } == facts)
    }

    @Test func everyRecordIsInTheList() {
        #expect(Set(Self.facts.map(\.path)) == Set(ValidSite.knowledgeBase.records.map(\.head.path)))
    }

    /// Places that a link can name, with a text of its own.
    @Test(arguments: [
        ("criteria/ef-score.yml", ["ears", "exclusions", "certain", "plain", "items"]),
        ("criteria/ef-response.yml", ["heat", "told.nobody", "relapse", "child", "better"]),
        ("criteria/payers/sample-payer.yaml", ["policy", "story", "covered"]),
        ("regimens/examplicin-adults.yml", ["population", "division", "duration", "alerts", "alert.kidney"]),
        ("protocols/sample-hospital.yml", ["weight", "basis"]),
        (
            "products/exampliject.yml",
            ["vials", "stabiliser", "indications", "infusion", "infusion.fever", "contraindications", "warnings"]
        ),
        ("evidence/examplicin-placebo.yml", ["doe2020", "certainty", "roe2021.told"]),
    ])
    func aRecordHasThePlaces(_ path: String, _ places: [String]) throws {
        let head = try #require(ValidSite.knowledgeBase.record(path)).head
        for place in places { #expect(head.anchors.contains(place) && head.fact(place) == nil, "\(place)") }
    }

    @Test func aNamedFactKnowsItsSourceAndPlace() throws {
        let head = try #require(ValidSite.knowledgeBase.record("examplicin-adults", .regimens)).head
        #expect(head.namedFacts.map(\.fact.id) == ["level-time", "responders", "share", "first-told", "colour"])
        let first = try #require(head.namedFacts.first)
        #expect(first.source.map { [$0.key, $0.locator] } == ["handbook", "p. 3"])
        #expect(first.fact.label == "Time of the blood level")
        #expect(first.fact.position.line == 23)
    }
}
