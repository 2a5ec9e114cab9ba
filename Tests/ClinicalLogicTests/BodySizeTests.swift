import ClinicalLogic
import Testing

@Suite("Body size")
struct BodySizeTests {
    @Test("Devine refuses below 152.4 cm and under 18 years")
    func devine() throws {
        #expect(throws: Figure.Refusal.tooShortForDevine) { try IdealWeight(sex: .male, height: 152.39, age: 40) }
        #expect(throws: Figure.Refusal.tooYoungForDevine) { try IdealWeight(sex: .male, height: 170, age: 17.99) }
        #expect(try IdealWeight(sex: .male, height: 152.4, age: 18).value == 50)
        #expect(try IdealWeight(sex: .female, height: 152.4, age: 18).value == 45.5)
        // 70 in: 10 in over.
        #expect(abs(try IdealWeight(sex: .female, height: 177.8, age: 40).value - 68.5) < 1e-9)
    }

    @Test("Lean weight of both sexes")
    func lean() throws {
        let woman = try LeanWeight(sex: .female, weight: 80, height: 165, age: 40)
        // 9270 x 80 / (8780 + 244 x 29.3848)
        #expect(abs(woman.value - 46.4957) < 1e-3)
        #expect(throws: Figure.Refusal.tooYoungForJanmahasatian) { try LeanWeight(sex: .male, weight: 40, height: 150, age: 12) }
    }

    // Computed with mpmath at 50 digits.
    @Test("Body surface to one part in a million million", arguments: surfaces)
    func surface(_ example: Surface) {
        let value = BodySurface(example.formula, weight: example.weight, height: example.height).value
        #expect(abs(value - example.value) <= 1e-12 * example.value)
    }

    struct Surface: Sendable {
        let formula: BodySurface.Formula
        let weight: Double
        let height: Double
        let value: Double
    }

    static let surfaces: [Surface] = [
        Surface(formula: .mosteller, weight: 70, height: 175, value: 1.84466196843155461),
        Surface(formula: .duBois, weight: 70, height: 175, value: 1.84814301812134673),
        Surface(formula: .haycock, weight: 70, height: 175, value: 1.84677634903664414),
        Surface(formula: .mosteller, weight: 2, height: 40, value: 0.14907119849998598),
        Surface(formula: .duBois, weight: 2, height: 40, value: 0.139893509531899022),
        Surface(formula: .haycock, weight: 2, height: 40, value: 0.152030529427204594),
        Surface(formula: .mosteller, weight: 400, height: 250, value: 5.27046276694729889),
        Surface(formula: .duBois, weight: 400, height: 250, value: 5.02051566223442711),
        Surface(formula: .haycock, weight: 400, height: 250, value: 5.43139737961325389),
        Surface(formula: .mosteller, weight: 18.3, height: 110.5, value: 0.74947203639184121),
        Surface(formula: .duBois, weight: 18.3, height: 110.5, value: 0.748765263199530849),
        Surface(formula: .haycock, weight: 18.3, height: 110.5, value: 0.748023597809691639),
        Surface(formula: .mosteller, weight: 45.5, height: 152.4, value: 1.38786406635039973),
        Surface(formula: .duBois, weight: 45.5, height: 152.4, value: 1.39214755285327071),
        Surface(formula: .haycock, weight: 45.5, height: 152.4, value: 1.38673688002969982),
        Surface(formula: .mosteller, weight: 5.87, height: 61.2, value: 0.315895552358687074),
        Surface(formula: .duBois, weight: 5.87, height: 61.2, value: 0.300907004776760614),
        Surface(formula: .haycock, weight: 5.87, height: 61.2, value: 0.321086562171024568),
        Surface(formula: .mosteller, weight: 140, height: 190, value: 2.71825107171668175),
        Surface(formula: .duBois, weight: 140, height: 190, value: 2.63370482579859596),
        Surface(formula: .haycock, weight: 140, height: 190, value: 2.76991141892018898),
    ]

    @Test("What a person cannot be is stopped")
    func impossible() {
        let swapped = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 175, height: 70).text
        #expect(swapped["stop-1"]?.hasPrefix("Weight and height do not fit together") == true)
        let inches = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 70, height: 69).text
        #expect(inches["status"] == "stop")
        let metres = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 70, height: 1.75).text
        #expect(metres["stop-1"]?.contains("from 20 to 250 cm") == true)
    }
}
