import SeededNumbers
import Testing

@testable import ClinicalLogic
@testable import KnowledgeBase

/// Tables as sources print them (see Tests/Formulary/sources), and what is wrong with them.
@Suite("Exactly one row for each patient", .timeLimit(.minutes(20)))
struct TableProofTests {
    struct Table: Sendable, CustomTestStringConvertible {
        let name: String
        let rows: [Condition]
        var ranges: [Condition.Subject: ClosedRange<Double>] = [:]
        let result: String

        var testDescription: String { name }
    }

    @Test("Printed tables", arguments: tables)
    func printed(_ table: Table) {
        var space = ProofSpace(answers: ["haemodialysis": .init(label: "on haemodialysis", answers: ["yes", "no"])])
        for (subject, range) in table.ranges { space.numbers[subject] = .init(lowest: range.lowerBound, highest: range.upperBound) }
        #expect(TableProof(rows: table.rows, space: space).result.text == table.result)
    }

    private static let tables = [
        Table(
            name: "enoxaparin, Europe: 15-30 and 30-50", rows: [crclBetween(30, 50), crclBetween(15, 30), crcl(.under, 15), crcl(.over, 50)],
            result: "rows 1 and 2: creatinine clearance 30 mL/min"),
        Table(
            name: "enoxaparin, Europe, without an end-stage row", rows: [crcl(.over, 30), crclBetween(15, 30)],
            result: "no row: creatinine clearance 5 mL/min"),
        Table(
            name: "enoxaparin, neither 30", rows: [crcl(.over, 30), .all([crcl(.atLeast, 15), crcl(.under, 30)]), crcl(.under, 15)],
            result: "no row: creatinine clearance 30 mL/min"),
        Table(
            name: "enoxaparin, decided", rows: [crcl(.over, 30), crclBetween(15, 30), crcl(.under, 15)],
            result: "covers"),
        Table(
            name: "enoxaparin, Lothian: 35-46 and 47-50", rows: lothian(.under), ranges: [.figure(.age): 18...120],
            result: "no row: body weight 46.5 kg, creatinine clearance 40 mL/min"),
        Table(
            name: "enoxaparin, Lothian, with both columns at 30", rows: lothian(.atMost),
            result: "rows 3 and 4: body weight 35 kg, creatinine clearance 30 mL/min"),
        Table(
            name: "aciclovir: 25 to 50, 10 to 25 and 0 to 10",
            rows: [crcl(.over, 50), crclBetween(25, 50), crclBetween(10, 25), crcl(.atMost, 10)],
            result: "rows 2 and 3: creatinine clearance 25 mL/min"),
        Table(
            name: "aciclovir, 25 decided",
            rows: [crcl(.over, 50), .all([crcl(.over, 25), crcl(.atMost, 50)]), crclBetween(10, 25), crcl(.atMost, 10)],
            result: "rows 3 and 4: creatinine clearance 10 mL/min"),
        Table(
            name: "dalteparin: whole kilograms",
            rows: [weight(.under, 46), between(46, 56), between(57, 68), between(69, 82), weight(.atLeast, 83)],
            result: "no row: body weight 56.5 kg"),
        Table(
            name: "heparin: whole seconds",
            rows: [aptt(.under, 35)] + [(35, 45), (46, 70), (71, 90)].map { .all([aptt(.atLeast, $0.0), aptt(.atMost, $0.1)]) } + [aptt(.over, 90)],
            ranges: [.question("aptt"): 10...400], result: "no row: aPTT 45.5 s"),
        Table(
            name: "gentamicin: from 60 and 40 to 60",
            rows: [crcl(.atLeast, 60), crclBetween(40, 60), .all([crcl(.atLeast, 20), crcl(.under, 40)]), crcl(.under, 20)],
            result: "rows 1 and 2: creatinine clearance 60 mL/min"),
        Table(
            name: "gentamicin: 40 to 60 and 20 to 39",
            rows: [crcl(.over, 60), crclBetween(40, 60), crclBetween(20, 39), crcl(.under, 20)],
            result: "no row: creatinine clearance 39.5 mL/min"),
        Table(
            name: "gentamicin: both, of which the limit is named first",
            rows: [crcl(.atLeast, 60), crclBetween(40, 60), crclBetween(20, 39), crcl(.under, 20)],
            result: "rows 1 and 2: creatinine clearance 60 mL/min"),
        Table(
            name: "vancomycin, CAMERA2", rows: [dialysis("yes")] + vancomycin.map { .all([dialysis("no"), $0]) }, result: "covers"),
        Table(
            name: "vancomycin, CAMERA2, dialysis forgotten", rows: [dialysis("yes")] + vancomycin,
            result: "rows 1 and 3: on haemodialysis: yes, creatinine clearance 90 mL/min"),
        Table(name: "eculizumab, from 5 kg", rows: eculizumab, ranges: [.figure(.weight): 5...400], result: "covers"),
        Table(name: "eculizumab, no least weight", rows: eculizumab, result: "no row: age 5 years, body weight 1 kg"),
        Table(name: "eculizumab, adults only", rows: [eculizumab[0]], ranges: [.figure(.age): 18...120], result: "covers"),
        Table(
            name: "eculizumab, a copy with 30-40, 20-30 and 10-20 kg",
            rows: [weight(.over, 40), between(30, 40), between(20, 30), between(10, 20), between(5, 10)],
            ranges: [.figure(.weight): 5...400], result: "rows 2 and 3: body weight 30 kg"),
        Table(name: "apixaban, two of three", rows: [two, .not(two)], result: "covers"),
        Table(
            name: "apixaban, none or two", rows: [two, .not(.any(risks))],
            result: "no row: age 80 years, body weight 100 kg, serum creatinine 0.5 mg/dL"),
        Table(
            name: "apixaban, the printed limits of two units",
            rows: [creatinine(.atLeast, 133 / 88.4, "133 micromol/L"), creatinine(.under, 1.5, "1.5 mg/dL")],
            result: "no row: serum creatinine 1.5 mg/dL"),
        Table(
            name: "one limit in two units",
            rows: [creatinine(.atLeast, 132.6 / 88.4, "132.6 micromol/L"), creatinine(.under, 1.5, "1.5 mg/dL")], result: "covers"),
    ]

    private static func lothian(_ weak: Comparison) -> [Condition] {
        [weight(.under, 35), weight(.over, 50)]
            + [(35.0, 46.0), (47, 50)].flatMap { band in [.atLeast, weak].map { .all([between(band.0, band.1), crcl($0, 30)]) } }
    }

    private static let risks = [age(.atLeast, 80), weight(.atMost, 60), creatinine(.atLeast, 1.5, "1.5 mg/dL")]
    private static let two = Condition.atLeast(2, of: risks)

    private static let vancomycin = [crcl(.over, 90), crclBetween(60, 90), .all([crcl(.atLeast, 20), crcl(.under, 60)]), crcl(.under, 20)]

    private static let eculizumab =
        [age(.atLeast, 18), .all([age(.under, 18), weight(.atLeast, 40)])]
        + [(30.0, 40.0), (20, 30), (10, 20), (5, 10)].map { .all([age(.under, 18), weight(.atLeast, $0.0), weight(.under, $0.1)]) }

    @Test(
        "Numbers of stretches are plain",
        arguments: [
            (15.0, 30.0, "20"), (0.083, 0.25, "0.1"), (56, 57, "56.5"), (18, 120, "50"), (0, 5, "1"), (60, 90, "70"), (1, 1.01, "1.005"),
            (30, 30.0000001, "30.00000005"), (-3, -1, "-2"), (-10, 10, "0"), (0, 10, "5"), (999, 1001, "1,000"), (1e9, 1e12, "500,000,000,000"),
            (30, .infinity, "40"), (90, .infinity, "100"), (0, .infinity, "1"), (0.5, .infinity, "1"),
        ])
    func plainNumbers(low: Double, high: Double, number: String) {
        let rows = [Self.limit(.measure("x"), .atMost, low, "x", ""), Self.limit(.measure("x"), .atLeast, high, "x", "")]
        var space = ProofSpace()
        space.numbers[.measure("x")] = .init(lowest: min(0, low))
        #expect(TableProof(rows: high.isFinite ? rows : [rows[0]], space: space).result.text == "no row: x \(number)")
    }

    @Test("A range is kept to, with its ends or without them")
    func ranges() {
        let rows = [Self.weight(.over, 10), Self.weight(.under, 10)]
        func result(_ numbers: ProofSpace.Numbers, _ rows: [Condition]) -> String {
            TableProof(rows: rows, space: ProofSpace(numbers: [.figure(.weight): numbers])).result.text
        }
        #expect(result(.init(lowest: 10), rows) == "no row: body weight 10 kg")
        #expect(result(.init(lowest: 10, includesLowest: false), rows) == "covers")
        #expect(result(.init(highest: 10), rows) == "no row: body weight 10 kg")
        #expect(result(.init(highest: 10, includesHighest: false), rows) == "covers")
        #expect(result(.init(highest: 5), rows) == "covers")
        #expect(result(.init(lowest: 70, highest: 70), [Self.weight(.under, 40)]) == "no row: body weight 70 kg")
        #expect(result(.init(lowest: 70, highest: 70), [Self.weight(.over, 40)]) == "covers")
        #expect(result(.init(highest: 0), [Self.weight(.over, 40)]) == "no row: body weight 0 kg")
        // No patient, no mistake.
        #expect(result(.init(lowest: 70, highest: 60), [Self.weight(.under, 40)]) == "covers")
        #expect(result(.init(lowest: 10, highest: 10, includesHighest: false), rows) == "covers")
        #expect(result(.init(lowest: 70, highest: 60), [.always, Self.age(.atLeast, 18), Self.weight(.under, 40)]) == "covers")
        #expect(result(.init(), [Self.weight(.atLeast, 0)]) == "covers")
        #expect(result(.init(), [Self.weight(.over, 0)]) == "no row: body weight 0 kg")
    }

    @Test("Words of a space come before those of limits")
    func words() {
        func age(_ comparison: Comparison) -> Condition { Self.age(comparison, 1.0 / 12, "1 month") }
        let young = Condition.all([age(.under), .sex(.male)])
        let mild = Condition.all([age(.over), .answer(question: "form", answer: "mild", words: "")])
        var space = ProofSpace()
        space.numbers[.figure(.age)] = .init(name: "", words: { "\(Decimal.format($0 * 12, decimals: 2)) months" })
        space.answers["form"] = .init(label: "severity", answers: ["mild", "bad"], words: ["bad": "severe"])
        func result(_ rows: Condition...) -> String { TableProof(rows: rows, space: space).result.text }
        #expect(result(young, mild) == "no row: 1 month, female, severity: mild")
        #expect(result(young) == "no row: 12 months, female")
        #expect(result(young, mild, age(.atMost)) == "rows 1 and 3: 0.12 months, male, severity: mild")
        #expect(result(mild, age(.atMost)) == "no row: 12 months, severity: severe")
    }

    @Test("Numbers have the unit of the limits, and the one they are kept in where a limit has it")
    func units() {
        func result(_ rows: Condition...) -> String { TableProof(rows: rows, space: ProofSpace()).result.text }
        let low = Self.creatinine(.atMost, 132.6 / 88.4, "132.6 micromol/L")
        #expect(result(low) == "no row: serum creatinine 176.8 micromol/L")
        #expect(result(low, Self.creatinine(.atLeast, 3, "3 mg/dL")) == "no row: serum creatinine 2 mg/dL")
        #expect(result(Self.limit(.question("inr"), .atMost, 2, "INR", "2")) == "no row: INR 3")
        #expect(result(Self.limit(.figure(.percentOfIdeal), .atMost, 120, "weight", "120 %")) == "no row: weight 200 %")
        #expect(result(Self.limit(.figure(.bodyMassIndex), .atMost, 30, "BMI", "30")) == "no row: BMI 40 kg/m2")
        #expect(result(Self.age(.atLeast, 2)) == "no row: age 1 year")
        #expect(result(Self.age(.over, 0.5, "6 months")) == "no row: age 6 months")
    }

    @Test("Tables that ask nothing")
    func constant() {
        func result(_ rows: Condition...) -> String { TableProof(rows: rows, space: ProofSpace()).result.text }
        #expect(result() == "no row: any patient")
        #expect(result(.always) == "covers")
        #expect(result(.not(.always)) == "no row: any patient")
        #expect(result(.any([]), .always, .all([])) == "rows 2 and 3: any patient")
        #expect(result(.atLeast(1, of: []), .atLeast(0, of: [Self.dialysis("no")])) == "covers")
        // Unknown to the space, and so a matter of yes and no.
        #expect(result(Self.dialysis("no")) == "no row: haemodialysis: yes")
        // A row that never holds neither fills a gap nor overlaps.
        let never = Condition.all([Self.weight(.under, 40), Self.weight(.over, 40)])
        #expect(result(.always, never) == "covers")
        #expect(result(Self.dialysis("yes"), never) == "no row: haemodialysis: no, body weight 50 kg")
    }

    @Test("A million combinations are tried, and no more")
    func large() {
        func rows(_ questions: Int) -> [Condition] {
            let half = Condition.atLeast(questions / 2, of: (0..<questions).map { .answer(question: "q\($0)", answer: "yes", words: "") })
            return [half, .not(half)]
        }
        #expect(TableProof(rows: rows(19), space: ProofSpace()).result == .covers)
        #expect(TableProof(rows: rows(20), space: ProofSpace()).result == .tooLarge(1 << 20))
        #expect(TableProof(rows: rows(80), space: ProofSpace()).result == .tooLarge(.max))
    }

    /// 32 rows, of which each names all five axes of 14 places.
    @Test("A large table is proved at once, since most of its parts are alike")
    func grid() {
        let subjects = (0..<5).map { Condition.Subject.measure("m\($0)") }
        var rows: [Condition] = [.always]
        for subject in subjects {
            rows = rows.flatMap { row in
                [Comparison.atLeast, .under].map { .all([row, Self.limit(subject, $0, 30, "", ""), .not(Self.limit(subject, .under, 0, "", ""))]) }
            }
        }
        // Limits that change nothing, but are tried.
        let idle = subjects.map { subject in
            Condition.any([Self.limit(subject, .atLeast, 0, "", "")] + (1...5).map { Self.limit(subject, .over, Double($0) * 7, "", "") })
        }
        #expect(TableProof(rows: rows.map { .all([$0] + idle) }, space: ProofSpace()).result == .covers)
        #expect(TableProof(rows: rows.dropLast().map { .all([$0] + idle) }, space: ProofSpace()).result != .covers)
    }
}

extension TableProofTests {
    static func limit(_ subject: Condition.Subject, _ comparison: Comparison, _ value: Double, _ name: String, _ words: String) -> Condition {
        .limit(.init(subject, comparison, value, name: name, words: words))
    }

    static func crcl(_ comparison: Comparison, _ value: Double) -> Condition {
        limit(.measure("crcl"), comparison, value, "creatinine clearance", "\(Decimal.format(value)) mL/min")
    }

    static func crclBetween(_ low: Double, _ high: Double) -> Condition { .all([crcl(.atLeast, low), crcl(.atMost, high)]) }

    static func age(_ comparison: Comparison, _ value: Double, _ words: String? = nil) -> Condition {
        limit(.figure(.age), comparison, value, "age", words ?? "\(Decimal.format(value)) years")
    }

    static func weight(_ comparison: Comparison, _ value: Double) -> Condition {
        limit(.figure(.weight), comparison, value, "body weight", "\(Decimal.format(value)) kg")
    }

    static func between(_ low: Double, _ high: Double) -> Condition { .all([weight(.atLeast, low), weight(.atMost, high)]) }

    static func aptt(_ comparison: Comparison, _ value: Double) -> Condition {
        limit(.question("aptt"), comparison, value, "aPTT", "\(Decimal.format(value)) s")
    }

    /// mg/dL
    static func creatinine(_ comparison: Comparison, _ value: Double, _ words: String) -> Condition {
        limit(.question("serum-creatinine"), comparison, value, "serum creatinine", words)
    }

    static func dialysis(_ answer: String) -> Condition {
        .answer(question: "haemodialysis", answer: answer, words: answer == "yes" ? "on haemodialysis" : "not on haemodialysis")
    }
}

extension TableProof.Result {
    /// Rows counted from 1, as messages have them.
    fileprivate var text: String {
        switch self {
        case .covers: "covers"
        case .gap(let patient): "no row: \(patient.words)"
        case .overlap(let patient, let first, let second): "rows \(first + 1) and \(second + 1): \(patient.words)"
        case .tooLarge(let count): "\(count) combinations"
        }
    }
}

/// Seeded tables, held against many patients who are tried one by one.
@Suite("The proof against patients one by one", .timeLimit(.minutes(20)))
struct TableProofPropertyTests {
    @Test("What is proved holds for all who are tried, and the patient that is found is one", arguments: 1...4 as ClosedRange<UInt64>)
    func agreement(seed: UInt64) throws {
        var random = SeededTables(seed: seed)
        var verdicts = [0, 0, 0]
        for number in 0..<400 {
            // A third each: made to cover; the same, spoiled in one place; thrown together.
            var rows = number % 3 == 2 ? random.anyRows() : random.coveringRows()
            if number % 3 == 1 { rows = random.spoiled(rows) }
            let space = random.space()
            let engine = try [PlanCondition](rows)
            let result = TableProof(rows: rows, space: space).result
            switch result {
            case .covers:
                verdicts[0] += 1
                for patient in random.patients(100, space) { #expect(engine.held(patient).count == 1, "\(patient) \(rows)") }
            case .gap(let patient):
                verdicts[1] += 1
                #expect(SeededTables.isWithin(patient, space))
                #expect(engine.held(patient) == [], "\(patient) \(rows)")
            case .overlap(let patient, let first, let second):
                verdicts[2] += 1
                #expect(SeededTables.isWithin(patient, space))
                #expect(Array(engine.held(patient).prefix(2)) == [first, second], "\(patient) \(rows)")
            case .tooLarge: Issue.record("no table here is large")
            }
            if number % 3 == 0 { #expect(result == .covers, "\(rows)") }
        }
        #expect(verdicts.allSatisfy { $0 > 30 }, "\(verdicts)")
    }
}

/// Tables, spaces and patients of every form.
private struct SeededTables {
    private var random: SeededGenerator
    private var subjects: [Condition.Subject] = []
    private var asked: [String] = []
    private var asksSex = false

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// With limits that are the same but for an error of computing, and others that are nearly so.
    private static let limits = [0, 5, 10, 30, 30 * (1 + 0.5e-9), 30 * (1 + 1.5e-9), 30 * (1 + 2.5e-9), 60, 1.5, 132.6 / 88.4]

    static let questions: [String: QuestionTerms] = [
        "number": terms(1, .number([], 0...1000)), "allergy": terms(2, .yesNo),
        "severity": terms(3, .choice(["mild", "moderate", "severe"].map { .init(id: ClinicalText(string: $0), label: ClinicalText()) })),
    ]

    private static func terms(_ code: Int, _ kind: QuestionTerms.Kind) -> QuestionTerms {
        QuestionTerms(code: code, id: ClinicalText(), label: ClinicalText(), kind: kind)
    }

    private static let answers = ["allergy": ["yes", "no"], "severity": ["mild", "moderate", "severe"]]

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements.randomElement(using: &random)! }

    /// One to four things to ask.
    private mutating func chooseAxes() {
        let numbers: [Condition.Subject] = [.figure(.age), .figure(.weight), .measure("crcl"), .question("number")]
        let chosen = Set((0..<7).shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
        subjects = numbers.indices.filter(chosen.contains).map { numbers[$0] }
        asked = (chosen.contains(4) ? ["allergy"] : []) + (chosen.contains(5) ? ["severity"] : [])
        asksSex = chosen.contains(6)
    }

    private mutating func condition(depth: Int) -> Condition {
        switch depth == 0 ? 0 : Int.random(in: 0..<8, using: &random) {
        case 0...2: atom()
        case 3: .not(condition(depth: depth - 1))
        case 4: .all(parts(depth: depth - 1))
        case 5: .any(parts(depth: depth - 1))
        default: .atLeast(Int.random(in: 0...3, using: &random), of: parts(depth: depth - 1))
        }
    }

    private mutating func parts(depth: Int) -> [Condition] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in condition(depth: depth) }
    }

    private mutating func atom() -> Condition {
        let place = Int.random(in: 0..<(subjects.count + asked.count + (asksSex ? 1 : 0)), using: &random)
        if place < subjects.count {
            return .limit(.init(subjects[place], pick(Comparison.allCases), pick(Self.limits), name: "", words: ""))
        }
        if place - subjects.count < asked.count {
            let question = asked[place - subjects.count]
            return .answer(question: question, answer: pick(Self.answers[question]!), words: "")
        }
        return .sex(Bool.random(using: &random) ? .female : .male)
    }

    mutating func anyRows() -> [Condition] {
        chooseAxes()
        return (0..<Int.random(in: 1...6, using: &random)).map { _ in condition(depth: 3) }
    }

    /// Rows that come of dividing one row, which holds for everyone, again and again.
    mutating func coveringRows() -> [Condition] {
        chooseAxes()
        var rows = [Condition.always]
        for _ in 1..<Int.random(in: 1...6, using: &random) {
            let (divided, by) = (rows.indices.randomElement(using: &random)!, condition(depth: 2))
            rows.append(.all([rows[divided], .not(by)]))
            rows[divided] = .all([by, rows[divided]])
        }
        return rows
    }

    /// The same rows with one mistake, which need not change anything.
    mutating func spoiled(_ rows: [Condition]) -> [Condition] {
        var rows = rows
        let row = rows.indices.randomElement(using: &random)!
        switch Int.random(in: 0..<4, using: &random) {
        case 0: rows.remove(at: row)
        case 1: rows.append(.all([rows[row], condition(depth: 1)]))
        default:
            var limit = Int.random(in: 0...rows[row].limits.count, using: &random)
            rows[row] = Self.withOtherEnd(rows[row], &limit)
        }
        return rows
    }

    /// `under` for `at most`, and so on, in the limit of this number.
    private static func withOtherEnd(_ condition: Condition, _ number: inout Int) -> Condition {
        switch condition {
        case .limit(var limit):
            number -= 1
            if number == 0 {
                limit.comparison =
                    switch limit.comparison {
                    case .atLeast: .over
                    case .over: .atLeast
                    case .atMost: .under
                    case .under: .atMost
                    }
            }
            return .limit(limit)
        case .all(let parts): return .all(parts.map { withOtherEnd($0, &number) })
        case .any(let parts): return .any(parts.map { withOtherEnd($0, &number) })
        case .atLeast(let count, let parts): return .atLeast(count, of: parts.map { withOtherEnd($0, &number) })
        case .not(let part): return .not(withOtherEnd(part, &number))
        default: return condition
        }
    }

    mutating func space() -> ProofSpace {
        var space = ProofSpace(answers: ["severity": .init(label: "severity", answers: Self.answers["severity"]!)])
        for subject in subjects where Bool.random(using: &random) {
            space.numbers[subject] =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: .init(lowest: 10, highest: 60)
                case 1: .init(lowest: 10, includesLowest: false, highest: 30, includesHighest: false)
                case 2: .init(lowest: 30, highest: 30)
                default: .init(lowest: 30 * (1 + 1.5e-9), includesLowest: Bool.random(using: &random))
                }
        }
        return space
    }

    /// Patients of the space on limits, just beside them or anywhere.
    mutating func patients(_ count: Int, _ space: ProofSpace) -> [TableProof.Patient] {
        (0..<count).map { _ in
            var patient = TableProof.Patient()
            for subject in subjects { patient.numbers[subject] = number(space.numbers[subject] ?? .init()) }
            for question in asked { patient.answers[question] = pick(Self.answers[question]!) }
            if asksSex { patient.sex = Bool.random(using: &random) ? .female : .male }
            return patient
        }
    }

    private mutating func number(_ range: ProofSpace.Numbers) -> Double {
        while true {
            let limit = pick(Self.limits)
            let number =
                switch Int.random(in: 0..<5, using: &random) {
                case 0: limit
                // Steps in which no limit's tolerance ends.
                case 1: limit * (1 + (Double(Int.random(in: -15...15, using: &random)) * 0.2 + 0.07) * 1e-9)
                case 2: limit * (1 + Double.random(in: -1e-6...1e-6, using: &random))
                case 3: limit + Double.random(in: -0.01...0.01, using: &random)
                default: Double.random(in: 0...100, using: &random)
                }
            if Self.isWithin(number, range) { return number }
        }
    }

    static func isWithin(_ patient: TableProof.Patient, _ space: ProofSpace) -> Bool {
        patient.numbers.allSatisfy { isWithin($0.value, space.numbers[$0.key] ?? .init()) }
    }

    private static func isWithin(_ number: Double, _ range: ProofSpace.Numbers) -> Bool {
        (Rounding.isSame(number, range.lowest) ? range.includesLowest : number > range.lowest)
            && (Rounding.isSame(number, range.highest) ? range.includesHighest : number < range.highest)
    }
}

extension [PlanCondition] {
    fileprivate init(_ rows: [Condition]) throws {
        self = try rows.map { try #require(PlanCondition($0, .init(questions: SeededTables.questions, measures: ["crcl"]))) }
    }

    /// The rows that hold for a patient, as the engine has it.
    fileprivate func held(_ patient: TableProof.Patient) -> [Int] {
        func entry(_ figure: PatientFigure) -> Entry { patient.numbers[.figure(figure)].map(Entry.number) ?? .missing }
        let questions = SeededTables.questions
        let numbers = patient.numbers[.question("number")].map { [PlanRequest.Answer(questions["number"]!.code, .number($0))] } ?? []
        let answers = patient.answers.map { PlanRequest.Answer(questions[$0.key]!.code, .choice(questions[$0.key]!.number(of: $0.value)!)) }
        let known = patient.numbers[.measure("crcl")].map { [PlanRequest.KnownMeasure(measure: 0, value: .number($0))] } ?? []
        let measures = PatientMeasures(
            PatientInput(sex: patient.sex, age: entry(.age), weight: entry(.weight)),
            [MeasureTerms(id: ClinicalText(), label: ClinicalText(), formula: .cockcroftGault)], Array<QuestionTerms>(questions.values),
            PlanRequest(answers: numbers + answers, known: known))
        return indices.filter {
            let truth = self[$0].evaluate(measures)
            #expect(truth == .yes || truth == .no)
            return truth == .yes
        }
    }
}
