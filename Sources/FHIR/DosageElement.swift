import ClinicalLogic
import KnowledgeBase
import OpenData
import SourceData

/// A dose as a Dosage of FHIR.
///
/// The amount stands in `doseAndRate` only where it is what one administration gives to whoever is dosed by it, and where every limit of it
/// has an element of its own. Otherwise a program that reads elements alone would give more than the record allows. What no element says
/// stands in the modifier, and all of it in `text`.
struct DosageElement {
    private let placed: PlacedDose
    private let regimen: Regimen
    private let context: DoseContext
    /// What is said in words only, in the order of the text.
    private(set) var unsaid: [String] = []
    private var isWithheld = false
    private var slots = CapSlots()
    private var timing = TimingElement()
    private var amount: JSONValue?
    private var rate: JSONValue?

    init(_ placed: PlacedDose, of regimen: Regimen, in context: DoseContext) {
        self.placed = placed
        self.regimen = regimen
        self.context = context
        if !placed.conditions.isEmpty { unsaid.append("Only when: \(placed.conditions.joined(separator: "; ")).") }
        if let former { unsaid.append(Self.order(former)) }
        unsaid += context.checks
        fillTiming()
        fillAmount()
        fillInfusion()
        fillCaps()
        fillWeight()
        fillRest()
    }

    private static func order(_ former: String) -> String { "Follows “\(former)”, and is not given at the same time." }

    private var dose: DoseTerms { placed.dose }
    /// What the step before is called.
    private var former: String? { placed.former.map { $0.label.isEmpty ? $0.id : $0.label } }

    /// Of the amount and its limits.
    private var bases: Set<Amount.Basis> { Set((dose.calvert == nil ? [dose.amount.basis] : []) + placed.caps.map(\.amount.basis)) }

    var hasAmount: Bool { !isWithheld && (amount != nil || rate != nil) }

    /// All that the record says of the dose.
    var text: String {
        var sentences = placed.conditions.map { "When \($0):" } + ["\(placed.words)."]
        sentences += [former.map(Self.order), context.weight(bases), context.rounding(dose)].compactMap { $0 }
        if let guardWords = regimen.guardWords { sentences.insert(guardWords, at: 0) }
        return sentences.joined(separator: " ")
    }

    var json: JSONValue {
        .object([
            "modifierExtension": UnsaidExtension.values(unsaid), "text": .string(text), "additionalInstruction": .list(unsaid.map(Element.concept)),
            "timing": timing.json, "asNeededBoolean": .flag(dose.isAsNeeded), "route": (dose.route ?? regimen.route).map { Element.concept($0.words) },
            "doseAndRate": hasAmount ? doseAndRate : nil, "maxDosePerPeriod": slots.perDay, "maxDosePerAdministration": slots.perDose,
            "maxDosePerLifetime": slots.perLifetime,
        ])
    }

    private var doseAndRate: JSONValue {
        var members: [JSONValue.Member] = []
        if let amount { members.append(.init(dose.most == nil ? "doseQuantity" : "doseRange", amount)) }
        if let rate { members.append(.init(dose.key != .rate || dose.most != nil ? "rateRange" : "rateQuantity", rate)) }
        return [.members(members)]
    }

    // MARK: When

    private mutating func fillTiming() {
        // A course of one day that comes again is a dose that comes again.
        if let division = dose.division, division.most > 1 || (dose.every == nil && dose.occasions == nil) {
            if !division.isConsecutive, division.most > 1 { unsaid.append("The days of a course need not follow one another.") }
            timing.isDaily(division)
            if let every = dose.every {
                unsaid.append("The course is repeated every \(DoseData.words(every)), from start to start\(dose.times.map { ", \($0) times in all" } ?? "").")
            }
            if let occasions = dose.occasions { unsaid.append("The course is given on: \(Self.words(occasions)).") }
            return
        }
        if dose.division == nil, dose.key == .course || dose.isDivisionOpen { withhold("Over how many days it is given is left open.") }
        if let occasions = dose.occasions {
            timing.isOnOccasions(Self.words(occasions), count: occasions.numbers.count)
            unsaid.append("Given on: \(Self.words(occasions)), counted from the start of treatment.")
        } else if let every = dose.every {
            timing.isEvery(every)
        } else if let doses = dose.dosesPerDay {
            timing.isDaily(times: doses)
        } else if dose.key == .perDay {
            timing.isDaily(times: 1)
        }
        if let times = dose.times { timing.count = times }
        if let duration = dose.duration { timing.bounds(duration) }
    }

    private static func words(_ occasions: DoseTerms.Occasions) -> String {
        occasions.numbers.map { "\(occasions.unit.symbol) \($0)" }.joined(separator: ", ")
    }

    // MARK: How much

    private mutating func withhold(_ words: String) {
        isWithheld = true
        unsaid.append(words)
    }

    private mutating func fillAmount() {
        guard dose.calvert == nil else { return withhold("The amount is worked out by the Calvert formula.") }
        switch dose.key {
        case .rate:
            let unit = dose.amount.unit(per: dose.time)
            rate = dose.most.map { Element.range(dose.amount.value, $0.value, unit) } ?? Element.quantity(dose.amount.value, unit)
        case .each:
            // In the older form the amount of a dose may be divided over days, as that of a course is.
            guard let division = dose.division, division.most > 1 else { return setAmountOfOne() }
            if division.fewest == division.most, setAmount(dividedBy: division.fewest) { return }
            withhold("The amount is divided over the days, and is not of one administration.")
        case .total:
            if dose.parts.isEmpty { setAmountOfOne() } else { withhold("One administration is given in parts, each over its own time.") }
        case .perDay:
            // Of a course, each day is given as one dose.
            let count = dose.division != nil ? 1 : dose.dosesPerDay ?? dose.every?.dosesPerDay ?? 1
            if !setAmount(dividedBy: count) { withhold("The amount is of a day, and is divided by \(count).") }
        case .course:
            if let division = dose.division, division.fewest == division.most, setAmount(dividedBy: division.fewest) { return }
            withhold("The amount is of a course in all, and not of one administration.")
        }
    }

    private mutating func setAmountOfOne() { _ = setAmount(dividedBy: 1) }

    /// False where the division leaves a remainder, which would be rounded.
    private mutating func setAmount(dividedBy count: Int) -> Bool {
        guard let low = ExactDecimal(dose.amount.value).divided(by: count) else { return false }
        let unit = dose.amount.unit()
        guard let most = dose.most else {
            amount = Element.quantity(low, unit)
            return true
        }
        guard let high = ExactDecimal(most.value).divided(by: count) else { return false }
        amount = Element.range(low, high, unit)
        return true
    }

    private mutating func fillInfusion() {
        guard let infusion = dose.infusion else { return }
        if infusion.isExact, let time = infusion.atLeast {
            timing.takes(Figures.time(time))
        } else {
            if let least = infusion.atLeast { unsaid.append("Each dose takes at least \(Figures.time(least).formatted()).") }
            if let most = infusion.atMost { unsaid.append("Each dose takes at most \(Figures.time(most).formatted()).") }
        }
        if let highest = infusion.highestRate {
            let unit = highest.amount.unit(per: highest.time)
            rate = .object(["high": Element.quantity(highest.amount.value, unit)])
        }
    }

    // MARK: How much at most

    private mutating func fillCaps() {
        // A fixed amount limits whoever weighs much; it takes the place that there is.
        for cap in placed.caps.sorted(by: { $0.amount.basis.rawValue < $1.amount.basis.rawValue }) where !slots.take(cap) {
            withhold("Limit: \(CapData.words(cap, in: regimen)).")
        }
        if let doses = dose.mostDoses { withhold("At most \(doses) \(doses == 1 ? "dose" : "doses") in \(Figures.time(dose.mostDosesIn).formatted()).") }
    }

    // MARK: By which weight

    private mutating func fillWeight() {
        guard let words = context.weight(bases) else { return }
        if context.isOfActualWeight || !bases.contains(.perKilogram) { unsaid.append(words) } else { withhold(words) }
    }

    private mutating func fillRest() {
        if let rounding = context.rounding(dose) { unsaid.append(rounding) }
        if let after = dose.after { unsaid.append("The first dose comes \(DoseData.words(after)) after the last one of the step before.") }
        if dose.isWithoutProduct { unsaid.append("Not drawn from the regimen's product.") }
        if regimen.doses.count > 1 { unsaid.append("One dose of several: the plan says in which order, and for whom.") }
        if let guardWords = regimen.guardWords { unsaid.append(guardWords) }
    }
}

/// The limits for which a Dosage has a place, one each.
private struct CapSlots {
    var perDose: JSONValue?
    var perDay: JSONValue?
    var perLifetime: JSONValue?

    /// False where there is no place, or another limit has it.
    mutating func take(_ cap: RegimenTerms.Cap) -> Bool {
        let most = Element.quantity(cap.amount.value, cap.amount.unit())
        switch cap.kind {
        case .dose where perDose == nil: perDose = most
        case .day where perDay == nil: perDay = .object(["numerator": most, "denominator": Element.quantity(1, Unit(.day))])
        case .lifetime where perLifetime == nil: perLifetime = most
        case .dose, .day, .lifetime, .course, .rate: return false
        }
        return true
    }
}
