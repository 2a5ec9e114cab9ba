/// A dose plan: everything worked out for one patient, or why no dose is given.
public final class Plan: Sendable {
    public enum Status: UInt8, Sendable, CaseIterable {
        case ok = 1
        case stop
        /// Something must be entered first.
        case incomplete
    }

    public let status: Status
    public let patient: PatientInput
    public let size: BodySize
    /// m2 by the protocol's formula.
    public let surface: BodySurface?
    /// kg by the protocol's factor.
    public let adjusted: AdjustedWeight?
    public let measures: [PlannedMeasure]
    public let missing: Inputs
    /// What would settle something that does not hold the dose back.
    public let open: Inputs
    public let stops: [Message]
    /// What to enter, in the order it is asked for.
    public let asked: [Message]
    public let cautions: [Message]
    /// What was typed in another unit than is computed with.
    public let conversions: [Message]
    /// Indices of the regimen's alerts that apply.
    public let stopAlerts: [Int]
    public let cautionAlerts: [Int]
    /// Alerts whose condition could not be settled.
    public let uncheckedAlerts: [Int]
    public let guardWords: ClinicalText
    /// True where the weight dosed by may be another than the actual one.
    public let showsBodySize: Bool
    /// All that the records ask.
    public let questions: [QuestionTerms]
    /// Nil unless the status is `ok`.
    public let dose: DosePlan?

    init(
        status: Status, patient: PatientInput, size: BodySize, surface: BodySurface?, adjusted: AdjustedWeight?, measures: [PlannedMeasure],
        missing: Inputs, open: Inputs, stops: [Message], asked: [Message], cautions: [Message],
        conversions: [Message], stopAlerts: [Int], cautionAlerts: [Int], uncheckedAlerts: [Int],
        guardWords: ClinicalText, showsBodySize: Bool, questions: [QuestionTerms], dose: DosePlan?
    ) {
        self.status = status
        self.patient = patient
        self.size = size
        self.surface = surface
        self.adjusted = adjusted
        self.measures = measures
        self.missing = missing
        self.open = open
        self.stops = stops
        self.asked = asked
        self.cautions = cautions
        self.conversions = conversions
        self.stopAlerts = stopAlerts
        self.cautionAlerts = cautionAlerts
        self.uncheckedAlerts = uncheckedAlerts
        self.guardWords = guardWords
        self.showsBodySize = showsBodySize
        self.questions = questions
        self.dose = dose
    }
}

/// A measure the regimen has worked out.
public final class PlannedMeasure: Sendable {
    public let terms: MeasureTerms
    public let figure: Figure
    /// The formula with its numbers; empty for a value that was entered.
    public let formula: ClinicalText

    init(terms: MeasureTerms, figure: Figure, formula: ClinicalText) {
        self.terms = terms
        self.figure = figure
        self.formula = formula
    }
}

/// The doses and their administration.
public final class DosePlan: Sendable {
    public let route: Route?
    /// Nil when nothing is per kg.
    public let dosingWeight: DosingWeight?
    /// m2, where an amount is per m2.
    public let surface: Double?
    public let steps: [PlannedStep]
    /// Index of the step that is shown in full.
    public let step: Int
    public let adjustments: [PlannedAdjustment]
    public let dates: [CalendarDay]

    init(
        route: Route?, dosingWeight: DosingWeight?, surface: Double?, steps: [PlannedStep], step: Int, adjustments: [PlannedAdjustment],
        dates: [CalendarDay]
    ) {
        self.route = route
        self.dosingWeight = dosingWeight
        self.surface = surface
        self.steps = steps
        self.step = step
        self.adjustments = adjustments
        self.dates = dates
    }

    public var inView: PlannedStep { steps[step] }
}

/// One step of a plan.
public final class PlannedStep: Sendable {
    public enum Amount: Sendable {
        case dose(CourseDose)
        /// The two ends of a range in which the reader has not chosen.
        case range(CourseDose, CourseDose)
        case rate(RunningRate)
        case rateRange(RunningRate, RunningRate)
    }

    public let terms: RegimenTerms.Step
    public let dose: DoseTerms
    public let amount: Amount
    /// The parts of one administration, which add up to it.
    public let parts: [PlannedPart]
    /// Minutes one dose takes at least.
    public let leastMinutes: Double?
    /// Minutes from the start of treatment to its first dose and to its last; nil where the record does not say.
    public let firstMinute: Double?
    public let lastMinute: Double?
    public let supply: Supply?

    init(
        terms: RegimenTerms.Step, dose: DoseTerms, amount: Amount, parts: [PlannedPart], leastMinutes: Double?, firstMinute: Double?,
        lastMinute: Double?, supply: Supply?
    ) {
        self.terms = terms
        self.dose = dose
        self.amount = amount
        self.parts = parts
        self.leastMinutes = leastMinutes
        self.firstMinute = firstMinute
        self.lastMinute = lastMinute
        self.supply = supply
    }

    /// The dose, or the larger end of its range; nil for a rate.
    public var largestDose: CourseDose? {
        switch amount {
        case .dose(let dose), .range(_, let dose): dose
        case .rate, .rateRange: nil
        }
    }
}

public final class PlannedPart: Sendable {
    public let amount: Double
    public let minutes: Double?

    init(amount: Double, minutes: Double?) {
        self.amount = amount
        self.minutes = minutes
    }
}

/// What a measurement changes, for this patient.
public final class PlannedAdjustment: Sendable {
    public let terms: RegimenTerms.Adjustment
    /// In the unit of the amount.
    public let bolus: Double?
    /// True where a limit made it smaller.
    public let isBolusHeld: Bool
    public let change: Double?

    init(terms: RegimenTerms.Adjustment, bolus: Double?, isBolusHeld: Bool, change: Double?) {
        self.terms = terms
        self.bolus = bolus
        self.isBolusHeld = isBolusHeld
        self.change = change
    }
}

/// What a product adds to a dose.
public final class Supply: Sendable {
    public let product: ProductTerms
    let scale: DoseScale
    /// Vials of each day; empty where the product lists none that can be searched.
    public let dayVials: [VialSelection]
    /// Drug left over in the vials of the whole course, in the unit of the dose; nil for what is taken whole.
    public let waste: Double?
    /// mL of the whole course, and of each day; nil for what has no concentration.
    public let volume: Double?
    public let dayVolumes: [Double]
    /// For the day with the largest volume.
    public let infusion: InfusionSchedule?
    /// Nil for a regimen that names no indication.
    public let label: LabelStatus?

    init(
        product: ProductTerms, scale: DoseScale, dayVials: [VialSelection], waste: Double?, volume: Double?, dayVolumes: [Double],
        infusion: InfusionSchedule?, label: LabelStatus?
    ) {
        self.product = product
        self.scale = scale
        self.dayVials = dayVials
        self.waste = waste
        self.volume = volume
        self.dayVolumes = dayVolumes
        self.infusion = infusion
        self.label = label
    }

    public var vials: VialSelection? {
        guard var sum = dayVials.first else { return nil }
        for selection in dayVials.dropFirst() { sum = sum + selection }
        return sum
    }
}
