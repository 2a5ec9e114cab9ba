import Testing

@testable import ClinicalLogic

/// Formulas against values from outside: `Tests/Formulary/sources/formulas.md` says whose each is.
@Suite("Formulas")
struct KidneyTests {
    @Test(
        "Cockcroft-Gault",
        arguments: [
            (Sex.male, 40.0, 80.0, 1.0, 111.11, 0.01), (.female, 40, 80, 1, 94.444444, 1e-6), (.male, 40, 80, 3, 37, 0.5), (.female, 24, 54, 1, 74, 0.5),
            (.male, 68, 68, 5, 13.6, 1e-9),
        ])
    func cockcroftGault(_ sex: Sex, _ age: Double, _ weight: Double, _ creatinine: Double, _ expected: Double, _ within: Double) throws {
        #expect(abs(try CockcroftGault(sex: sex, age: age, weight: weight, creatinine: creatinine).value - expected) <= within)
    }

    private func measure(_ formula: MeasureTerms.Formula, _ weight: ProtocolTerms.WeightBasis = .actual, factor: Double = 0.4) -> MeasureTerms {
        MeasureTerms(id: ClinicalText("m"), label: ClinicalText("m"), formula: formula, weight: weight, factor: factor, creatinine: Asked.creatinine.code)
    }

    private func figure(_ measures: [MeasureTerms], _ entered: KeyValuePairs<String, String>) -> Figure {
        let regimen = RegimenTerms(DoseTerms(.each, "1 g"), questions: [Asked.creatinine], measures: measures)
        let read = RequestText(RequestText.lines(entered.map { (name: $0.key, value: $0.value) }), regimen, [Asked.creatinine])
        return PatientMeasures(read.patient, measures, [Asked.creatinine], read.request).measures.last!
    }

    @Test(
        "Cockcroft-Gault by the weight that the record names",
        arguments: [
            ("40", ProtocolTerms.WeightBasis.ideal, 104.0), ("50", .adjusted, 131), ("40", .actual, 208),
        ])
    func weights(_ age: String, _ weight: ProtocolTerms.WeightBasis, _ expected: Double) {
        let value = figure([measure(.cockcroftGault, weight)], ["sex": "male", "age": age, "weight": "150", "height": "180", "serum-creatinine": "1 mg/dL"]).value
        #expect(abs((value ?? .nan) - expected) <= 0.5)
    }

    @Test("Ideal weight never counts more than the patient weighs")
    func light() {
        let value = figure([measure(.cockcroftGault, .ideal)], ["sex": "male", "age": "40", "weight": "60", "height": "180", "serum-creatinine": "1 mg/dL"]).value
        let expected: Double = 100 * 60 / 72
        #expect(abs((value ?? .nan) - expected) < 1e-9)
    }

    @Test("CKD-EPI 2021", arguments: [(Sex.female, 80.0, 0.8, 74.44), (.male, 80, 0.8, 89.47)])
    func ckdepi(_ sex: Sex, _ age: Double, _ creatinine: Double, _ expected: Double) throws {
        #expect(abs(try CKDEPI2021(sex: sex, age: age, creatinine: creatinine).value - expected) <= 0.005)
    }

    @Test("Bedside Schwartz", arguments: [(180.0, 2.0, 37.170), (180, 1, 74.340), (180, 0.8, 92.925)])
    func schwartz(_ height: Double, _ creatinine: Double, _ expected: Double) throws {
        #expect(abs(try BedsideSchwartz(height: height, age: 16, creatinine: creatinine).value - expected) <= 1e-9)
    }

    @Test("Taken back from 1.73 m2")
    func deIndexed() {
        // 80 kg and 200 cm by Du Bois; 144.5 per 1.73 m2 is 180 mL/min, rounded.
        let source = MeasureTerms(id: ClinicalText("egfr"), label: ClinicalText("egfr"), formula: .ckdEpi2021, creatinine: Asked.creatinine.code)
        let deIndexed = MeasureTerms(id: ClinicalText("m"), label: ClinicalText("m"), formula: .deIndexed, source: 0, surface: .duBois)
        let value = figure([source, deIndexed], ["egfr": "144.5", "weight": "80", "height": "200"]).value
        #expect(abs((value ?? .nan) - 180) <= 0.5)
        #expect(figure([source, deIndexed], ["egfr": "144.5", "weight": "80"]) == .missing(.height))
        #expect(figure([source, deIndexed], ["age": "12"]) == .refused(.tooYoungForCKDEPI))
    }

    @Test("Devine", arguments: [(Sex.female, 160.0, 52.381890), (.male, 160, 56.881890), (.male, 180, 75.0), (.male, 66.3 * 2.54, 64.49), (.female, 66.3 * 2.54, 59.99)])
    func devine(_ sex: Sex, _ height: Double, _ expected: Double) throws {
        // 180 cm are printed rounded.
        #expect(abs(try IdealWeight(sex: sex, height: height, age: 40).value - expected) <= (expected == 75 ? 0.05 : 1e-6))
    }

    @Test("Adjusted weight")
    func adjusted() throws {
        #expect(abs(AdjustedWeight(ideal: try IdealWeight(sex: .male, height: 180, age: 40).value, actual: 80, factor: 0.4).value - 77) <= 0.05)
        #expect(AdjustedWeight(ideal: 40, actual: 50, factor: 0.4).value == 44)
        #expect(abs(AdjustedWeight(ideal: try IdealWeight(sex: .female, height: 160, age: 40).value, actual: 160, factor: 0.4).value - 95.4) <= 0.05)
        let woman = figure([measure(.adjusted)], ["sex": "female", "age": "40", "height": "160", "weight": "80"]).value
        #expect(abs((woman ?? .nan) - 63) <= 0.5)
    }

    @Test("Lean weight", arguments: [(Sex.male, 80.0, 150.0, 51.643454, 1e-6)])
    func lean(_ sex: Sex, _ weight: Double, _ height: Double, _ expected: Double, _ within: Double) throws {
        #expect(abs(try LeanWeight(sex: sex, weight: weight, height: height, age: 40).value - expected) <= within)
    }

    @Test("Refused outside what each formula is for")
    func refusals() {
        func refusal(_ formula: MeasureTerms.Formula, _ age: String, height: String = "170") -> Figure.Refusal? {
            figure(
                [measure(formula, formula == .cockcroftGault ? .ideal : .actual)],
                ["sex": "male", "age": age, "weight": "60", "height": height, "serum-creatinine": "1 mg/dL"]
            ).refusal
        }
        #expect(refusal(.cockcroftGault, "17.99") == .tooYoungForCockcroftGault && refusal(.cockcroftGault, "18") == nil)
        #expect(refusal(.cockcroftGault, "18", height: "152") == .tooShortForDevine)
        #expect(refusal(.ckdEpi2021, "17.99") == .tooYoungForCKDEPI && refusal(.ckdEpi2021, "18") == nil)
        #expect(refusal(.schwartzBedside, "0.99") == .outsideSchwartz && refusal(.schwartzBedside, "1") == nil)
        #expect(refusal(.schwartzBedside, "17.99") == nil && refusal(.schwartzBedside, "18") == .outsideSchwartz)
        #expect(refusal(.devine, "17") == .tooYoungForDevine && refusal(.janmahasatian, "17") == .tooYoungForJanmahasatian)
        // As soon as the age is known.
        #expect(figure([measure(.cockcroftGault)], ["age": "10"]) == .refused(.tooYoungForCockcroftGault))
        #expect(figure([measure(.schwartzBedside)], ["age": "40"]) == .refused(.outsideSchwartz))
    }

    @Test("What each formula still needs")
    func missing() {
        let creatinine = Inputs.question(Asked.creatinine.code)
        #expect(figure([measure(.cockcroftGault)], [:]) == .missing([.weight, .age, .sex, creatinine]))
        #expect(figure([measure(.cockcroftGault, .ideal)], [:]) == .missing([.weight, .height, .age, .sex, creatinine]))
        #expect(figure([measure(.ckdEpi2021)], ["sex": "male"]) == .missing([.age, creatinine]))
        #expect(figure([measure(.schwartzBedside)], ["serum-creatinine": "1 mg/dL"]) == .missing([.age, .height]))
        #expect(figure([measure(.mosteller)], ["weight": "70"]) == .missing(.height))
    }

    @Test("A clearance of nobody over 140 years and none below zero")
    func old() throws {
        #expect(try CockcroftGault(sex: .male, age: 141, weight: 70, creatinine: 1).value == 0)
    }
}
