import ClinicalLogic
import SeededNumbers

/// One thing to ask of the engine.
struct PlanCase {
    var regimen: RegimenTerms
    var terms: ProtocolTerms
    var product: ProductTerms?
    var patient: PatientInput
    var request: PlanRequest
    /// What the regimen was written as, where that is the older form.
    var older: OlderRegimen?

    /// The same as it is typed; see `RequestText`.
    var input: PlanInput { PlanInput(regimen: regimen, terms: terms, product: product, entered: entered) }

    /// The rows of the plan once an unusual weight is confirmed.
    var confirmed: ReportText {
        var confirmed = self
        confirmed.request.isWeightConfirmed = true
        return confirmed.text
    }

    var plan: Plan { DoseEngine.plan(regimen, terms, product, patient, request) }

    /// False where a figure has more digits than can be typed.
    var isTyped: Bool {
        let read = RequestText(entered, regimen, DoseEngine.questions(regimen, terms, product))
        return read.patient == patient && read.request.days == request.days && read.request.start == request.start && read.request.step == request.step
            && read.request.answers.count == request.answers.count
    }

    private var entered: [UInt8] {
        func typed(_ entry: Entry) -> String {
            switch entry {
            case .missing: ""
            case .unreadable: "abc"
            case .unknownUnit: "1 x"
            case .number(let value): value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
            }
        }
        func date(_ entry: Entry) -> String {
            guard let number = entry.number else { return typed(entry) }
            let date = CalendarDay(number: Int(number)).date
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(date.year)-\(two(date.month))-\(two(date.day))"
        }
        var lines = [
            ("weight", typed(patient.weight)), ("height", typed(patient.height)), ("age", typed(patient.age)), ("days", typed(request.days)),
            ("start", date(request.start)), ("step", "\(request.step + 1)"),
        ]
        if let sex = patient.sex { lines.append(("sex", sex == .male ? "male" : "female")) }
        if request.isWeightConfirmed { lines.append(("confirm", "weight")) }
        for answer in request.answers {
            guard let question = DoseEngine.questions(regimen, terms, product).first(where: { $0.code == answer.question }) else { continue }
            switch answer.value {
            case .choice(let choice): lines.append((question.id.string, choice == QuestionTerms.yes ? "yes" : "no"))
            case .number(let number): lines.append((question.id.string, typed(.number(number))))
            case .unreadable: lines.append((question.id.string, "abc"))
            }
        }
        return RequestText.lines(lines.map { (name: $0.0, value: $0.1) })
    }
}

/// Cases over every regimen, protocol and product, most of them plausible and some impossible.
struct SeededCases: Sequence, IteratorProtocol {
    private var numbers: SeededGenerator
    private var index = 0
    private let count: Int

    init(_ count: Int, seed: UInt64 = 1) {
        numbers = SeededGenerator(seed: seed)
        self.count = count
    }

    mutating func next() -> PlanCase? {
        guard index < count else { return nil }
        // Counting through the records makes every combination come up.
        let regimens = ContentTerms.regimens.count
        let protocols = ContentTerms.protocols.count
        let products = ContentTerms.products.count + 1
        let product = index / regimens / protocols % products
        let regimen = ContentTerms.regimens[index % regimens]
        defer { index += 1 }
        return PlanCase(
            regimen: ContentTerms.terms[index % regimens], terms: ContentTerms.protocols[index / regimens % protocols],
            product: product == 0 ? nil : ContentTerms.products[product - 1], patient: patient(), request: request(regimen), older: regimen)
    }

    private mutating func patient() -> PatientInput {
        // Children one time in four; heights and weights that fit, to a tenth, now and then to the last bit.
        let isChild = chance(4)
        let age = isChild ? Double.random(in: 0...17.9, using: &numbers) : Double.random(in: 18...99, using: &numbers)
        let height = isChild ? 50 + age * 7 + spread(12) : 172 + spread(28)
        let bodyMassIndex = isChild ? 16.5 + spread(5) : 27 + spread(15)
        let weight = bodyMassIndex * height * height / 10_000
        let isExact = chance(10)
        func shown(_ value: Double) -> Double { isExact ? value : (value * 10).rounded() / 10 }
        return PatientInput(
            sex: chance(20) ? nil : chance(2) ? .male : .female, age: entry(isExact ? age : age.rounded(.down)),
            weight: entry(shown(weight)), height: entry(shown(height)))
    }

    private mutating func entry(_ value: Double) -> Entry {
        switch Int.random(in: 0..<60, using: &numbers) {
        case 0, 1: .missing
        case 2: .unreadable
        case 3: .number([-1, 0, 1, 1.75, 1e9, 152.4, 30, 400, 2, 500][Int.random(in: 0..<10, using: &numbers)])
        default: .number(value)
        }
    }

    private mutating func request(_ regimen: OlderRegimen) -> PlanRequest {
        var request = PlanRequest()
        if chance(3) { request.days = entry(Double(Int.random(in: 1...6, using: &numbers))) }
        if chance(2) { request.start = .number(Double(Int.random(in: 10_000...30_000, using: &numbers))) }
        if chance(4), !regimen.phases.isEmpty { request.step = Int.random(in: 0...regimen.phases.count, using: &numbers) }
        request.isWeightConfirmed = chance(8)
        for flag in RiskFlag.allCases where chance(6) { request.answers.append(flag.answer) }
        return request
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
    private mutating func spread(_ width: Double) -> Double { Double.random(in: -width...width, using: &numbers) }
}
