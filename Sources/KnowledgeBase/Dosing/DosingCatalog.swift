public import ClinicalLogic
import Diagnostics
import SourceData

/// The dosing records of a knowledge base in the terms of the dose engine, which knows records by number.
///
/// Numbers are places in the sorted lists of ids, from 1, so that they are the same wherever one site uses them.
public struct DosingCatalog: Sendable {
    private let indications: [String: Int]
    private let regimens: [String: Int]
    private let products: [String: Int]
    private let protocols: [String: Int]

    public init(_ knowledgeBase: KnowledgeBase) {
        func numbered(_ ids: some Sequence<String>) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: Set(ids).sorted().enumerated().map { ($0.element, $0.offset + 1) })
        }
        indications = numbered(knowledgeBase.articles(.indications).map(\.id))
        regimens = numbered(knowledgeBase.records(.regimens).map(\.head.id))
        products = numbered(knowledgeBase.records(.products).map(\.head.id))
        protocols = numbered(knowledgeBase.records(.protocols).map(\.head.id))
    }

    /// Nil when the regimen says something the engine cannot compute with, such as an interval of half a month.
    public func terms(_ regimen: Regimen) -> RegimenTerms? {
        guard let amount = Amount(regimen.dose.amount), let phases = all(regimen.phases, phase),
            let caps = caps(regimen.caps), let alerts = all(regimen.alerts, alert)
        else { return nil }
        return RegimenTerms(
            code: regimens[regimen.head.id] ?? 0, indication: indications[regimen.indication.value] ?? 0,
            products: regimen.products.compactMap { products[$0.value] },
            protocols: regimen.protocols.compactMap { protocols[$0.value] },
            minimumAge: regimen.population.minimumAge?.years, maximumAge: regimen.population.maximumAge?.years,
            amount: amount, per: per(regimen.dose.per), division: regimen.division.flatMap(division), phases: phases,
            caps: caps, alerts: alerts)
    }

    public func terms(_ dosing: DosingProtocol) -> ProtocolTerms? {
        var trigger: PlanCondition?
        if let condition = dosing.trigger {
            guard let converted = PlanCondition(condition) else { return nil }
            trigger = converted
        }
        let centimetres = Unit(.centimetre)
        return ProtocolTerms(
            code: protocols[dosing.head.id] ?? 0, basis: basis(dosing.basis), factor: dosing.factor, trigger: trigger,
            minimumHeight: dosing.minimumHeight?.converted(to: centimetres)?.value, minimumAge: dosing.minimumAge?.years,
            rounding: dosing.rounding.map(rounding) ?? .none, surface: surface(dosing.surface))
    }

    public func terms(_ product: Product) -> ProductTerms? {
        guard let concentration = ProductTerms.milligramsPerMillilitre(product.concentration),
            let vials = all(product.vials, { ProductTerms.Vial($0) }), let infusions = all(product.infusions, infusion),
            let caps = all(product.rateCaps, rateCap),
            let date = CalendarDay(year: product.label.date.year, month: product.label.date.month, day: product.label.date.day)
        else { return nil }
        let uses = product.labelledUses.compactMap { use -> ProductTerms.Use? in
            guard let id = use.indication.article?.value else { return nil }
            return ProductTerms.Use(
                indication: indications[id] ?? 0, isOnLabel: use.status == .onLabel,
                regimens: use.regimens.compactMap { regimens[$0.value] }, minimumAge: use.minimumAge?.years,
                maximumAge: use.maximumAge?.years)
        }
        return ProductTerms(
            code: products[product.head.id] ?? 0, concentration: concentration, vials: vials, labelDate: date.number,
            uses: uses, infusions: infusions.filter { $0.indication != 0 }, rateCaps: caps)
    }

    // MARK: Parts

    /// Nil as soon as one part cannot be converted: a plan must not leave out what the record says.
    private func all<Part, Converted>(_ parts: [Part], _ convert: (Part) -> Converted?) -> [Converted]? {
        let converted = parts.compactMap(convert)
        return converted.count == parts.count ? converted : nil
    }

    private func per(_ basis: Regimen.Dose.Basis) -> RegimenTerms.Per {
        switch basis {
        case .course: .course
        case .day: .day
        case .dose: .dose
        }
    }

    private func division(_ division: Regimen.Division) -> RegimenTerms.Division? {
        RegimenTerms.Division(
            fewest: division.days.lowerBound, most: division.days.upperBound, isConsecutive: division.isConsecutive)
    }

    private func phase(_ phase: Regimen.Phase) -> RegimenTerms.Phase? {
        guard let every = Interval(phase.every) else { return nil }
        var amount: Amount?
        if let own = phase.amount {
            guard let converted = Amount(own) else { return nil }
            amount = converted
        }
        return RegimenTerms.Phase(every: every, courses: phase.courses, amount: amount, division: phase.division.flatMap(division))
    }

    private func caps(_ caps: Regimen.Caps) -> [RegimenTerms.Cap]? {
        let limits: [(RegimenTerms.Per, Quantity?)] = [
            (.course, caps.perCourse), (.day, caps.perDay), (.dose, caps.perDose),
        ]
        return all(limits.filter { $0.1 != nil }) { per, limit in limit.flatMap(Amount.init).map { .init(per, $0) } }
    }

    private func alert(_ alert: Regimen.Alert) -> RegimenTerms.Alert? {
        var risks: RiskFlags = []
        for flag in alert.risks.compactMap({ RiskFlag(name: $0) }) { risks.formUnion(RiskFlags(flag)) }
        return PlanCondition(alert.condition).map {
            RegimenTerms.Alert(isStop: alert.level == .stop, condition: $0, risks: risks)
        }
    }

    private func basis(_ basis: DosingProtocol.Basis) -> ProtocolTerms.WeightBasis {
        switch basis {
        case .actual: .actual
        case .ideal: .ideal
        case .adjusted: .adjusted
        case .lean: .lean
        case .notStated: .notStated
        }
    }

    private func surface(_ formula: DosingProtocol.SurfaceFormula?) -> BodySurface.Formula {
        switch formula {
        case .mosteller, nil: .mosteller
        case .duBois: .duBois
        case .haycock: .haycock
        }
    }

    private func rounding(_ rounding: DosingProtocol.Rounding) -> ProtocolTerms.Rounding {
        let direction: ProtocolTerms.Direction =
            switch rounding.direction {
            case .nearest: .nearest
            case .down: .down
            case .up: .up
            }
        switch rounding.target {
        case .none: return .none
        case .vial: return .vials(direction)
        case .step(let step): return Amount(step).map { .step($0, direction) } ?? .none
        }
    }

    /// An infusion for something that has no article is no part of any plan, and gets the number 0.
    private func infusion(_ infusion: Product.Infusion) -> ProductTerms.Infusion? {
        guard let start = Rate(infusion.start), let maximum = Rate(infusion.maximum),
            let steps = all(infusion.steps, { Rate($0) })
        else { return nil }
        return ProductTerms.Infusion(
            indication: infusion.indication.article.flatMap { indications[$0.value] } ?? 0, start: start, steps: steps,
            every: infusion.every?.converted(to: Unit(.minute))?.value, maximum: maximum,
            leastTime: infusion.leastTime?.converted(to: Unit(.minute))?.value)
    }

    private func rateCap(_ cap: Product.RateCap) -> ProductTerms.RateCap? {
        guard let flag = RiskFlag(name: cap.flag), let maximum = Rate(cap.maximum) else { return nil }
        return ProductTerms.RateCap(flag: flag, maximum: maximum)
    }
}
