import Testing

@testable import FHIR

struct ExactDecimalTests {
    @Test(arguments: [(60, 4, 15), (2, 2, 1), (0.4, 4, 0.1), (90, 2, 45), (0.9, 3, 0.3), (1, 8, 0.125), (7, 1, 7)] as [(Double, Int, Double)])
    func aDivisionThatComesOutEvenIsExact(_ value: Double, _ count: Int, _ part: Double) {
        #expect(ExactDecimal(value).divided(by: count) == part)
    }

    /// A dose is never rounded: where something remains, there is no amount of one administration.
    @Test(arguments: [(100, 3), (2, 7), (1, 6), (0.1, 3), (10, 0)] as [(Double, Int)])
    func oneThatDoesNotIsNone(_ value: Double, _ count: Int) {
        #expect(ExactDecimal(value).divided(by: count) == nil)
    }
}

struct FHIRIDTests {
    @Test func idsAreThoseThatFHIRAllows() throws {
        let names = ["a", "ivig-adult.1", "a_b", "a-b", String(repeating: "a", count: 65), String(repeating: "a", count: 66), "calculator.x_1"]
        let ids = names.map(FHIRPlaces.id)
        #expect(Set(ids).count == names.count)
        for id in ids { #expect(id.wholeMatch(of: /[A-Za-z0-9\-.]{1,64}/) != nil, "\(id)") }
        #expect(ids[1] == "ivig-adult.1")
    }

    @Test func namesAreThoseOfPrograms() {
        #expect(FHIRPlaces.name("Dose", "ivig-adult.1") == "Dose_ivig_adult_1")
        #expect(FHIRPlaces.name("Dose", String(repeating: "a", count: 300)).count == 255)
    }
}
