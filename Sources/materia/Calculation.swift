import ArgumentParser
import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Publishing
import SourceData

/// The records a dose is worked out from, and the plan.
struct Calculation {
    let regimen: Regimen
    let dosingProtocol: DosingProtocol
    let product: Product?
    let plan: Plan
    let report: PlanReport

    init(_ command: Dose, _ knowledgeBase: KnowledgeBase) throws {
        guard case .regimen(let regimen) = try Self.record(command.regimen, .regimens, knowledgeBase) else { fatalError() }
        guard let protocolID = command.dosingProtocol ?? regimen.protocols.first?.value else {
            throw ValidationError("the regimen names no protocol; give one with --protocol")
        }
        guard case .dosingProtocol(let dosing) = try Self.record(protocolID, .protocols, knowledgeBase) else { fatalError() }
        var product: Product?
        if let id = command.product ?? regimen.products.first?.value, id != "none" {
            guard case .product(let found) = try Self.record(id, .products, knowledgeBase) else { fatalError() }
            // A dose of one drug made up from vials of another would look right.
            guard found.drug.lowercased() == regimen.drug.lowercased() else {
                throw ValidationError("'\(id)' is \(found.drug); the regimen is for \(regimen.drug)")
            }
            product = found
        }
        let catalog = DosingCatalog(knowledgeBase)
        guard let regimenTerms = catalog.terms(regimen), let protocolTerms = catalog.terms(dosing) else {
            throw ValidationError("the records of '\(command.regimen)' say something that cannot be computed with")
        }
        var productTerms: ProductTerms?
        if let product {
            guard let terms = catalog.terms(product) else {
                throw ValidationError("the record of '\(product.head.id)' says something that cannot be computed with")
            }
            productTerms = terms
        }
        self.regimen = regimen
        dosingProtocol = dosing
        self.product = product
        plan = DoseEngine.plan(
            regimenTerms, protocolTerms, productTerms, try Self.patient(command), try Self.request(command))
        report = PlanReport(plan)
    }

    private static func record(_ id: String, _ kind: RecordKind, _ knowledgeBase: KnowledgeBase) throws -> Record {
        if let record = knowledgeBase.record(id, kind) { return record }
        let help = suggestion(for: id, among: knowledgeBase.records(kind).map(\.head.id)).map { "; \($0)" } ?? ""
        throw ValidationError("there is no \(kind.singular) '\(id)'\(help)")
    }

    private static func patient(_ command: Dose) throws -> PatientInput {
        let sex: Sex? =
            switch command.sex {
            case "male": .male
            case "female": .female
            case nil: nil
            case let other?: throw ValidationError("--sex takes male or female, not '\(other)'")
            }
        func entry(_ text: String?) -> Entry { text.map { Entry(parsing: $0) } ?? .missing }
        return PatientInput(sex: sex, age: entry(command.age), weight: entry(command.weight), height: entry(command.height))
    }

    private static func request(_ command: Dose) throws -> PlanRequest {
        var flags: RiskFlags = []
        for name in command.flags {
            guard let flag = RiskFlag(name: name) else {
                let help = suggestion(for: name, among: RiskFlag.allCases.map(\.identifier)).map { "; \($0)" } ?? ""
                throw ValidationError("there is no risk flag '\(name)'\(help)")
            }
            flags.formUnion(RiskFlags(flag))
        }
        var start = Entry.missing
        if let text = command.start {
            start = CalendarDate(text).flatMap { CalendarDay(year: $0.year, month: $0.month, day: $0.day) }
                .map { .number(Double($0.number)) } ?? .unreadable
        }
        guard command.phase >= 1 else { throw ValidationError("--phase counts from 1") }
        return PlanRequest(
            days: command.days.map { Entry(parsing: $0) } ?? .missing, start: start, phase: command.phase - 1, flags: flags,
            isWeightConfirmed: command.confirm == .weight)
    }
}
