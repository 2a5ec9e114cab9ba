import ClinicalLogic

// The terms of the engine never change once they are made. What a test changes is a draft of them.

struct DoseDraft {
    let key: DoseTerms.Key
    var amount: Amount
    var most: Amount?
    var calvert: DoseTerms.Calvert?
    var time: BaseUnit
    var every: Interval?
    var times: Int?
    var occasions: DoseTerms.Occasions?
    var dosesPerDay: Int?
    var division: DoseTerms.Division?
    var duration: Interval?
    var after: Interval?
    var isAsNeeded: Bool
    var mostDoses: Int?
    var mostDosesIn: Double
    var infusion: DoseTerms.Infusion?
    var parts: [DoseTerms.Part]
    var route: Route?
    var caps: [RegimenTerms.Cap]
    var rounding: ProtocolTerms.Rounding?

    init(_ dose: DoseTerms) {
        key = dose.key
        amount = dose.amount
        most = dose.most
        calvert = dose.calvert
        time = dose.time
        every = dose.every
        times = dose.times
        occasions = dose.occasions
        dosesPerDay = dose.dosesPerDay
        division = dose.division
        duration = dose.duration
        after = dose.after
        isAsNeeded = dose.isAsNeeded
        mostDoses = dose.mostDoses
        mostDosesIn = dose.mostDosesIn
        infusion = dose.infusion
        parts = dose.parts
        route = dose.route
        caps = dose.caps
        rounding = dose.rounding
    }

    var terms: DoseTerms {
        DoseTerms(
            key, amount, to: most, calvert: calvert, per: time, every: every, times: times, occasions: occasions, dosesPerDay: dosesPerDay, division: division,
            duration: duration, after: after, isAsNeeded: isAsNeeded, mostDoses: mostDoses, mostDosesIn: mostDosesIn, infusion: infusion, parts: parts,
            route: route, caps: caps, rounding: rounding)
    }
}

extension DoseTerms {
    func with(_ change: (inout DoseDraft) -> Void) -> DoseTerms {
        var draft = DoseDraft(self)
        change(&draft)
        return draft.terms
    }

    func every(_ text: String) -> DoseTerms { with { $0.every = ContentTerms.every(text) } }
    func times(_ count: Int) -> DoseTerms { with { $0.times = count } }
}

struct ProductDraft {
    struct Use {
        var indication: Int
        var isOnLabel: Bool
        var regimens: [Int] = []
        var minimumAge: Double?
    }

    struct Infusion {
        var indication: Int
        var occasion: ProductTerms.Occasion
        var start: Rate
        var steps: [Rate]
        var every: Double?
        var maximum: Rate
        var leastTime: Double?
    }

    var code: Int
    var concentration: ProductTerms.Concentration?
    var isDiluted: Bool
    var infused: ProductTerms.Concentration?
    var containers: [ProductTerms.Container]
    var isScored: Bool
    var hasLabel: Bool
    var uses: [Use]
    var infusions: [Infusion]
    var rateCaps: [ProductTerms.RateCap]
    var questions: [QuestionTerms]

    init(_ product: ProductTerms) {
        code = product.code
        concentration = product.concentration
        isDiluted = product.isDiluted
        infused = product.infused
        containers = product.containers
        isScored = product.isScored
        hasLabel = product.hasLabel
        uses = product.uses.map { Use(indication: $0.indication, isOnLabel: $0.isOnLabel, regimens: $0.regimens, minimumAge: $0.ages.minimum) }
        infusions = product.infusions.map {
            Infusion(
                indication: $0.indication, occasion: $0.occasion, start: $0.start, steps: $0.steps, every: $0.every, maximum: $0.maximum,
                leastTime: $0.leastTime)
        }
        rateCaps = product.rateCaps
        questions = product.questions
    }

    var terms: ProductTerms {
        ProductTerms(
            code: code, concentration: concentration, isDiluted: isDiluted, infused: infused, containers: containers, isScored: isScored, hasLabel: hasLabel,
            uses: uses.map { .init(indication: $0.indication, isOnLabel: $0.isOnLabel, regimens: $0.regimens, minimumAge: $0.minimumAge) },
            infusions: infusions.map {
                .init(
                    indication: $0.indication, occasion: $0.occasion, start: $0.start, steps: $0.steps, every: $0.every, maximum: $0.maximum,
                    leastTime: $0.leastTime)
            }, rateCaps: rateCaps, questions: questions)
    }
}

extension ProductTerms {
    func with(_ change: (inout ProductDraft) -> Void) -> ProductTerms {
        var draft = ProductDraft(self)
        change(&draft)
        return draft.terms
    }
}

extension ProtocolTerms {
    /// The same with another factor or minimum height.
    func with(factor: Double?? = nil, minimumHeight: Double?? = nil) -> ProtocolTerms {
        ProtocolTerms(
            code: code, basis: basis, factor: factor ?? self.factor, trigger: trigger, minimumHeight: minimumHeight ?? self.minimumHeight,
            minimumAge: minimumAge, rounding: rounding, surface: surface, questions: questions)
    }
}

// MARK: The same terms

private func numbers(_ encode: (inout [Double]) -> Void) -> [UInt64] {
    var numbers: [Double] = []
    encode(&numbers)
    return numbers.map(\.bitPattern)
}

extension RegimenTerms {
    func isSame(as other: RegimenTerms) -> Bool { numbers(encode(into:)) == numbers(other.encode(into:)) }
}

extension ProtocolTerms {
    func isSame(as other: ProtocolTerms) -> Bool { numbers(encode(into:)) == numbers(other.encode(into:)) }
}

extension ProductTerms {
    func isSame(as other: ProductTerms) -> Bool { numbers(encode(into:)) == numbers(other.encode(into:)) }
}

extension PlanInput {
    func isSame(as other: PlanInput) -> Bool { numbers(encode(into:)) == numbers(other.encode(into:)) }
}

extension ProtocolTerms {
    var isUnrounded: Bool { if case .none = rounding { true } else { false } }
}
