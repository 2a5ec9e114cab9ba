import ClinicalLogic
import Testing

struct ConditionTests {
    @Test(
        "in words",
        arguments: [
            (.always, "always"),
            (.measure(.age, .under, 18), "age under 18 years"),
            (.measure(.age, .atLeast, 1), "age at least 1 year"),
            (.measure(.bmi, .atLeast, 30), "BMI at least 30"),
            (.measure(.weight, .over, 100.5), "body weight over 100.5 kg"),
            (.measure(.height, .atMost, 152.4), "height at most 152.4 cm"),
            (.measure(.course, .over, 1400), "course dose over 1,400 g"),
            (.measure(.dayDose, .over, 0.5), "dose per day over 0.5 g"),
            (.flag("renal-risk"), "renal risk"),
            (.any([.measure(.age, .under, 18), .measure(.bmi, .atLeast, 30)]), "age under 18 years, or BMI at least 30"),
            (.all([.flag("a"), .flag("iga-deficiency"), .always]), "a, and IgA deficiency, and always"),
            (.not(.any([.flag("a"), .flag("b")])), "not (a, or b)"),
            (.all([.flag("a")]), "a"),
            // `not (a), and b, or c` would be read in two ways.
            (.all([.not(.flag("a")), .any([.flag("b"), .flag("c")])]), "not (a), and (b, or c)"),
            (.any([.all([.flag("a"), .flag("b")]), .flag("c")]), "(a, and b), or c"),
            (.all([.any([.flag("a")]), .flag("b")]), "a, and b"),
            (.all([.measure(.age, .atLeast, 50), .measure(.age, .under, 60)]), "age at least 50 years and under 60 years"),
            (.any([.all([.measure(.age, .atLeast, 1), .measure(.age, .under, 2)]), .flag("a")]), "age at least 1 year and under 2 years, or a"),
            (.atLeast(1, of: [.any([.flag("a"), .flag("b")]), .flag("c")]), "at least 1 of: (a, or b); c"),
            (.any([.atLeast(2, of: [.flag("a"), .flag("b")]), .flag("c")]), "(at least 2 of: a; b), or c"),
        ] as [(Condition, String)])
    func words(_ condition: Condition, _ words: String) {
        #expect(condition.words == words)
    }

    @Test(
        "comparisons at, below and above the limit",
        arguments: [
            (Comparison.atLeast, [false, true, true]), (.over, [false, false, true]), (.atMost, [true, true, false]), (.under, [true, false, false]),
        ])
    func comparisons(_ comparison: Comparison, holds: [Bool]) {
        #expect([17.9, 18, 18.1].map { comparison.holds($0, 18) } == holds)
        #expect(!comparison.holds(.nan, 18))
        #expect(comparison.words == comparison.rawValue.replacing("-", with: " "))
    }

    @Test("a rule names its identifiers in order, with repeats")
    func references() {
        let rule = CriteriaRule.all([.reference("a"), .any([.reference("b"), .not(.reference("a"))]), .atLeast(2, of: [.reference("c"), .all([])])])
        #expect(rule.references == ["a", "b", "a", "c"])
    }
}
