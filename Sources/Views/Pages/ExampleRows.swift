import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Templates

/// The worked examples of a regimen: the patient, the dose its source gives, and that the record gives the same, which `check` has seen to.
struct ExampleRows {
    let rows: RecordRows
    let regimen: Regimen

    var values: TemplateValue { .list(regimen.examples.map(values(of:))) }

    func values(of example: WorkedExample) -> TemplateValue {
        [
            .patient: .text(RecordRows.sentence(example.patient.map { words($0.name, $0.value) }.joined(separator: ", "))),
            .choice: .html(choice(example)),
            .expected: .list(
                example.expected.map { step in
                    [
                        .step: .text(step.step.isEmpty ? nil : label(step.step)),
                        .text: .text(RecordRows.sentence(step.results.map { result($0.name, $0.value) }.joined(separator: ", "))),
                    ]
                }),
            .note: .text(example.note), .tolerance: .text(example.tolerance.map { "within \(Decimal.format($0)) %" }),
            .source: .html(rows.cite(example.source)),
        ]
    }

    /// Protocol and product where the example names them.
    private func choice(_ example: WorkedExample) -> String {
        var parts: [String] = []
        if let id = example.dosingProtocol { parts.append(rows.parts.recordLink(id.value, .protocols)) }
        if let id = example.product { parts.append(id.value == "none" ? "no product" : rows.parts.recordLink(id.value, .products)) }
        return parts.joined(separator: ", ")
    }

    /// `weight 80 kg`; of a question its words.
    private func words(_ name: String, _ value: String) -> String {
        if let question = regimen.questions.first(where: { $0.id == name }) {
            return value == "yes" ? question.label : value == "no" ? "no \(question.label)" : "\(question.label) \(value)"
        }
        if let measure = regimen.measures.first(where: { $0.id == name }) { return "\(measure.terms.label.string) \(value)" }
        switch name {
        case "sex": return value
        case "weight", "height", "age": return "\(name) \(value)"
        case "occasion": return "\(value) infusion"
        case "days": return "over \(value) days"
        default:
            let step = name.split(separator: ".").dropFirst().first.map { label(String($0)).lowercased() }
            return "\(step.map { "\($0): " } ?? "")\(value) chosen"
        }
    }

    private func result(_ name: String, _ value: String) -> String {
        let values = value.split(separator: ";").map { $0.drop { $0 == " " } }.joined(separator: ", then ")
        switch name {
        case "each": return "\(values) each"
        case "per-day": return "\(values) a day"
        case "course": return "\(values) in all"
        case "rate", "total", "supply": return values
        case "every": return "every \(values)"
        case "times": return value == "1" ? "once" : "\(values) times"
        case "days": return "over \(values) days"
        case "doses-per-day": return "\(values) doses a day"
        case "over": return "over at least \(values)"
        case "duration": return "taking \(values)"
        case "pump-rate": return "pump at \(values)"
        case "parts": return "in parts \(values)"
        case "weight": return "dosing weight \(values)"
        case "volume": return values
        case "stop": return "no dose"
        default: return "\(regimen.measures.first { $0.id == name }?.terms.label.string ?? name) \(values)"
        }
    }

    private func label(_ step: String) -> String {
        regimen.steps.first { $0.id == step }?.label ?? step
    }
}
