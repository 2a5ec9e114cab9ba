import Testing

@testable import ClinicalLogic

@Suite("Conditions, limits and choices")
struct RuleTests {
    private func truth(_ condition: Condition, age: Double? = nil, weight: Double? = nil, height: Double? = nil, flags: RiskFlag...) -> PlanCondition.Truth {
        func entry(_ value: Double?) -> Entry { value.map { Entry($0) } ?? .missing }
        let patient = PatientInput(sex: .male, age: entry(age), weight: entry(weight), height: entry(height))
        let request = PlanRequest(answers: flags.map(\.answer))
        return PlanCondition(condition, RiskFlag.names)!.evaluate(PatientMeasures(patient, [], RiskFlag.questions, request))
    }

    @Test("What is not known is neither true nor false, and says what it needs")
    func threeValues() {
        let child = Condition.measure(.age, .under, 18)
        let heavy = Condition.measure(.weight, .over, 35)
        #expect(truth(child) == .unknown(.age))
        #expect(truth(.not(child)) == .unknown(.age))
        #expect(truth(.all([child, heavy])) == .unknown([.age, .weight]))
        #expect(truth(.all([child, heavy]), age: 40) == .no)
        #expect(truth(.any([child, heavy]), weight: 40) == .yes)
        #expect(truth(.any([child, heavy]), weight: 30) == .unknown(.age))
        #expect(truth(.measure(.bmi, .atLeast, 30), weight: 90) == .unknown(.height))
        #expect(truth(.measure(.percentOfIdeal, .over, 120), age: 10, weight: 40, height: 140) == .unknown([]))
        #expect(truth(.measure(.percentOfIdeal, .over, 120), age: 40, weight: 100, height: 175) == .yes)
        #expect(truth(.all([])) == .yes)
        #expect(truth(.any([])) == .no)
        #expect(truth(.all([.any([child, .flag("migraine")]), .not(.flag("pregnancy")), .always]), flags: .migraine) == .yes)
        #expect(truth(.not(.all([.flag("migraine"), .flag("pregnancy")])), flags: .migraine) == .yes)
    }

    @Test("A figure on the limit is on it, whatever the error of computing it")
    func onTheLimit() {
        // 97.2 / 1.8 / 1.8 is 30 but for the last bit.
        #expect(truth(.measure(.bmi, .atLeast, 30), weight: 97.2, height: 180) == .yes)
        #expect(truth(.measure(.bmi, .over, 30), weight: 97.2, height: 180) == .no)
    }

    @Test("A question there is not makes no condition, and neither does an answer that it has not")
    func unknownFlag() {
        #expect(PlanCondition(.flag("renal"), RiskFlag.names) == nil)
        #expect(PlanCondition(.any([.always, .flag("renal")]), RiskFlag.names) == nil)
        #expect(PlanCondition(.answer(question: "migraine", answer: "maybe", words: ""), RiskFlag.names) == nil)
        #expect(RiskFlag.allCases.allSatisfy { PlanCondition(.flag($0.identifier), RiskFlag.names) != nil })
    }

    @Test("A stop that cannot be checked withholds the dose; a caution does not")
    func unchecked() {
        let text = PlanCase(ContentTerms.adult, ContentTerms.usLabel, age: nil, weight: 70).text
        #expect(text["status"] == "incomplete")
        #expect(text["missing-1"]?.hasPrefix("Enter the age") == true)
        // No age limit of the population's own, and a course too small to be questioned: the alert alone asks.
        let young = PlanCase(ContentTerms.ontarioAdult, ContentTerms.usLabel, age: nil, weight: 30, height: 140).text
        #expect(young["status"] == "incomplete")
        #expect(young["course"] == nil)
        #expect(young["missing-1"]?.hasPrefix("Enter the age") == true)
        // The engine has no limit of its own for children, so only cautions wait for the age.
        for weight in [30.0, 40] {
            let open = PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.usLabel, age: nil, weight: weight, height: 145).text
            #expect(open["status"] == "ok")
            #expect(open["course"] == (weight == 30 ? "60 g" : "80 g"))
            #expect(open["unchecked-alert-1"] == "1")
        }
        let noHeight = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 70, height: nil).text
        #expect(noHeight["status"] == "ok")
        #expect(noHeight["unchecked-alert-1"] == "4")
        #expect(noHeight["caution-1"]?.hasPrefix("Enter the height") == true)
    }

    @Test("The limit for a day adds days, and stops where there are no more")
    func dayLimit() {
        var regimen = ContentTerms.adult
        regimen.caps = [.init(.day, ContentTerms.amount("40 g"))]
        regimen.alerts = []
        let text = PlanCase(regimen, ContentTerms.usLabel, weight: 70).text
        #expect(text["days"] == "4")
        #expect(text["day-1"] == "35 g")
        #expect(text["caution-2"] == "Divided over 4 days instead of 2, because of the limit for one day.")
        let heavy = PlanCase(regimen, ContentTerms.usLabel, weight: 120, height: 180).text
        #expect(heavy["stop-1"] == "Even over 5 days the dose is more than the limit of 40 g for one day.")
    }

    @Test("Days outside the division are stopped", arguments: [1, 6, 0, 40])
    func days(_ days: Int) {
        let text = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 70, days: days).text
        #expect(text["status"] == "stop")
        #expect(text["stop-1"]?.contains("number of days") == true)
    }

    @Test("Five days on request")
    func fiveDays() {
        #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 70, days: 5).text["day-5"] == "28 g")
    }

    @Test("A regimen that says nothing on days asks for them, except for a single dose")
    func noDivision() {
        var regimen = ContentTerms.adult
        regimen.division = nil
        #expect(PlanCase(regimen, ContentTerms.usLabel, weight: 70).text["missing-1"]?.hasPrefix("Enter the number of days") == true)
        #expect(PlanCase(regimen, ContentTerms.usLabel, weight: 70, days: 2).text["day-1"] == "70 g")
        // Days asked for are still held to the limit for one day.
        #expect(PlanCase(regimen, ContentTerms.usLabel, weight: 70, days: 1).text["day-2"] == "70 g")
        let dose = PlanCase(ContentTerms.carra, ContentTerms.usLabel, age: 9, weight: 28, height: 132)
        #expect(dose.plan.cautions(.divisionNotStated))
    }

    @Test("Rounding that would pass a limit goes down")
    func roundingHeld() {
        // 72 kg: 144 g; the nearest 5 g is 145 g, over 2 g/kg.
        let step = ProtocolTerms(basis: .actual, rounding: .step(ContentTerms.amount("5 g"), .nearest))
        let text = PlanCase(ContentTerms.adult, step, weight: 72).text
        #expect(text["course-unrounded"] == "144 g")
        #expect(text["course"] == "140 g")
        #expect(text["change"] == "−2.8 %")
        var free = ContentTerms.adult
        free.caps = []
        free.alerts = []
        #expect(PlanCase(free, step, weight: 72).text["course"] == "145 g")
        #expect(PlanCase(free, step, weight: 72).text["change"] == "+0.7 %")
    }

    @Test("Rounding by more than 10 % is cautioned, and nothing left is a stop")
    func coarse() {
        let coarse = ProtocolTerms(basis: .actual, rounding: .step(ContentTerms.amount("40 g"), .down))
        #expect(PlanCase(ContentTerms.adult, coarse, weight: 55).text["course"] == "80 g")
        #expect(PlanCase(ContentTerms.adult, coarse, weight: 55).plan.cautions(.largeRounding))
        #expect(PlanCase(ContentTerms.adult, coarse, weight: 19, height: nil).plan.stops.map(\.code) == [.roundsToNothing])
    }

    @Test("Rounding may make a dose twice as large, and not larger", arguments: [ProtocolTerms.Direction.up, .nearest, .down])
    func doubled(_ direction: ProtocolTerms.Direction) {
        func text(_ dose: String, _ rounding: ProtocolTerms.Rounding, _ product: ProductTerms? = nil) -> ReportText {
            RegimenTerms(DoseTerms(.each, dose).times(1).with { $0.rounding = rounding }).text([:], product)
        }
        let step = ProtocolTerms.Rounding.step(ContentTerms.amount("50 mg"), direction)
        let tablets = ProductTerms(concentration: nil, containers: [.init(50, .milligram, .tablet)!], hasLabel: true)
        for text in [text("24.9 mg", step), text("24.9 mg", .product(direction), tablets), text("0.5 mg", .product(direction), tablets)] {
            #expect(text["status"] == "stop" && text["plan-1"] == nil)
            #expect(text.codes("stop-") == ["rounds-to-nothing"])
        }
        let twice = direction == .down ? nil : "50 mg"
        #expect(text("25 mg", step)["plan-1"] == twice)
        #expect(text("25 mg", .product(direction), tablets)["plan-1"] == twice)
    }

    @Test("A product without a label version gives no dose")
    func noLabel() {
        let product = ContentTerms.octagam.with { $0.hasLabel = false }
        let text = PlanCase(ContentTerms.adult, ContentTerms.usLabel, product, weight: 70).text
        #expect(text["status"] == "stop")
        #expect(text["stop-1"]?.contains("label version") == true)
        #expect(text["course"] == nil)
    }

    @Test("Label status by indication and age")
    func labels() {
        #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.octagam, weight: 70).text["label-status"] == "on-label")
        var regimen = ContentTerms.adult
        regimen.alerts = []
        regimen.minimumAge = nil
        let child = PlanCase(regimen, ContentTerms.usLabel, ContentTerms.octagam, age: 15, weight: 50, height: 160)
        #expect(child.text["label-status"] == "off-label: age")
        // 100 g in a child: a limit of that kind is the regimen's to give.
        #expect(child.text["course"] == "100 g")
        #expect(child.plan.cautions.map(\.code) == [.offLabelAge])
        let other = PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.antibody, weight: 70)
        #expect(other.plan.cautions(.unlistedIndication))
    }

    @Test("Actual weight below ideal is used, and cautioned", arguments: [ContentTerms.australia, ContentTerms.halfFactor, ContentTerms.idealVials])
    func light(_ terms: ProtocolTerms) {
        let asked = PlanCase(ContentTerms.adult, terms, ContentTerms.octagam, weight: 55, height: 180)
        #expect(asked.plan.dose?.dosingWeight?.kilograms == 55)
        #expect(asked.plan.cautions(.belowIdealWeight))
    }

    @Test("Pregnancy leaves actual weight where the protocol says so")
    func pregnancy() {
        let text = PlanCase(ContentTerms.adult, ContentTerms.australia, sex: .female, age: 30, weight: 90, height: 170, flags: .pregnancy).text
        #expect(text["course"] == "180 g")
        #expect(text["dosing-weight-reason"] == "Actual body weight: the protocol's condition for another weight is not met.")
    }

    @Test("An adjusted protocol without a factor gives no dose")
    func noFactor() {
        for factor in [nil, -0.1, 1.1, .nan] as [Double?] {
            let terms = ContentTerms.australia.with(factor: .some(factor))
            #expect(PlanCase(ContentTerms.adult, terms, weight: 100).plan.stops.map(\.code) == [.protocolIncomplete])
        }
    }
}
