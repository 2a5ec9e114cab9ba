/// A product as the dose engine needs it: concentration, what it comes in, label and infusion rates.
public final class ProductTerms: Sendable {
    /// Drug in a millilitre.
    public final class Concentration: Sendable {
        public let value: Double
        /// A unit a dose can be measured in, and not a volume.
        public let unit: BaseUnit

        public init?(_ value: Double, _ unit: BaseUnit) {
            guard value > 0, value < .infinity, unit.dimension.isDose, unit.dimension != .volume, !unit.dimension.isCount else { return nil }
            self.value = value
            self.unit = unit
        }

        /// Of a quantity such as `100 mg/mL` or `2 g/L`; nil for any other kind.
        public convenience init?(_ quantity: Quantity) {
            guard quantity.unit.denominators.count == 1, quantity.unit.denominators[0].dimension == .volume else { return nil }
            self.init(quantity.value / quantity.unit.denominators[0].scale, quantity.unit.numerator)
        }

        /// In the reference unit of its dimension, per mL.
        public var scaled: Double { value * unit.scale }
    }

    /// What the drug comes in.
    public enum Form: UInt8, Sendable, CaseIterable {
        case vial = 1, ampoule, syringe, pen, bag, bottle, tablet, capsule, sachet, suppository, patch

        var name: StaticString {
            switch self {
            case .vial: "vial"
            case .ampoule: "ampoule"
            case .syringe: "syringe"
            case .pen: "pen"
            case .bag: "bag"
            case .bottle: "bottle"
            case .tablet: "tablet"
            case .capsule: "capsule"
            case .sachet: "sachet"
            case .suppository: "suppository"
            case .patch: "patch"
            }
        }

        /// True for what is taken whole or in halves, and of which nothing is left over.
        public var isSolid: Bool {
            switch self {
            case .tablet, .capsule, .sachet, .suppository, .patch: true
            default: false
            }
        }
    }

    /// What one vial, tablet or other form holds.
    public final class Container: Sendable {
        public let value: Double
        public let unit: BaseUnit
        /// mL it holds, where the record says so.
        public let volume: Double?
        public let form: Form

        public init?(_ value: Double, _ unit: BaseUnit, volume: Double? = nil, _ form: Form = .vial) {
            self.value = value
            self.unit = unit
            self.volume = volume
            self.form = form
            if !isSound { return nil }
        }

        init(reading reader: inout NumberReader) {
            value = reader.readFinite()
            unit = reader.readChoice(else: .milligram)
            volume = reader.readOptional()
            form = reader.readChoice(else: .vial)
            reader.expect(isSound)
        }

        private var isSound: Bool {
            value > 0 && value < .infinity && unit.dimension.isDose && !unit.dimension.isCount && (volume ?? 1) > 0
        }

        /// `10 g`, `50 mL`, or with a volume `40 mg/0.4 mL`, which is read as a quantity by the caller.
        public convenience init?(_ quantity: Quantity, volume: Double? = nil, _ form: Form = .vial) {
            guard quantity.unit.denominators.isEmpty else { return nil }
            self.init(quantity.value, quantity.unit.numerator, volume: volume, form)
        }
    }

    /// A use the label names, or one the record says it does not.
    public final class Use: Sendable {
        public let indication: Int
        public let isOnLabel: Bool
        /// The regimens whose dose the label states for it.
        public let regimens: [Int]
        /// Years.
        public let ages: Limits

        public init(indication: Int, isOnLabel: Bool, regimens: [Int] = [], minimumAge: Double? = nil, maximumAge: Double? = nil) {
            self.indication = indication
            self.isOnLabel = isOnLabel
            self.regimens = regimens
            ages = Limits(minimum: minimumAge, maximum: maximumAge)
        }
    }

    /// Which infusion of a treatment rates are for.
    public enum Occasion: UInt8, Sendable, CaseIterable {
        case any = 0
        case first
        case later
    }

    /// The label's rates for one indication, slowest first.
    public final class Infusion: Sendable {
        /// 0 for any.
        public let indication: Int
        public let occasion: Occasion
        public let start: Rate
        /// Rates in order, where the label lists them.
        public let steps: [Rate]
        /// Minutes a rate is held at least; nil where the label as seen does not say.
        public let every: Double?
        public let maximum: Rate
        /// Minutes one dose takes at least, whatever the rates allow; nil where the label as seen does not say.
        public let leastTime: Double?

        public init(
            indication: Int, occasion: Occasion = .any, start: Rate, steps: [Rate] = [], every: Double? = nil, maximum: Rate,
            leastTime: Double? = nil
        ) {
            self.indication = indication
            self.occasion = occasion
            self.start = start
            self.steps = steps
            self.every = every
            self.maximum = maximum
            self.leastTime = leastTime
        }

        var isPerKilogram: Bool { start.isPerKilogram || maximum.isPerKilogram || steps.contains { $0.isPerKilogram } }
    }

    /// A lower maximum rate where a risk applies.
    public final class RateCap: Sendable {
        /// The code of its question.
        public let question: Int
        public let maximum: Rate

        public init(question: Int, maximum: Rate) {
            self.question = question
            self.maximum = maximum
        }
    }

    /// The product's own number among the site's records.
    public let code: Int
    /// Nil for what is taken whole.
    public let concentration: Concentration?
    /// True where it is diluted before it is infused.
    public let isDiluted: Bool
    /// What is infused, where it is diluted and the record says to what.
    public let infused: Concentration?
    public let containers: [Container]
    /// True where tablets may be halved.
    public let isScored: Bool
    /// True where the record names the version of the label it was written from; without one every dose is withheld.
    public let hasLabel: Bool
    public let uses: [Use]
    public let infusions: [Infusion]
    public let rateCaps: [RateCap]
    public let questions: [QuestionTerms]

    public init(
        code: Int = 0, concentration: Concentration?, isDiluted: Bool = false, infused: Concentration? = nil, containers: [Container] = [], isScored: Bool = false,
        hasLabel: Bool, uses: [Use] = [],
        infusions: [Infusion] = [], rateCaps: [RateCap] = [], questions: [QuestionTerms] = []
    ) {
        self.code = code
        self.concentration = concentration
        self.isDiluted = isDiluted
        self.infused = infused
        self.containers = containers
        self.isScored = isScored
        self.hasLabel = hasLabel
        self.uses = uses
        self.infusions = infusions
        self.rateCaps = rateCaps
        self.questions = questions
    }

    /// What runs through a pump; nil where it is diluted to what the record does not say.
    var pumped: Concentration? { isDiluted ? infused : concentration }
}
