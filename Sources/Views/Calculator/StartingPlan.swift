import ClinicalLogic
import KnowledgeBase
import Templates

/// What a calculator says before anything is entered: the page is drawn with it, so that nothing moves when its script starts.
struct StartingPlan {
    private let report: PlanReport

    init(_ regimen: Regimen, _ terms: RegimenTerms, _ weight: ProtocolTerms?, _ product: ProductTerms?) {
        report = PlanReport(DoseEngine.plan(terms, weight ?? regimen.ownTerms, product, RequestText.lines([])))
    }

    var status: String { report.texts["status"] ?? "" }
    /// Numbers of the regimen's alerts that apply to everybody.
    var alerts: Set<Int> { Set((report.list("stop-alert-") + report.list("caution-alert-")).compactMap { Int($0) }) }
    /// The line beneath the form.
    var brief: String? { status == "stop" ? "No dose" : report.list("missing-").first }

    var hasStops: Bool { !report.list("stop-").isEmpty || !report.list("stop-alert-").isEmpty }
    var hasMissing: Bool { !report.list("missing-").isEmpty }
    var hasCautions: Bool { !report.list("caution-").isEmpty || !report.list("caution-alert-").isEmpty }

    func stops(_ place: String) -> [TemplateValue] { messages("stop-", place) }
    func missing(_ place: String) -> [TemplateValue] { messages("missing-", place) }
    func cautions(_ place: String) -> [TemplateValue] { messages("caution-", place) }

    private func messages(_ prefix: String, _ place: String) -> [TemplateValue] {
        let rows = Dictionary(report.rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return report.list(prefix).enumerated().map { index, text in
            let key = "\(prefix)\(index + 1)"
            return [.key: .text(key), .text: .text(text), .to: .text(rows[key]?.fields.first.map { Self.anchor(of: $0, place) })]
        }
    }

    /// Where the field stands; an answer's has a name of its own.
    private static func anchor(of field: String, _ place: String) -> String {
        let own = ["weight", "height", "age", "sex", "days", "start", "occasion", "protocol", "product", "step"]
        return own.contains(field) ? "\(place)-\(field)-field" : "\(place)-q-\(field)-field"
    }
}
