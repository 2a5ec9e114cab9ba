import ClinicalLogic
import SeededNumbers

/// Regimens in the present form, with every key, limit and kind of row, and somebody to dose with each.
struct SeededRegimens: Sequence, IteratorProtocol {
    struct Case {
        var regimen: RegimenTerms
        var terms: ProtocolTerms
        var product: ProductTerms?
        /// What is typed, by name.
        var entered: [(name: String, value: String)]

        var plan: Plan { plan(entered) }
        func plan(_ entered: [(name: String, value: String)]) -> Plan { DoseEngine.plan(regimen, terms, product, RequestText.lines(entered)) }
        var input: PlanInput { PlanInput(regimen: regimen, terms: terms, product: product, entered: RequestText.lines(entered)) }

        func without(_ name: String) -> [(name: String, value: String)] { entered.filter { $0.name != name } }
        func with(_ name: String, _ value: String) -> [(name: String, value: String)] { without(name) + [(name, value)] }
    }

    private var numbers: SeededGenerator
    private var rest: Int
    /// One unit of mass for every amount, so that limits compare.
    private let masses: [BaseUnit] = [.microgram, .milligram, .gram]

    init(_ count: Int, seed: UInt64) {
        numbers = SeededGenerator(seed: seed)
        rest = count
    }

    mutating func next() -> Case? {
        guard rest > 0 else { return nil }
        rest -= 1
        let product = chance(3) ? nil : self.product()
        let terms = pick([
            .actualWeight, ProtocolTerms(basis: .actual, rounding: .step(Amount(5, .milligram)!, pick([.nearest, .down, .up]))), .actualWeight,
            ProtocolTerms(basis: .actual, rounding: .product(pick([.nearest, .down, .up]))),
        ])
        let regimen = self.regimen()
        return Case(regimen: regimen, terms: terms, product: product, entered: entered(regimen))
    }

    // MARK: Records

    private mutating func regimen() -> RegimenTerms {
        let steps = (0..<pick([1, 1, 1, 2, 3])).map { index in
            RegimenTerms.Step(
                id: ClinicalText(string: ["a", "b", "c"][index]), label: ClinicalText(string: "Step \(index + 1)"), rows: rows(),
                caps: chance(5) ? [cap()] : [])
        }
        let alerts = [
            RegimenTerms.Alert(isStop: chance(2), condition: Asked.condition(Asked.limit(.dose(.each, .milligram), .over, Double(pick([500, 2000]))))),
            RegimenTerms.Alert(isStop: false, condition: Asked.condition(Asked.answer("box", "yes"))),
            RegimenTerms.Alert(isStop: false, condition: Asked.condition(Asked.answer("severity", "severe"))), RegimenTerms.Alert(isStop: true, condition: nil),
        ]
        return RegimenTerms(
            route: pick([nil, .oral, .intravenous]), population: chance(4) ? .init(ages: Limits(minimum: 18), isOnlyCaution: chance(2)) : .init(),
            questions: [Asked.creatinine, Asked.allergy, Asked.severity, Asked.earlier, Asked.target, Asked.box], measures: [Asked.clearance],
            rows: [.init(.always, .steps(steps))], caps: (0..<pick([0, 1, 2, 3])).map { _ in cap() },
            adjustments: chance(10)
                ? [.init(words: ClinicalText(string: "low"), bolus: Amount(5, .milligram, .perKilogram), change: Rate(Amount(-2, .milligram)!, per: .hour), hold: 60)]
                : [],
            alerts: chance(2) ? alerts : [RegimenTerms.Alert](repeating: alerts[3], count: 4), guardWords: ClinicalText(string: chance(5) ? "Never daily." : ""))
    }

    /// Tables that cover everybody once.
    private mutating func rows() -> [RegimenTerms.Row<RegimenTerms.StepDose>] {
        let clearance = Condition.Subject.measure("crcl")
        let key = pick(DoseTerms.Key.allCases)
        func row(_ condition: Condition, _ dose: DoseTerms) -> RegimenTerms.Row<RegimenTerms.StepDose> { .init(Asked.condition(condition), .dose(dose)) }
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0:
            return [
                row(Asked.limit(clearance, .atLeast, 60), dose(key)),
                row(.all([Asked.limit(clearance, .atLeast, 15), Asked.limit(clearance, .under, 60)]), dose(key)),
                .init(Asked.condition(Asked.limit(clearance, .under, 15)), .stop(3)),
            ]
        case 1: return [row(Asked.answer("allergy", "yes"), dose(key)), row(Asked.answer("allergy", "no"), dose(key))]
        case 2:
            return [row(Asked.answer("severity", "severe"), dose(key)), row(.any([Asked.answer("severity", "mild"), Asked.answer("severity", "moderate")]), dose(key))]
        case 3: return [row(Asked.limit(.figure(.weight), .atLeast, 50), dose(key)), row(Asked.limit(.figure(.weight), .under, 50), dose(key))]
        case 4:
            let two = Condition.atLeast(
                2, of: [Asked.limit(.figure(.age), .atLeast, 60), Asked.limit(.figure(.weight), .atMost, 60), Asked.answer("allergy", "yes")])
            return [row(two, dose(key)), row(.not(two), dose(key))]
        default: return [row(.always, dose(key))]
        }
    }

    private mutating func amount() -> (Amount, Amount?) {
        let basis = pick([Amount.Basis.fixed, .perKilogram, .perKilogram, .perSquareMetre])
        let value = Double(pick([1, 2, 5, 10, 15, 25, 40])) * (basis == .fixed ? 10 : 1) / Double(pick([1, 1, 2, 10]))
        let unit = pick([BaseUnit.milligram, .milligram, .milligram, .gram, .microgram])
        let scaled = value / unit.scale
        return (Amount(scaled, unit, basis)!, chance(6) ? Amount(scaled * 1.5, unit, basis)! : nil)
    }

    private mutating func dose(_ key: DoseTerms.Key) -> DoseTerms {
        let (low, high) = amount()
        var dose = DoseDraft(DoseTerms(key, low, to: high))
        switch key {
        case .each:
            switch Int.random(in: 0..<5, using: &numbers) {
            case 0: dose.times = 1
            case 1: dose.occasions = pick([.init(.week, [0, 2, 6]), .init(.day, [1, 15])])
            case 2: dose.dosesPerDay = pick([1, 2, 3])
            case 3:
                dose.every = ContentTerms.every("4 h")
                dose.isAsNeeded = true
                dose.mostDoses = pick([2, 4])
            default:
                dose.every = ContentTerms.every(pick(["6 h", "8 h", "12 h", "24 h", "1 week", "3 weeks", "1 month"]))
                if chance(3) { dose.times = pick([2, 4, 6]) }
            }
            if chance(4) { dose.infusion = .init(atLeast: 30, atMost: chance(2) ? 240 : nil, isExact: false, highestRate: ContentTerms.rate("10 mg/min")) }
        case .perDay:
            if chance(2) { dose.dosesPerDay = pick([1, 2, 3, 4]) } else if chance(2) { dose.division = ContentTerms.days(pick([1, 5])) }
            if chance(4) { dose.duration = ContentTerms.every("7 days") }
        case .course:
            dose.division = ContentTerms.days(pick([1, 2]), pick([2, 5]), inARow: chance(2))
            if chance(2) { dose.every = ContentTerms.every("4 weeks") }
        case .rate:
            dose.time = pick([.hour, .minute])
            if chance(2) { dose.duration = ContentTerms.every("24 h") }
        case .total:
            dose.times = 1
            dose.parts = [.init(share: 0.1, minutes: 1), .init(share: 0.3, minutes: nil), .init(share: nil, minutes: 60)]
            dose.most = nil
        }
        if chance(6) { dose.caps = [cap()] }
        if chance(6) { dose.rounding = .step(Amount(1, .milligram)!, pick([.nearest, .down, .up])) }
        return dose.terms
    }

    private mutating func cap() -> RegimenTerms.Cap {
        let kind = pick([RegimenTerms.Cap.Kind.dose, .day, .course, .rate(.hour), .dose, .day, .lifetime(Asked.earlier.code)])
        if case .lifetime = kind { return .init(kind, Amount(550, .milligram, .perSquareMetre)!) }
        let value = Double(pick([100, 250, 500, 1000, 2000]))
        return chance(3) ? .init(kind, Amount(value / 50, .milligram, .perKilogram)!) : .init(kind, Amount(value / 1000, .gram)!)
    }

    private mutating func product() -> ProductTerms {
        let rates = ProductTerms.Infusion(
            indication: 0, start: ContentTerms.rate("50 mg/h"), steps: [ContentTerms.rate("100 mg/h")], every: 30, maximum: ContentTerms.rate("400 mg/h"),
            leastTime: chance(3) ? 60 : nil)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0:
            return ProductTerms(
                code: 1, concentration: nil, containers: [.init(2.5, .milligram, .tablet)!, .init(10, .milligram, .tablet)!], isScored: chance(2), hasLabel: true)
        case 1:
            return ProductTerms(
                code: 2, concentration: .init(10, .milligram), isDiluted: true, containers: [.init(100, .milligram)!, .init(0.5, .gram)!], hasLabel: true,
                infusions: [rates])
        case 2:
            return ProductTerms(
                code: 3, concentration: .init(20, .milligram), isDiluted: true, infused: .init(4, .milligram), hasLabel: true, infusions: [rates],
                rateCaps: [.init(question: Asked.box.code, maximum: ContentTerms.rate("75 mg/h"))], questions: [Asked.box])
        default:
            return ProductTerms(
                code: 4, concentration: .init(100, .milligram),
                containers: [.init(40, .milligram, volume: 0.4, .syringe)!, .init(80, .milligram, volume: 0.8, .syringe)!],
                hasLabel: true)
        }
    }

    // MARK: The patient

    private mutating func entered(_ regimen: RegimenTerms) -> [(name: String, value: String)] {
        let age = Int.random(in: 19...90, using: &numbers)
        let height = Int.random(in: 153...195, using: &numbers)
        let weight = Double(Int.random(in: 190...350, using: &numbers)) / 10 * Double(height * height) / 10_000
        var entered = [
            ("weight", Decimal.format((weight * 10).rounded() / 10)), ("height", "\(height)"), ("age", "\(age)"), ("sex", pick(["male", "female"])),
            ("serum-creatinine", pick(["0.7 mg/dL", "1 mg/dL", "1.8 mg/dL", "3 mg/dL", "88 micromol/L"])), ("allergy", pick(["yes", "no"])),
            ("severity", pick(["mild", "moderate", "severe"])),
            ("earlier-dose", pick(["0", "100", "500"])),
        ]
        if chance(3) { entered.append(("box", "yes")) }
        if chance(6) { entered.append(("step", "\(Int.random(in: 1...3, using: &numbers))")) }
        if chance(4) { entered.append(("start", "2026-11-20")) }
        if chance(8), case .steps(let steps)? = regimen.rows.first?.outcome, case .dose(let dose)? = steps[0].rows.first?.outcome, let most = dose.most {
            entered.append(("amount.a", Decimal.format((dose.amount.value + most.value) / 2)))
        }
        // Missing now and then.
        let missing = Int.random(in: 0..<60, using: &numbers)
        if missing < entered.count { entered.remove(at: missing) }
        return entered.map { (name: $0.0, value: $0.1) }
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int.random(in: 0..<elements.count, using: &numbers)] }
}
