import ClinicalLogic
import Diagnostics
import SourceData

/// Reads `caps`: upper limits, each one amount or a list of which the least holds.
struct CapsReader {
    let reader: RecordReader
    /// Before the ids of its facts.
    var prefix = ""

    private static let kinds: [(key: String, id: String, label: String, kind: RegimenTerms.Cap.Kind)] = [
        ("per-course", "max-per-course", "Maximum per course", .course), ("per-day", "max-per-day", "Maximum per day", .day),
        ("per-dose", "max-per-dose", "Maximum per dose", .dose),
    ]

    func caps(_ owner: Fields) -> [RegimenTerms.Cap] {
        guard let fields = owner.mapping("caps", owner: "'caps'") else { return [] }
        var caps: [RegimenTerms.Cap] = []
        func add(_ cap: RegimenTerms.Cap, at position: SourcePosition) {
            caps.append(cap)
            reader.places[ObjectIdentifier(cap)] = position
        }
        for (key, id, label, kind) in Self.kinds {
            for (index, text) in texts(key, fields).enumerated() {
                guard let written = reader.amount(text, name: "'\(key)'"), written.most == nil, written.amount.value > 0 else { continue }
                add(.init(kind, written.amount), at: text.position)
                reader.addFact(fact(id, index), label, .quantity(written.quantity), at: text.position)
            }
        }
        for (index, text) in texts("rate", fields).enumerated() {
            guard let rate = reader.rate(text, name: "'rate'") else { continue }
            add(.init(.rate(rate.low.time), rate.low.amount), at: text.position)
            reader.addFact(fact("max-rate", index), "Maximum rate", .quantity(rate.quantity), at: text.position)
        }
        if let lifetime = fields.mapping("lifetime", owner: "'lifetime'") {
            if let cap = self.lifetime(lifetime) { add(cap, at: lifetime.position) }
            lifetime.finish()
        }
        fields.finish()
        return caps
    }

    private func fact(_ id: String, _ index: Int) -> String { prefix + (index == 0 ? id : "\(id).\(index + 1)") }

    private func texts(_ key: String, _ fields: Fields) -> [Located<String>] {
        guard case .sequence? = fields.value(key) else { return fields.string(key).map { [$0] } ?? [] }
        return fields.strings(key)
    }

    /// `{ at-most: 550 mg/m2, given: earlier-dose }`
    private func lifetime(_ fields: Fields) -> RegimenTerms.Cap? {
        let most = fields.requiredString("at-most")
        let given = fields.requiredString("given")
        guard let most, let given, let written = reader.amount(most, name: "'at-most'"), written.most == nil,
            let question = reader.question(named: given)
        else { return nil }
        reader.addFact("\(prefix)max-lifetime", "Maximum in a lifetime", .quantity(written.quantity), at: most.position)
        guard question.unitSymbols.first == written.quantity.unit.symbol else {
            reader.log.report(
                .inconsistentRecord, at: given.position, "'\(given.value)' is not asked in \(written.quantity.unit.symbol), the unit of the limit",
                suggestion: "ask it with `unit: \(written.quantity.unit.symbol)`")
            return nil
        }
        return .init(.lifetime(question.terms.code), written.amount)
    }
}
