import ClinicalLogic
import KnowledgeBase
import OpenData
import SourceData

/// What stands around every dose of a regimen: which weight is dosed by, how it is rounded, and what comes first.
struct DoseContext {
    let regimen: Regimen
    /// The usual one first; none where the regimen has its own weight.
    let protocols: [DosingProtocol]

    /// Whom it is for, and what can withhold it.
    var checks: [String] {
        var checks = ["For: \(population)"]
        let stops = regimen.alerts.filter { $0.id != nil && $0.level == .stop }.compactMap(\.condition)
        if !stops.isEmpty { checks.append("Withheld when: \(stops.map(\.words).joined(separator: "; or ")).") }
        let cautions = regimen.alerts.filter { $0.level == .caution }.compactMap(\.condition)
        let some = cautions.filter { $0 != .always }
        if cautions.count > some.count { checks.append("Cautions for everyone stand in the plan.") }
        if !some.isEmpty { checks.append("With caution when: \(some.map(\.words).joined(separator: "; or ")). The plan has the words.") }
        checks += regimen.measures.map { "\($0.terms.label.string.sentence) is worked out\(Self.way($0))." }
        if !regimen.adjustments.isEmpty { checks.append("What runs is adjusted by a measurement; the plan has the table.") }
        return checks
    }

    var population: String {
        let population = regimen.population
        var limits: [String] = []
        if let age = population.minimumAge { limits.append("from \(age.formatted())") }
        if let age = population.maximumAge { limits.append("up to \(age.formatted())") }
        if let weight = population.minimumWeight { limits.append("from \(weight.formatted()) of body weight") }
        if let weight = population.maximumWeight { limits.append("up to \(weight.formatted()) of body weight") }
        let words = limits.isEmpty ? population.text : "\(population.text) (\(limits.joined(separator: ", ")))"
        return words + (population.isOnlyCaution ? ". Others with caution." : ". No dose is given to others.")
    }

    private var rules: [(title: String?, rule: WeightRule?)] {
        protocols.isEmpty ? [(nil, regimen.ownWeight)] : protocols.map { ($0.head.title, $0.weight) }
    }

    /// Whether the weight of the scales is what amounts are multiplied by, under every rule that can be chosen.
    var isOfActualWeight: Bool { rules.allSatisfy { ($0.rule?.basis ?? .actual) == .actual } }

    /// What amounts of these kinds are multiplied by; nil where all are fixed.
    func weight(_ bases: Set<Amount.Basis>) -> String? {
        var sentences: [String] = []
        if bases.contains(.perSquareMetre) {
            let surfaces = protocols.isEmpty ? [(nil, regimen.ownSurface)] : protocols.map { (Optional($0.head.title), $0.surface) }
            sentences.append(
                surfaces.map { title, surface in
                    let words = "Body surface by \(Self.words(surface ?? .mosteller))"
                    return title.map { "\(words) by the protocol “\($0)”." } ?? "\(words)."
                }.joined(separator: " Or: "))
        }
        if bases.contains(.perKilogram) {
            sentences.append(
                rules.map { title, rule in
                    let words = Self.words(rule)
                    return title.map { "\(words) by the protocol “\($0)”." } ?? "\(words)."
                }.joined(separator: " Or: "))
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// Nil where nothing is rounded.
    func rounding(_ dose: DoseTerms) -> String? {
        if dose.rounding != nil { return nil }
        let rules = protocols.isEmpty ? [(nil, regimen.ownRounding)] : protocols.map { (Optional($0.head.title), $0.rounding) }
        let words = rules.compactMap { title, rounding -> String? in
            guard let rounding, let words = Self.words(rounding) else { return nil }
            return title.map { "\(words) by the protocol “\($0)”." } ?? "\(words)."
        }
        return words.isEmpty ? nil : words.joined(separator: " Or: ")
    }

    private static func words(_ surface: DosingProtocol.SurfaceFormula) -> String {
        switch surface {
        case .mosteller: "Mosteller's formula"
        case .duBois: "Du Bois' formula"
        case .haycock: "Haycock's formula"
        }
    }

    /// ` by cockcroft-gault, with actual weight`
    private static func way(_ measure: Measure) -> String {
        guard measure.terms.formula == .cockcroftGault else { return " by the formula \(measure.formula)" }
        let weight: String
        switch measure.terms.weight {
        case .actual: weight = "actual body weight"
        case .ideal: weight = "ideal body weight"
        case .adjusted: weight = "body weight adjusted by \(Decimal.format(measure.terms.factor)) of the excess"
        case .lean: weight = "lean body weight"
        case .notStated: weight = "a weight that is not stated"
        }
        return " by the formula cockcroft-gault, with \(weight)"
    }

    static func words(_ rule: WeightRule?) -> String {
        guard let rule else { return "Dosed by actual body weight" }
        let weight: String
        switch rule.basis {
        case .actual: return "Dosed by actual body weight"
        case .ideal: weight = "ideal body weight (Devine)"
        case .adjusted: weight = "adjusted body weight (Devine's ideal weight and \(Decimal.format(rule.factor ?? 0)) of the excess)"
        case .lean: weight = "lean body weight (Janmahasatian)"
        case .notStated: weight = "a weight by a rule that was not seen, so that nothing can be worked out"
        }
        var words = "Dosed by \(weight)"
        if let trigger = rule.trigger { words += " when \(trigger.words), and by actual body weight otherwise" }
        if let height = rule.minimumHeight { words += "; below \(height.formatted()) by actual body weight" }
        if let age = rule.minimumAge { words += "; below \(age.formatted()) of age by actual body weight" }
        return words + "; never by more than the actual body weight"
    }

    static func words(_ rounding: RoundingRule) -> String? {
        let direction = rounding.direction == .nearest ? "to the nearest," : rounding.direction.rawValue
        switch rounding.target {
        case .none: return nil
        case .product: return "Rounded \(direction) to what whole containers or tablets of the product make, within the limits"
        case .step(let step): return "Rounded \(direction) to steps of \(step.formatted()), within the limits"
        }
    }
}
