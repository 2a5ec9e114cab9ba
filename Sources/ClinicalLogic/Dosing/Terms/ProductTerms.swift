/// A product as the dose engine needs it: concentration, vials, label and infusion rates.
public struct ProductTerms: Hashable, Sendable {
    /// What one vial holds.
    public struct Vial: Hashable, Sendable {
        public let value: Double
        /// A unit of mass or volume.
        public let unit: BaseUnit

        public init?(_ value: Double, _ unit: BaseUnit) {
            guard value.isFinite, value > 0, unit.dimension == .mass || unit.dimension == .volume else { return nil }
            self.value = value
            self.unit = unit
        }

        public init?(_ quantity: Quantity) {
            guard quantity.unit.denominators.isEmpty else { return nil }
            self.init(quantity.value, quantity.unit.numerator)
        }
    }

    /// A use the label names, or one the record says it does not.
    public struct Use: Hashable, Sendable {
        public var indication: Int
        public var isOnLabel: Bool
        /// The regimens whose dose the label states for it.
        public var regimens: [Int]
        /// Years.
        public var minimumAge: Double?
        public var maximumAge: Double?

        public init(indication: Int, isOnLabel: Bool, regimens: [Int] = [], minimumAge: Double? = nil, maximumAge: Double? = nil) {
            self.indication = indication
            self.isOnLabel = isOnLabel
            self.regimens = regimens
            self.minimumAge = minimumAge
            self.maximumAge = maximumAge
        }
    }

    /// The label's rates for one indication, slowest first.
    public struct Infusion: Hashable, Sendable {
        public var indication: Int
        public var start: Rate
        /// Rates in order, where the label lists them.
        public var steps: [Rate]
        /// Minutes a rate is held at least; nil where the label as seen does not say.
        public var every: Double?
        public var maximum: Rate
        /// Minutes one dose takes at least, whatever the rates allow; nil where the label as seen does not say.
        public var leastTime: Double?

        public init(
            indication: Int, start: Rate, steps: [Rate] = [], every: Double? = nil, maximum: Rate, leastTime: Double? = nil
        ) {
            self.indication = indication
            self.start = start
            self.steps = steps
            self.every = every
            self.maximum = maximum
            self.leastTime = leastTime
        }
    }

    /// A lower maximum rate when a risk is ticked.
    public struct RateCap: Hashable, Sendable {
        public var flag: RiskFlag
        public var maximum: Rate

        public init(flag: RiskFlag, maximum: Rate) {
            self.flag = flag
            self.maximum = maximum
        }
    }

    /// The product's own number among the site's records.
    public var code: Int
    /// mg/mL
    public var concentration: Double
    public var vials: [Vial]
    /// Date of the label the record was written from, in days from 1 January 1970; nil withholds every dose.
    public var labelDate: Int?
    public var uses: [Use]
    public var infusions: [Infusion]
    public var rateCaps: [RateCap]

    public init(
        code: Int = 0, concentration: Double, vials: [Vial] = [], labelDate: Int?, uses: [Use] = [], infusions: [Infusion] = [],
        rateCaps: [RateCap] = []
    ) {
        self.code = code
        self.concentration = concentration
        self.vials = vials
        self.labelDate = labelDate
        self.uses = uses
        self.infusions = infusions
        self.rateCaps = rateCaps
    }

    /// mg/mL of a quantity such as `100 mg/mL` or `2 g/L`; nil for any other kind.
    public static func milligramsPerMillilitre(_ quantity: Quantity) -> Double? {
        quantity.converted(to: Unit(.milligram, per: .millilitre))?.value
    }

    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(code)
        numbers.append(concentration)
        numbers.append(vials.count)
        for vial in vials {
            numbers.append(vial.value)
            numbers.append(vial.unit.rawValue)
        }
        numbers.append(labelDate != nil)
        if let labelDate { numbers.append(labelDate) }
        numbers.append(uses.count)
        for use in uses {
            numbers.append(use.indication)
            numbers.append(use.isOnLabel)
            numbers.append(counts: use.regimens)
            numbers.append(optional: use.minimumAge)
            numbers.append(optional: use.maximumAge)
        }
        numbers.append(infusions.count)
        for infusion in infusions {
            numbers.append(infusion.indication)
            infusion.start.encode(into: &numbers)
            numbers.append(infusion.steps.count)
            for step in infusion.steps { step.encode(into: &numbers) }
            numbers.append(optional: infusion.every)
            infusion.maximum.encode(into: &numbers)
            numbers.append(optional: infusion.leastTime)
        }
        numbers.append(rateCaps.count)
        for cap in rateCaps {
            numbers.append(cap.flag.rawValue)
            cap.maximum.encode(into: &numbers)
        }
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        try reader.version()
        code = try reader.count()
        concentration = try reader.finite()
        guard concentration > 0 else { throw MalformedNumbers() }
        vials = []
        for _ in 0..<(try reader.count(upTo: 1000)) {
            let value = try reader.finite()
            let unit: BaseUnit = try reader.choice()
            guard let vial = Vial(value, unit) else { throw MalformedNumbers() }
            vials.append(vial)
        }
        labelDate = try reader.bool() ? try reader.count() : nil
        uses = []
        for _ in 0..<(try reader.count(upTo: 1000)) {
            let indication = try reader.count()
            let isOnLabel = try reader.bool()
            let regimens = try reader.counts()
            let minimumAge = try reader.optional()
            uses.append(
                Use(
                    indication: indication, isOnLabel: isOnLabel, regimens: regimens, minimumAge: minimumAge,
                    maximumAge: try reader.optional()))
        }
        infusions = []
        for _ in 0..<(try reader.count(upTo: 1000)) {
            let indication = try reader.count()
            let start = try Rate(decoding: &reader)
            var steps: [Rate] = []
            for _ in 0..<(try reader.count(upTo: 1000)) { steps.append(try Rate(decoding: &reader)) }
            let every = try reader.optional()
            let maximum = try Rate(decoding: &reader)
            infusions.append(
                Infusion(
                    indication: indication, start: start, steps: steps, every: every, maximum: maximum,
                    leastTime: try reader.optional()))
        }
        rateCaps = []
        for _ in 0..<(try reader.count(upTo: 1000)) {
            let flag: RiskFlag = try reader.choice()
            rateCaps.append(RateCap(flag: flag, maximum: try Rate(decoding: &reader)))
        }
    }
}
