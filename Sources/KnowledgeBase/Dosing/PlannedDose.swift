public import ClinicalLogic
import Diagnostics

/// A regimen with one of its protocols and products, ready to work a plan out.
public struct PlannedDose: Sendable {
    public let regimen: Regimen
    /// Nil where the regimen has its own weight and rounding.
    public let dosingProtocol: DosingProtocol?
    public let product: Product?
    public let terms: (regimen: RegimenTerms, weight: ProtocolTerms, product: ProductTerms?)

    /// Why there is no such combination.
    public struct Refusal: Error, Sendable {
        public let words: String
        /// What is not there: `products/a`.
        var missing: String?
    }

    /// `dosingProtocol` and `product` are ids; nil for the first the regimen names, `none` for no product.
    public init(_ regimen: Regimen, protocol id: String?, product productID: String?, _ catalog: DosingCatalog) throws(Refusal) {
        self.regimen = regimen
        var weight = regimen.ownTerms
        var dosingProtocol: DosingProtocol?
        if let id = id ?? regimen.protocols.first?.value {
            guard let record = catalog.dosingProtocol(id) else {
                throw Refusal(words: "there is no protocol '\(id)'" + Self.help(id, catalog.ids(.protocols)), missing: "protocols/\(id)")
            }
            guard let terms = catalog.terms(record) else { throw Refusal(words: "the record of '\(id)' says something that cannot be computed with") }
            dosingProtocol = record
            weight = terms
        }
        self.dosingProtocol = dosingProtocol
        var product: (record: Product, terms: ProductTerms)?
        if let id = productID ?? regimen.products.first?.value, id != "none" {
            guard let record = catalog.product(id) else {
                throw Refusal(words: "there is no product '\(id)'" + Self.help(id, catalog.ids(.products)), missing: "products/\(id)")
            }
            // A dose of one drug made up from vials of another would look right.
            guard record.drug.lowercased() == regimen.drug.lowercased() else {
                throw Refusal(words: "'\(id)' is \(record.drug); the regimen is for \(regimen.drug)")
            }
            guard let terms = catalog.terms(record) else { throw Refusal(words: "the record of '\(id)' says something that cannot be computed with") }
            product = (record, terms)
        }
        self.product = product?.record
        guard let regimenTerms = catalog.terms(regimen) else {
            throw Refusal(words: "the record of '\(regimen.head.id)' says something that cannot be computed with")
        }
        terms = (regimenTerms, weight, product?.terms)
    }

    private static func help(_ id: String, _ ids: [String]) -> String {
        suggestion(for: id, among: ids).map { "; \($0)" } ?? ""
    }

    /// All that the records ask, each once, in order.
    public var questions: [Question] {
        regimen.questions.joined(by: (dosingProtocol?.questions ?? []) + (product?.questions ?? []))
    }

    /// The plan for what is entered, by name: `weight` and `70 kg`.
    public func plan(_ entered: [(name: String, value: String)]) -> Plan {
        DoseEngine.plan(terms.regimen, terms.weight, terms.product, RequestText.lines(entered))
    }

    public func report(_ entered: [(name: String, value: String)]) -> PlanReport { PlanReport(plan(entered)) }
}
