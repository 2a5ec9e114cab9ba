import ClinicalLogic
import Diagnostics
import Markdown
import SourceData
import Testing

@testable import KnowledgeBase

/// The typed values of the valid fixture's records.
struct RecordTests {
    private func record(_ id: String, _ kind: RecordKind) throws -> Record {
        try #require(ValidSite.knowledgeBase.record(id, kind))
    }

    private func quantity(_ text: String) -> Quantity { Quantity(parsing: text)! }

    @Test func whatAllRecordsHave() throws {
        let head = try record("ef-score", .criteria).head
        #expect(head.id == "ef-score")
        #expect(head.kind == .criteria)
        #expect(head.title == "Example fever score")
        #expect(head.summary == "Tells example fever from a real one.")
        #expect(head.status == .current)
        #expect(head.sources.map { [$0.key, $0.locator] } == [["roe2021", "p. 7"], ["doe2020", nil]])
        #expect(head.tags == ["fever"])
        #expect(head.notes == nil)
        let adults = try record("examplicin-adults", .regimens).head
        #expect(adults.notes?.isBlocks == true)
        #expect(adults.notes?.plainText == "The dose is 15 mg/kg.It was once told.")
        #expect(try record("sample-payer", .criteria).head.status == .illustrative)
    }

    @Test func classificationCriteria() throws {
        guard case .criteria(let set) = try record("ef-score", .criteria) else { throw WrongKind() }
        #expect(set.purpose == .classification)
        #expect(set.appliesTo.map(\.value) == ["example-fever"])
        #expect(set.policy == nil)
        #expect(set.items.map(\.id) == ["ears", "mild", "hot", "level"])
        let ears = set.items[0]
        #expect(ears.definition?.plainText == "Ears that glow, as in the article.")
        #expect(ears.section == "Head")
        #expect(ears.source.map { [$0.key, $0.locator] } == ["roe2021", "figure 1"])
        #expect(ears.points == ["plain": 2.5, "with-blood": 3])
        #expect(set.items.map(\.group) == [nil, "heat", "heat", nil])
        #expect(set.items[3].quantity?.text == "at least 150 units/L")
        #expect(set.items[3].quantity?.comparison == .atLeast)
        #expect(set.scores.map(\.label) == ["Without blood test", "With blood test"])
        #expect(set.scores[0].thresholds.map(\.atLeast) == [5, 5.1])
        #expect(set.pointColumns.map(\.id) == ["plain", "with-blood"])
        #expect(set.exclusions.map(\.plainText) == ["A real fever."])
        #expect(
            set.outcomes.map(\.rule) == [
                .any([.reference("ears"), .all([.reference("hot"), .not(.reference("mild"))])]),
                .atLeast(2, of: [.reference("likely"), .reference("level"), .reference("ears")]),
            ])
        #expect(set.label(of: "likely") == "Likely")
        #expect(set.label(of: "hot") == "Hot")
    }

    @Test func responseCriteria() throws {
        guard case .criteria(let set) = try record("ef-response", .criteria) else { throw WrongKind() }
        let heat = set.items[0]
        #expect(heat.quantity?.unit == "%")
        #expect(heat.quantity?.minimum == -100)
        #expect(heat.quantity?.maximum == 100)
        #expect(heat.quantity?.text == nil)
        #expect(heat.bands.map { $0.limit?.comparison } == [.over, .over, .atLeast])
        #expect(heat.bands.map { $0.limit?.value } == [5, 15, 40])
        #expect(heat.bands.map(\.points) == [["points": 7.5], ["points": 15], ["points": 20]])
        #expect(set.items[1].bands[0].limit == nil)
        #expect(set.items[2].options.map(\.id) == ["parent", "stranger", "nobody"])
        #expect(set.items[2].options[1].definition?.plainText == "Someone else.")
        #expect(set.items[2].options.map(\.points) == [["points": 1], ["adult": 2], [:]])
        #expect(set.items.map(\.canBeMet) == [false, true, false, true])
        #expect(set.pointColumns.map(\.id) == ["adult", "child", "points"])
        #expect(set.scores[0].probability.map { [$0.intercept, $0.slope] } == [-5, 0.25])
        #expect(set.label(of: "told.nobody") == "Told by: Nobody")
        #expect(set.label(of: "adult.major") == "Adults: Major")
    }

    @Test func coverageCriteria() throws {
        guard case .criteria(let set) = try record("sample-payer", .criteria) else { throw WrongKind() }
        let policy = try #require(set.policy)
        #expect(set.purpose == .coverage)
        #expect(policy.payer == "Sample payer (not a real insurer)")
        #expect(policy.number == "S-1")
        #expect(policy.effective == CalendarDate("2026-01-01"))
        #expect(policy.retrieved == CalendarDate("2026-10-02"))
        #expect(policy.url == "https://example.org/policy")
        #expect(policy.quote == "Stories are covered in full.")
        #expect(set.outcomes.map(\.rule) == [.reference("story")])
    }

    @Test func regimenWithASchedule() throws {
        guard case .regimen(let regimen) = try record("examplicin-adults", .regimens) else { throw WrongKind() }
        #expect(regimen.drug == "examplicin")
        #expect(regimen.indication?.value == "example-fever")
        #expect(regimen.population.text == "Adults")
        #expect(regimen.population.minimumAge == quantity("18 years"))
        #expect(regimen.population.maximumAge == quantity("99 years"))
        #expect(regimen.doses.map(\.amountText) == ["15 mg/kg", "15 mg/kg"])
        #expect(regimen.doses.map(\.key) == [.perDay, .perDay])
        #expect(regimen.days == 2...5)
        #expect(regimen.doses.map { $0.division?.isConsecutive } == [true, true])
        #expect(regimen.doses.map(\.timingText) == ["every 2 weeks, 3 times", "every month"])
        #expect(regimen.doses.map(\.times) == [3, nil])
        #expect(regimen.steps.map(\.label) == ["Phase 1", "Phase 2"])
        #expect(regimen.questions.map(\.id) == ["renal-risk"])
        #expect(regimen.duration?.plainText == "Until the story ends.")
        #expect(regimen.caps.map(\.kind) == [.course, .day, .dose])
        #expect(regimen.caps.map { Quantity($0.amount.value, Unit($0.amount.unit)).formatted() } == ["10 g", "2 g", "1 g"])
        #expect(regimen.caps.map(\.amount.basis) == [.fixed, .fixed, .fixed])
        #expect(regimen.products.map(\.value) == ["exampliject"])
        #expect(regimen.protocols.map(\.value) == ["sample-hospital"])
        #expect(regimen.alerts.map(\.id) == ["child", "kidney"])
        #expect(regimen.alerts.map(\.level) == [.stop, .caution])
        #expect(regimen.alerts.map(\.text.plainText) == ["Not for children.", "Watch the made-up kidney."])
        #expect(
            regimen.alerts.map(\.condition) == [
                .limit(.init(.figure(.age), .under, 18, name: "age", words: "18 years")),
                .any([
                    .answer(question: "renal-risk", answer: "yes", words: "renal risk"),
                    .all([
                        .limit(.init(.dose(.day, .gram), .over, 1, name: "dose per day", words: "1 g")),
                        .not(.limit(.init(.figure(.weight), .atLeast, 50, name: "body weight", words: "50 kg"))),
                    ]),
                ]),
            ])
    }

    @Test func regimenWithAnInterval() throws {
        guard case .regimen(let regimen) = try record("examplicin-children", .regimens) else { throw WrongKind() }
        #expect(regimen.doses.map(\.amountText) == ["500 mg/m2"])
        #expect(regimen.doses.map(\.key) == [.course])
        #expect(regimen.days == 1...1)
        #expect(regimen.doses[0].division?.isConsecutive == false)
        #expect(regimen.doses.map(\.timingText) == ["every 4 weeks"])
        #expect(regimen.alerts.map(\.condition) == [.always])
        #expect(regimen.caps.isEmpty)
    }

    @Test func dosingProtocol() throws {
        guard case .dosingProtocol(let hospital) = try record("sample-hospital", .protocols) else { throw WrongKind() }
        #expect(hospital.region == "Nowhere")
        let weight = try #require(hospital.weight)
        #expect(weight.basis == .adjusted)
        #expect(weight.formula == .devine)
        #expect(weight.factor == 0.4)
        #expect(
            weight.trigger
                == .all([
                    .limit(.init(.figure(.bodyMassIndex), .atLeast, 30, name: "BMI", words: "30")),
                    .limit(.init(.figure(.height), .over, 152.4, name: "height", words: "60 in")),
                ]))
        #expect(weight.minimumHeight == quantity("152.4 cm"))
        #expect(weight.minimumAge == quantity("18 years"))
        #expect(hospital.rounding?.target == .step(quantity("250 mg")))
        #expect(hospital.rounding?.direction == .up)
    }

    @Test func product() throws {
        guard case .product(let product) = try record("exampliject", .products) else { throw WrongKind() }
        #expect(product.genericName == "examplicin")
        #expect(product.manufacturer == "Example Works")
        #expect(product.concentration == quantity("50 mg/mL"))
        #expect(product.containers.map { Quantity($0.terms.value, Unit($0.terms.unit)) } == [quantity("250 mg"), quantity("1 g")])
        #expect(product.containers.map(\.terms.form) == [.vial, .vial])
        #expect(product.containers.map(\.text) == ["250 mg", "1 g"])
        #expect(!product.isDiluted && !product.isScored)
        #expect(product.stabiliser == "Sugar 20 mg/mL")
        #expect(product.head.namedFacts.map(\.fact.id) == ["iga"])
        #expect(product.head.fact("iga")?.value == .quantity(quantity("5 mcg/mL")))
        #expect(product.head.fact("iga")?.label == "IgA at most")
        #expect(product.label.region == "Nowhere")
        #expect(product.label.date == CalendarDate("2024-02-29"))
        #expect(product.label.reference.map { [$0.key, $0.locator] } == ["handbook", "p. 9"])
        #expect(product.label.note == "Not a real label.")
        #expect(product.labelledUses.map(\.indication.article?.value) == ["example-fever", nil])
        #expect(product.labelledUses.map(\.indication.name) == [nil, "Sample cough"])
        #expect(product.labelledUses.map(\.status) == [.onLabel, .offLabel])
        #expect(product.labelledUses[0].minimumAge == quantity("18 years"))
        let infusion = try #require(product.infusions.first)
        #expect(infusion.id == "fever")
        #expect(infusion.start == quantity("0.01 mL/kg/min"))
        #expect(infusion.steps == [quantity("0.01 mL/kg/min"), quantity("0.02 mL/kg/min")])
        #expect(infusion.every == quantity("30 min"))
        #expect(infusion.maximum == quantity("0.04 mL/kg/min"))
        #expect(infusion.source?.key == "handbook")
        #expect(product.rateCaps.map(\.question) == ["renal-risk"])
        #expect(product.rateCaps.map(\.maximum) == [quantity("0.03 mL/kg/min")])
        #expect(product.billing?.code == "J0000")
        #expect(product.billing?.unit == quantity("500 mg"))
        #expect(product.contraindications.map(\.plainText) == ["Real illness."])
        #expect(product.warnings.map(\.plainText) == ["Stories may be dull."])
    }

    @Test func evidence() throws {
        guard case .evidence(let evidence) = try record("examplicin-placebo", .evidence) else { throw WrongKind() }
        #expect(evidence.question.population.plainText == "Adults with EF")
        #expect(evidence.question.comparator?.plainText == "Placebo")
        #expect(evidence.studies.map(\.id) == ["doe2020", "doe2020-second", "shared", "none", "roe2021"])
        let trial = evidence.studies[0]
        #expect([trial.reference.key, trial.reference.locator] == ["doe2020", "table 1"])
        #expect(trial.design == .randomised)
        #expect(!trial.isUncontrolled)
        #expect(trial.population?.plainText == "Adults with EF.")
        #expect(trial.outcome?.plainText == "Cure at day 5")
        #expect(trial.followUp == "3 months")
        #expect(trial.riskOfBias == .someConcerns)
        #expect(trial.riskOfBiasText?.plainText == "It is made up.")
        #expect(trial.notes?.plainText == "Nobody took part.")
        #expect(evidence.studies.map(\.isUncontrolled) == [false, false, false, false, true])
        #expect(evidence.studies.map(\.isOverlapping) == [false, false, true, false, false])
        #expect(evidence.studies[1].label == "second part")
        #expect(evidence.studies[4].design == .caseSeries)
        let results = [trial, evidence.studies[4]].flatMap(\.arms).map { "\($0.id): \($0.result)" }
        #expect(
            results == [
                "active: events(9, of: 12)", "placebo: events(3, of: 11)", "all: percent(79.5, of: Optional(40))",
                "some: events(6, of: 8)", "change: change(-9.36, unit: \"example points\", n: nil, reported: nil)",
                "limits: change(-4.0, unit: \"example points\", n: Optional(8), reported: Optional(KnowledgeBase.EvidenceRecord.Reported(value: -4.0, low: -5.5, high: 0.25, level: 95.0)))",
                "told: size(1200)", "twice: beforeAfter(before: 12.5, after: 7.0, unit: \"example points\", n: Optional(8))",
            ])
        #expect(evidence.question.better == .higher)
        let comparison = try #require(trial.comparison)
        #expect([comparison.intervention.id, comparison.comparator.id] == ["active", "placebo"])
        #expect(comparison.reported == EvidenceRecord.Reported(value: 47.7, low: 9.5, high: 72, level: 90))
        #expect(abs(try #require(comparison.estimate).value - 47.7272) < 1e-3)
        #expect(try #require(evidence.studies[1].comparison?.estimate).value == 11.25)
        #expect(try #require(evidence.studies[3].comparison?.estimate).value == .infinity)
        #expect(evidence.pooled.map(\.measure) == [.riskRatio, .proportion])
        #expect(evidence.pooled[0].studies == 2)
        #expect(evidence.certainty.level == .veryLow)
        #expect(evidence.certainty.start == .high)
        #expect(evidence.certainty.source?.key == "roe2021")
        #expect(evidence.certainty.reasons.map { "\($0.domain.rawValue) \($0.isLowering) \($0.levels)" } == ["risk-of-bias true 1", "imprecision true 2"])
        #expect(evidence.certainty.text?.plainText == "It rests on one story.")
        #expect(evidence.sourceGrades.map(\.grade) == ["Class IV"])
        #expect(evidence.sourceGrades.map(\.source.locator) == ["p. 12"])
    }

    private struct WrongKind: Error {}
}
