import ClinicalLogic
import Testing

/// Doses worked out a second time, protocol by protocol and regimen by regimen, with none of the engine's code.
@Suite("A second reckoning")
struct ReckoningTests {
    private struct Person {
        let weight: Double
        let height: Double?
        let age: Double?
        let sex: Sex?
        let isPregnant: Bool

        init(_ asked: PlanCase) {
            weight = asked.patient.weight.number ?? 0
            height = asked.patient.height.number
            age = asked.patient.age.number
            sex = asked.patient.sex
            isPregnant = asked.request.answers.contains { $0.question == RiskFlag.pregnancy.rawValue }
        }

        var ideal: Double { (sex == .male ? 50 : 45.5) + 2.3 * (height! / 2.54 - 60) }
        var bodyMassIndex: Double { weight / (height! / 100 * height! / 100) }
        var lean: Double {
            sex == .male ? 9270 * weight / (6680 + 216 * bodyMassIndex) : 9270 * weight / (8780 + 244 * bodyMassIndex)
        }
        var isTallAdult: Bool { age! >= 18 && height! >= 152.4 }

        func dosingWeight(_ terms: ProtocolTerms) -> Double? {
            switch terms.code {
            case ContentTerms.ontario.code: height! < 152.4 ? weight : nil
            case ContentTerms.australia.code:
                if let height, height < 152 {
                    weight
                } else if let age, age < 18 {
                    weight
                } else if isPregnant {
                    weight
                } else {
                    isTallAdult ? min(weight, ideal + 0.4 * (weight - ideal)) : nil
                }
            case ContentTerms.halfFactor.code:
                if let height, height < 152.4 {
                    weight
                } else if let age, age < 18 {
                    weight
                } else {
                    weight / ideal > 1.2 ? min(weight, ideal + 0.5 * (weight - ideal)) : weight
                }
            case ContentTerms.idealVials.code: isTallAdult ? min(weight, ideal) : nil
            case ContentTerms.leanDown.code:
                if weight > 120 || bodyMassIndex > 30 { age! >= 18 ? min(weight, lean) : nil } else { weight }
            default: weight
            }
        }
    }

    private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }

    @Test("The dosing weight, and what the formula gives, of 60,000 cases")
    func dosingWeights() {
        var count = 0
        for asked in SeededCases(60_000, seed: 77) {
            guard let dose = asked.plan.dose else { continue }
            let person = Person(asked)
            if let chosen = dose.dosingWeight {
                guard let expected = person.dosingWeight(asked.terms) else {
                    Issue.record("a dosing weight where there is none: \(asked.terms.code)")
                    continue
                }
                if !isNear(chosen.kilograms, expected) { Issue.record("\(chosen.kilograms) kg and not \(expected) kg") }
                count += 1
            }
            let amount = dose.course.amount
            let expected: Double
            switch amount.basis {
            case .fixed: expected = amount.value
            case .perKilogram: expected = amount.value * (person.dosingWeight(asked.terms) ?? .nan)
            case .perSquareMetre:
                expected =
                    switch asked.terms.surface {
                    case .mosteller: amount.value * (person.height! * person.weight / 3600).squareRoot()
                    default: dose.course.calculated
                    }
            }
            if !isNear(dose.course.calculated, expected) { Issue.record("\(dose.course.calculated) and not \(expected)") }
        }
        #expect(count > 10_000)
    }

    /// Course and days of the regimens in `content/`, unrounded, by the weight dosed.
    @Test("Course and days of the site's own regimens")
    func courses() {
        var counts: [String: Int] = [:]
        for asked in SeededCases(60_000, seed: 78) where asked.terms.isUnrounded {
            guard let dose = asked.plan.dose else { continue }
            let kilograms = dose.dosingWeight?.kilograms ?? 0
            let days = asked.request.days.number.map { Int($0) }
            let expected: (course: Double, days: Int)
            switch asked.older?.name {
            case "adult": expected = (2 * kilograms, days ?? 2)
            case "ontarioAdult", "ontarioJuvenile": expected = (2 * kilograms, 2)
            case "carra": expected = (min(70, 2 * kilograms), days ?? 1)
            case "fixedDose": expected = (1000, 1)
            case "loading": expected = ((asked.request.step == 0 ? 8 : 6) * kilograms, 1)
            case "daily": expected = (min(150, 5 * min(35, 0.4 * kilograms)), 5)
            case "everyEightHours":
                // A number of days that was asked for changes nothing about one dose.
                expected = (min(400, 5 * kilograms), 1)
            default: continue
            }
            counts[asked.older?.name ?? "", default: 0] += 1
            if !isNear(dose.course.course, expected.course) { Issue.record("\(dose.course.course) and not \(expected.course)") }
            if dose.course.days.count != expected.days { Issue.record("\(dose.course.days.count) days and not \(expected.days)") }
        }
        #expect(counts.count == 8 && counts.values.allSatisfy { $0 > 100 }, "\(counts)")
    }

    @Test("Who is dosed at all, of the site's adult regimen")
    func refusals() {
        var (stopped, dosed) = (0, 0)
        for asked in SeededCases(60_000, seed: 79) where asked.older?.name == "adult" && asked.terms.isUnrounded {
            let patient = asked.patient
            func isUsable(_ entry: Entry, _ range: ClosedRange<Double>) -> Bool { entry.number.map { range.contains($0) } ?? (entry == .missing) }
            var isStopped =
                !isUsable(patient.weight, 0.3...400) || !isUsable(patient.height, 20...250) || !isUsable(patient.age, 0...120)
            if let days = asked.request.days.number {
                isStopped = isStopped || days != days.rounded() || days < 1 || days > 31
                // Days outside the division are found once a dose could be worked out.
                if days < 2 || days > 5, asked.plan.status == .ok { Issue.record("dosed over \(days) days") }
            }
            if asked.request.days == .unreadable || asked.request.step > 0 { isStopped = true }
            if let age = patient.age.number, age < 18 { isStopped = true }
            let plan = asked.plan
            if isStopped { stopped += 1 } else if plan.status == .ok { dosed += 1 }
            if isStopped, plan.status != .stop { Issue.record("not stopped: \(asked.patient) \(asked.request)") }
            if plan.status == .ok, patient.age.number == nil || patient.weight.number == nil { Issue.record("dosed without age or weight") }
        }
        #expect(stopped > 200 && dosed > 200)
    }
}
