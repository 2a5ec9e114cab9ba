import Testing

@testable import ClinicalLogic

/// Conditions that choose, and what is asked so that they can.
@Suite("Rows")
struct RowTests {
    private static let clearance = Condition.Subject.measure("crcl")
    private static let byClearance = RegimenTerms(
        rows: [
            (Asked.condition(Asked.limit(clearance, .atLeast, 30)), DoseTerms(.each, "1 mg/kg").every("12 h")),
            (
                Asked.condition(.all([Asked.limit(clearance, .atLeast, 15), Asked.limit(clearance, .under, 30)])),
                DoseTerms(.each, "1 mg/kg").every("24 h")
            ), (Asked.condition(Asked.limit(clearance, .under, 15)), nil),
        ], questions: [Asked.creatinine], measures: [Asked.clearance])

    @Test(
        "The one that holds is dosed, on its limits too",
        arguments: [
            ("30", "every 12 h"), ("29.999", "every 24 h"), ("15", "every 24 h"), ("14.999", nil), ("0", nil),
        ])
    func limits(_ clearance: String, _ when: String?) {
        let text = Self.byClearance.text(["weight": "80", "crcl": clearance])
        #expect(text["plan-1-when"] == when)
        #expect(text["status"] == (when == nil ? "stop" : "ok"))
        #expect(text["stop-alert-1"] == (when == nil ? "0" : nil))
    }

    @Test("Everything that could change it is asked for at once, and the weight with it")
    func askedAtOnce() {
        let plan = Self.byClearance.plan([:])
        #expect(plan.missing == [.weight, .age, .sex, .question(Asked.creatinine.code)])
        #expect(plan.status == .incomplete)
        #expect(Self.byClearance.plan(["crcl": "60"]).missing == .weight)
        #expect(Self.byClearance.plan(["weight": "80", "age": "70", "sex": "male"]).missing == .question(Asked.creatinine.code))
        let worked = Self.byClearance.text(["weight": "80", "age": "70", "sex": "male", "serum-creatinine": "2 mg/dL"])
        // (140 - 70) x 80 / (72 x 2) = 38.89
        #expect(worked["measure-1"] == "38.89 mL/min")
        #expect(worked["measure-1-formula"] == "(140 − 70) × 80 kg / (72 × 2 mg/dL) = 38.89 mL/min")
        #expect(worked["plan-1-when"] == "every 12 h")
    }

    @Test("A formula that is refused stops, and asks nothing more")
    func refused() {
        let text = Self.byClearance.text(["weight": "40", "age": "12"])
        #expect(text["status"] == "stop")
        #expect(text["stop-1"] == "The creatinine clearance cannot be worked out. It is not defined: the Cockcroft-Gault formula is for adults, from 18 years.")
        #expect(text.list("missing-").isEmpty)
    }

    @Test("What could not change the row is not asked")
    func notAsked() {
        let heavy = Asked.limit(.figure(.weight), .over, 100)
        let regimen = RegimenTerms(
            rows: [
                (Asked.condition(.all([heavy, Asked.answer("allergy", "yes")])), DoseTerms(.each, "1 g").every("24 h")),
                (Asked.condition(.all([heavy, Asked.answer("allergy", "no")])), DoseTerms(.each, "2 g").every("24 h")),
                (Asked.condition(.not(heavy)), DoseTerms(.each, "3 g").every("24 h")),
            ], questions: [Asked.allergy])
        #expect(regimen.text(["weight": "80"])["plan-1"] == "3 g")
        #expect(regimen.plan(["weight": "120"]).missing == .question(Asked.allergy.code))
        #expect(regimen.text(["weight": "120"])["missing-1"] == "Answer “allergy”: it may change the dose.")
        #expect(regimen.text(["weight": "120"]).fields("missing-1") == ["allergy"])
        #expect(regimen.text(["weight": "120", "allergy": "no"])["plan-1"] == "2 g")
        #expect(regimen.plan([:]).missing == [.weight, .question(Asked.allergy.code)])
    }

    @Test("Two rows or none give no dose, whatever the proof should have found")
    func broken() {
        let one = (Asked.condition(Asked.limit(.figure(.weight), .atLeast, 50)), DoseTerms(.each, "1 g").times(1) as DoseTerms?)
        let other = (Asked.condition(Asked.limit(.figure(.weight), .atMost, 50)), DoseTerms(.each, "2 g").times(1) as DoseTerms?)
        #expect(RegimenTerms(rows: [one, other]).plan(["weight": "50"]).stops.map(\.code) == [.twoRows])
        #expect(RegimenTerms(rows: [one]).plan(["weight": "40"]).stops.map(\.code) == [.noRow])
    }

    private func truth(_ condition: Condition, _ entered: KeyValuePairs<String, String> = [:]) -> PlanCondition.Truth {
        let regimen = RegimenTerms(DoseTerms(.each, "1 g"), questions: Asked.all, measures: [Asked.clearance])
        let read = RequestText(RequestText.lines(entered.map { (name: $0.key, value: $0.value) }), regimen, Asked.all)
        return Asked.condition(condition).evaluate(PatientMeasures(read.patient, [Asked.clearance], Asked.all, read.request))
    }

    @Test("At least so many of the parts")
    func atLeast() {
        let old = Asked.limit(.figure(.age), .atLeast, 80)
        let light = Asked.limit(.figure(.weight), .atMost, 60)
        let weak = Asked.limit(.question("serum-creatinine"), .atLeast, 1.5)
        let two = Condition.atLeast(2, of: [old, light, weak])
        #expect(truth(two, ["age": "80", "weight": "60"]) == .yes)
        #expect(truth(two, ["age": "79", "weight": "61"]) == .no)
        #expect(truth(two, ["age": "80", "weight": "61"]) == .unknown(.question(Asked.creatinine.code)))
        #expect(truth(two, ["age": "80"]) == .unknown([.weight, .question(Asked.creatinine.code)]))
        #expect(truth(two, ["age": "80", "weight": "61", "serum-creatinine": "1.5 mg/dL"]) == .yes)
        #expect(truth(two, ["age": "80", "weight": "61", "serum-creatinine": "132.6 micromol/L"]) == .yes)
        #expect(truth(.atLeast(0, of: [old])) == .yes)
        #expect(truth(.atLeast(2, of: [old]), ["age": "90"]) == .no)
        #expect(truth(.not(two), ["age": "80", "weight": "60"]) == .no)
    }

    @Test("Answers: yes and no need one, a box does not, a choice is one of its own")
    func answers() {
        #expect(truth(Asked.answer("allergy", "yes")) == .unknown(.question(Asked.allergy.code)))
        #expect(truth(Asked.answer("allergy", "no")) == .unknown(.question(Asked.allergy.code)))
        #expect(truth(Asked.answer("allergy", "no"), ["allergy": "no"]) == .yes)
        #expect(truth(Asked.answer("box", "yes")) == .no)
        #expect(truth(Asked.answer("box", "no")) == .yes)
        #expect(truth(Asked.answer("box", "yes"), ["box": "yes"]) == .yes)
        #expect(truth(Asked.answer("severity", "severe")) == .unknown(.question(Asked.severity.code)))
        #expect(truth(Asked.answer("severity", "severe"), ["severity": "severe"]) == .yes)
        #expect(truth(Asked.answer("severity", "severe"), ["severity": "mild"]) == .no)
        #expect(truth(.sex(.female)) == .unknown(.sex))
        #expect(truth(.sex(.female), ["sex": "female"]) == .yes)
        #expect(truth(.sex(.female), ["sex": "male"]) == .no)
    }

    @Test("A question that is required is asked whatever it is used for")
    func required() {
        let regimen = RegimenTerms(DoseTerms(.each, "1 g").every("24 h"), questions: [Asked.consent, Asked.box])
        #expect(regimen.plan([:]).missing == .question(Asked.consent.code))
        #expect(regimen.text(["consent": "no"])["status"] == "ok")
    }

    @Test(
        "Outside the population is a stop, and a caution where the record says so",
        arguments: [
            ("4", "25", "from 5 years to 17 years"), ("18", "60", "from 5 years to 17 years"), ("10", "19", "from 20 kg"),
        ])
    func population(_ age: String, _ weight: String, _ words: String) {
        func regimen(_ isOnlyCaution: Bool) -> RegimenTerms {
            RegimenTerms(
                DoseTerms(.each, "1 mg/kg").every("24 h"),
                population: .init(ages: Limits(minimum: 5, maximum: 17), weights: Limits(minimum: 20), isOnlyCaution: isOnlyCaution))
        }
        let entered: KeyValuePairs = ["age": age, "weight": weight, "confirm": "weight"]
        let stopped = regimen(false).text(entered)
        #expect(stopped["stop-1"] == "The patient is outside the population of this regimen: \(words).")
        #expect(regimen(false).plan(entered).status == .stop)
        #expect(stopped["plan-1"] == nil)
        let cautioned = regimen(true).plan(entered)
        #expect(cautioned.status == .ok)
        #expect(cautioned.arguments(.cautionPopulation) == [words])
        #expect(regimen(false).plan(["weight": "30"]).missing == .age)
        #expect(regimen(false).plan(["age": "10"]).missing == .weight)
    }
}
