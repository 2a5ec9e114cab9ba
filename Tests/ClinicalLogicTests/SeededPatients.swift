import ClinicalLogic

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

/// One thing to ask of the engine.
struct PlanCase: Hashable {
    var regimen: RegimenTerms
    var terms: ProtocolTerms
    var product: ProductTerms?
    var patient: PatientInput
    var request: PlanRequest

    var input: PlanInput {
        PlanInput(regimen: regimen, terms: terms, product: product, patient: patient, request: request)
    }

    var plan: Plan { input.plan }
}

/// Cases over every regimen, protocol and product, most of them plausible and some impossible.
struct SeededCases: Sequence, IteratorProtocol {
    private var numbers: SeededNumbers
    private var index = 0
    private let count: Int

    init(_ count: Int, seed: UInt64 = 1) {
        numbers = SeededNumbers(seed: seed)
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
            regimen: regimen, terms: ContentTerms.protocols[index / regimens % protocols],
            product: product == 0 ? nil : ContentTerms.products[product - 1], patient: patient(), request: request(regimen))
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

    private mutating func request(_ regimen: RegimenTerms) -> PlanRequest {
        var request = PlanRequest()
        if chance(3) { request.days = entry(Double(Int.random(in: 1...6, using: &numbers))) }
        if chance(2) { request.start = .number(Double(Int.random(in: 10_000...30_000, using: &numbers))) }
        if chance(4), !regimen.phases.isEmpty { request.phase = Int.random(in: 0...regimen.phases.count, using: &numbers) }
        request.isWeightConfirmed = chance(8)
        for flag in RiskFlag.allCases where chance(6) { request.flags.insert(RiskFlags(flag)) }
        return request
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &numbers) == 0 }
    private mutating func spread(_ width: Double) -> Double { Double.random(in: -width...width, using: &numbers) }
}
