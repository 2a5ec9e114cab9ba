import ClinicalLogic
public import Diagnostics
import Markdown
import SourceData

extension Rule {
    public static let beyondLabel = Rule(
        "beyond-label", .warning, .adjustable,
        means:
            "A product says that its label states a regimen, and the regimen goes beyond the [ages, `caps` or `every`](records.md#products) that the product has from the label. What goes by body size without a limit passes a fixed one.",
        why: "The product's record says that its label states this regimen, so plans are called on-label; but the regimen goes beyond what the label allows.",
        mend: "Look into the label, and mend the one that is wrong; or take the regimen off the product's list.")
    public static let supersededLabel = Rule(
        "superseded-label", .warning, .adjustable,
        means: "A current regimen has among its `sources` the label of a product record that is superseded or retired.",
        why: "The regimen rests on a label that another has replaced, and its dose may not be the label's any more.",
        mend: "Hold it against the new label, and name that.")
}

/// Holds regimens against the labels that state them.
struct LabelDrift {
    private let regimens: [String: Regimen]
    private let products: [Product]
    let log: DiagnosticLog

    init(_ records: [Record], _ log: DiagnosticLog) {
        var regimens: [String: Regimen] = [:]
        var products: [Product] = []
        for record in records {
            switch record {
            case .regimen(let regimen): regimens[regimen.head.id] = regimen
            case .product(let product): products.append(product)
            default: break
            }
        }
        self.regimens = regimens
        self.products = products
        self.log = log
    }

    func check() {
        for product in products where product.head.status == .current {
            for use in product.labelledUses where use.status == .onLabel {
                for id in use.regimens { if let regimen = regimens[id.value], regimen.head.status == .current { check(regimen, use, at: id.position) } }
            }
        }
        checkSources()
    }

    // MARK: What a label allows

    private func check(_ regimen: Regimen, _ use: Product.LabelledUse, at position: SourcePosition) {
        var found: [String] = []
        found += ages(regimen, use)
        for limit in use.limits { if let words = excess(of: regimen, over: limit) { found.append(words) } }
        if let every = use.every, let words = haste(of: regimen, every) { found.append(words) }
        for words in found {
            log.report(
                .beyondLabel, at: position, "the label is said to state '\(regimen.head.id)', but \(words)", notes: [.init("the regimen", at: regimen.head.position)],
                suggestion: "look into the label; mend the one that is wrong, or take the regimen off the list")
        }
    }

    private func ages(_ regimen: Regimen, _ use: Product.LabelledUse) -> [String] {
        var found: [String] = []
        if let least = use.minimumAge, let years = least.years {
            let own = regimen.population.minimumAge
            if (own?.years ?? 0) < years {
                found.append("it is for patients from \(least.formatted()), and the regimen \(own.map { "from \($0.formatted())" } ?? "has no minimum age")")
            }
        }
        if let most = use.maximumAge, let years = most.years {
            let own = regimen.population.maximumAge
            if (own?.years ?? .infinity) > years {
                found.append("it is for patients up to \(most.formatted()), and the regimen \(own.map { "up to \($0.formatted())" } ?? "has no maximum age")")
            }
        }
        return found
    }

    /// What the regimen gives more than the label allows, in words; nil where it does not, or where the two cannot be compared.
    private func excess(of regimen: Regimen, over limit: Product.LabelLimit) -> String? {
        for (dose, caps) in regimen.cappedDoses {
            guard let given = dose.most(in: limit.kind) else { continue }
            let ownCaps = caps.filter { $0.kind == limit.kind }.map(\.amount)
            let comparable = ([given] + ownCaps).compactMap { amount in amount.ratio(to: limit.amount).map { (amount: amount, ratio: $0) } }
            if let least = comparable.min(by: { $0.ratio < $1.ratio }) {
                if least.ratio > 1 + 1e-9 { return "it allows at most \(limit.text), and the regimen gives up to \(least.amount.text) \(limit.kind.words)" }
            } else if limit.amount.basis == .fixed, given.unit.dimension == limit.amount.unit.dimension {
                // What goes by body size without a limit passes any.
                return "it allows at most \(limit.text), and the regimen gives \(given.text) \(limit.kind.words) without a limit"
            }
        }
        return nil
    }

    private func haste(of regimen: Regimen, _ every: Interval) -> String? {
        for dose in regimen.doses where dose.key == .each || dose.key == .course {
            guard let own = dose.every, own.minutes < every.minutes * (1 - 1e-9) else { continue }
            return "it leaves at least \(every.text) between doses, and the regimen \(own.text)"
        }
        return nil
    }

    // MARK: Labels that were replaced

    private func checkSources() {
        var replaced: [String: Product] = [:]
        for product in products where product.head.status.isOutdated {
            if let key = product.label.reference?.key { replaced[key] = product }
        }
        guard !replaced.isEmpty else { return }
        let present = Set(products.filter { $0.head.status == .current }.compactMap { $0.label.reference?.key })
        for regimen in regimens.values.sorted(by: { $0.head.path < $1.head.path }) where regimen.head.status == .current {
            for source in regimen.head.sources {
                guard let product = replaced[source.key], !present.contains(source.key) else { continue }
                log.report(
                    .supersededLabel, at: source.position, "'\(source.key)' is the label of '\(product.head.title)', which is \(product.head.status.rawValue)",
                    notes: [.init("its status", at: product.head.statusPosition)],
                    suggestion: "hold the regimen against the label that replaced it, and name that as its source; or give the regimen the same status")
            }
        }
    }
}

extension Regimen {
    /// Every dose with all limits that hold for it.
    fileprivate var cappedDoses: [(dose: DoseTerms, caps: [RegimenTerms.Cap])] {
        var found: [(dose: DoseTerms, caps: [RegimenTerms.Cap])] = []
        for row in courses {
            guard case .steps(let steps) = row.outcome else { continue }
            for step in steps {
                for row in step.rows { if case .dose(let dose) = row.outcome { found.append((dose, dose.caps + step.caps + caps)) } }
            }
        }
        return found
    }
}

extension DoseTerms {
    /// The most that is given in one dose, one day or one course, where the record says so; nil where that takes a plan.
    fileprivate func most(in kind: RegimenTerms.Cap.Kind) -> Amount? {
        if calvert != nil { return nil }
        let high = most ?? amount
        return switch (key, kind) {
        case (.each, .dose), (.perDay, .day), (.course, .course): high
        case (.each, .day): Amount(high.value * Double(dosesOfADay), high.unit, high.basis)
        default: nil
        }
    }
}

extension Amount {
    /// How many times `other` it is; nil where the two are of another kind or by another size of the body.
    fileprivate func ratio(to other: Amount) -> Double? {
        guard basis == other.basis, unit.dimension == other.unit.dimension, other.value > 0 else { return nil }
        return value * unit.scale / (other.value * other.unit.scale)
    }
}

extension Interval {
    fileprivate var text: String {
        let low = Quantity(value, Unit(unit)).formatted()
        return most.map { "\(Decimal.format(value)) to \(Quantity($0, Unit(unit)).formatted())" } ?? low
    }
}
