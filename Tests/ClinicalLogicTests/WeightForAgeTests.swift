import Foundation
import Testing

@testable import ClinicalLogic

@Suite("Weight for age")
struct WeightForAgeTests {
    /// Months, L, M, S: CDC/NCHS 2000 weight for age, boys and girls, as in the tables' own files.
    static let cdc: [(months: Double, l: Double, m: Double, s: Double)] = [
        (36.5, -0.621319726, 14.40262749, 0.111874514), (36.5, -1.024471278, 13.94108332, 0.119491669),
        (96.5, -1.351813296, 25.75256528, 0.155973912), (96.5, -1.127684095, 25.7570168, 0.172147043),
        (120.5, -1.206688407, 32.08799062, 0.17892874), (120.5, -0.846872805, 33.06392318, 0.195947008),
        (204.5, -0.973244762, 64.69961427, 0.16564009), (204.5, -1.838091576, 55.18216811, 0.161752634),
    ]
    /// WHO Child Growth Standards 2006, boys.
    static let who: [(months: Double, l: Double, m: Double, s: Double)] = [
        (1, 0.2297, 4.4709, 0.13395), (3, 0.1738, 6.3762, 0.11727), (6, 0.1257, 7.934, 0.10958), (9, 0.0917, 8.9014, 0.10881),
    ]

    @Test("No table's own limit lies outside the limits, and nobody from -4 to +4 is questioned", arguments: cdc + who)
    func outside(_ row: (months: Double, l: Double, m: Double, s: Double)) throws {
        let limits = try #require(WeightForAge.limits(years: row.months / 12))
        func weight(_ z: Double) -> Double { row.m * pow(1 + row.l * row.s * z, 1 / row.l) }
        // CDC's modified z-score: halves of the distance from the median to 2 SD.
        func modified(_ z: Double) -> Double { row.m + abs(z) * (weight(z < 0 ? -2 : 2) - row.m) / 2 }
        #expect(limits.question.lowerBound <= modified(-5))
        #expect(limits.question.upperBound >= modified(5))
        #expect(limits.stop.upperBound >= modified(8))
        if row.months >= 12 { #expect(limits.stop.lowerBound <= modified(-6)) }
        for z in [-4.0, -2, 0, 2, 4] { #expect(limits.question.contains(modified(z)), "\(z)") }
        #expect(limits.stop.lowerBound < limits.question.lowerBound && limits.question.upperBound < limits.stop.upperBound)
    }

    @Test("Limits run on without a gap from birth to 20 years")
    func continuous() throws {
        var last = try #require(WeightForAge.limits(years: 0))
        for day in 1..<7305 {
            let next = try #require(WeightForAge.limits(years: Double(day) / 365.25), "no limits at \(day) days")
            if abs(next.question.upperBound - last.question.upperBound) > 0.5 || abs(next.stop.lowerBound - last.stop.lowerBound) > 0.5,
                !(364...400).contains(day)
            {
                Issue.record("a jump at \(day) days")
            }
            last = next
        }
        let adult = try #require(WeightForAge.limits(years: 20))
        #expect(adult.question == 23.78...152.95 && adult.stop.lowerBound == 16.87)
        #expect(last.question.upperBound <= adult.question.upperBound && last.stop.lowerBound >= adult.stop.lowerBound)
        for years in [20.5, 50, 120] { #expect(WeightForAge.limits(years: years) == adult) }
        #expect(WeightForAge.limits(years: .infinity) == nil)
        #expect(WeightForAge.limits(years: -0.1) == nil)
        #expect(WeightForAge.limits(years: .nan) == nil)
    }

    private func plan(_ weight: Double, _ age: Double, isConfirmed: Bool = false) -> Plan {
        var asked = PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.usLabel, age: age, weight: weight, height: nil)
        asked.request.isWeightConfirmed = isConfirmed
        return asked.plan
    }

    @Test("What no patient weighs is a stop, confirmed or not", arguments: [(35, 0.1), (70, 5), (300, 17), (2, 3), (7, 50), (16, 20), (0.7, 90)])
    func implausible(_ weight: Double, _ age: Double) {
        for isConfirmed in [false, true] {
            let plan = plan(weight, age, isConfirmed: isConfirmed)
            #expect(plan.status == .stop)
            #expect(plan.stops.map(\.code) == [.implausibleWeight])
            #expect(plan.arguments(.implausibleWeight)?.prefix(2) == ["\(Decimal.format(weight)) kg", Quantity(age, Unit(.year)).formatted()])
        }
    }

    @Test(
        "What is unusual is asked about, and dosed once it is confirmed",
        arguments: [
            (154, 17, "Is the weight right? 154 kg is unusual at 17 years. Did you mean 154 lb, which is 69.85 kg? Correct it, or confirm it."),
            (8, 8, "Is the weight right? 8 kg is unusual at 8 years. Correct it, or confirm it."),
            (21, 50, "Is the weight right? 21 kg is unusual at 50 years. Correct it, or confirm it."),
            (176, 50, "Is the weight right? 176 kg is unusual at 50 years. Did you mean 176 lb, which is 79.83 kg? Correct it, or confirm it."),
            (300, 40, "Is the weight right? 300 kg is unusual at 40 years. Did you mean 300 lb, which is 136.1 kg? Correct it, or confirm it."),
            (62, 8, "Is the weight right? 62 kg is unusual at 8 years. Did you mean 62 lb, which is 28.12 kg? Correct it, or confirm it."),
        ])
    func unusual(_ weight: Double, _ age: Double, _ words: String) {
        let asked = plan(weight, age)
        #expect(asked.status == .incomplete)
        #expect(asked.dose == nil)
        #expect(ReportText(asked).list("missing-") == [words])
        let confirmed = plan(weight, age, isConfirmed: true)
        #expect(confirmed.status == .ok)
        #expect(confirmed.arguments(.confirmedWeight)?.prefix(2) == ["\(Decimal.format(weight)) kg", Quantity(age, Unit(.year)).formatted()])
        for plan in [asked, confirmed] { #expect(ReportText(plan)["confirm-weight"]?.hasSuffix("is right at \(Int(age)) years") == true) }
    }

    @Test(
        "Ordinary people, small and large, are not asked",
        arguments: [
            (3.3, 0), (2.1, 0.02), (10, 1), (12, 3), (20, 8), (45, 8), (28, 9), (40, 17), (64, 17), (130, 17), (150, 20), (152, 40), (35, 90), (25, 60),
        ])
    func ordinary(_ weight: Double, _ age: Double) {
        #expect(plan(weight, age).status == .ok)
    }

    @Test("Grams and metres are named", arguments: [(3200.0, 150.0, "Did you mean 3.2 kg?"), (70, 1.75, "Did you mean 175 cm?")])
    func otherUnits(_ weight: Double, _ height: Double, _ words: String) {
        let text = PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.usLabel, age: 10, weight: weight, height: height).text
        #expect(text["status"] == "stop")
        #expect(text["stop-1"]?.hasSuffix(words) == true)
    }
}
