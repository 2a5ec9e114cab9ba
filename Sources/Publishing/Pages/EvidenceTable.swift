import Citations
import ClinicalLogic
import KnowledgeBase
import Markdown

/// An evidence record as a question and a table of findings.
struct EvidenceTable {
    let renderer: ContentRenderer
    let hasAnchors: Bool

    func values(_ record: EvidenceRecord) -> [String: TemplateValue] {
        var question: [TemplateValue] = []
        func part(_ label: String, _ text: RichText?) {
            guard let text else { return }
            question.append(["label": .text(label), "html": .html(renderer.html(text))])
        }
        part("Population", record.question.population)
        part("Intervention", record.question.intervention)
        part("Comparator", record.question.comparator)
        part("Outcome", record.question.outcome)
        return [
            "question": .list(question),
            "studies": .list(record.studies.map(study)),
            "certaintyID": .text(hasAnchors ? "certainty" : ""),
            "certainty": .text(record.certainty.words),
            "isGraded": .flag(record.certainty != .notGraded),
            "certaintyText": .html(renderer.html(record.certaintyText)),
            "grades": .list(record.sourceGrades.map { grade in
                [
                    "grade": .text(grade.grade), "html": .html(renderer.html(grade.text)),
                    "source": .html(renderer.citation([grade.source])),
                    "name": .text(grade.source.key),
                ]
            }),
        ]
    }

    private func study(_ study: EvidenceRecord.Study) -> TemplateValue {
        [
            "id": .text(hasAnchors ? study.id : ""),
            "name": .text(shortName(study)),
            "citation": .html(renderer.citation([study.reference])),
            "design": .text(study.design.words),
            "isUncontrolled": .flag(study.isUncontrolled),
            "population": .html(renderer.html(study.population)),
            "outcome": .html(renderer.html(study.outcome)),
            "arms": .list(study.arms.map { arm($0, of: study) }),
            "followUp": .text(study.followUp),
            "bias": .text(study.riskOfBias?.words),
            "biasText": .html(renderer.html(study.riskOfBiasText)),
            "notes": .html(renderer.html(study.notes)),
        ]
    }

    /// `Dalakas 1993`: the first author and the year of the reference.
    private func shortName(_ study: EvidenceRecord.Study) -> String {
        guard let reference = renderer.scope.knowledgeBase.reference(study.reference.key) else { return study.id }
        let name =
            switch reference.authors.first {
            case .person(let person): person.family
            case .group(let name): name
            // Where the authors are not known, the journal tells one study from another.
            case nil: reference.containerTitleShort ?? reference.containerTitle ?? ""
            }
        let year = if case .date(let date) = reference.issued { String(date.year) } else { "" }
        let text = [name, year].filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? study.id : text
    }

    private func arm(_ arm: EvidenceRecord.Arm, of study: EvidenceRecord.Study) -> TemplateValue {
        let id = "\(study.id).\(arm.id)"
        var text: String
        var n: Int?
        var detail = ""
        switch arm.result {
        case .events(let events, let total):
            text = FactValue.proportion(events: events, of: total).text
            detail = "\(Decimal.format(Double(events) / Double(total) * 100, decimals: 0)) %"
            n = total
        case .percent(let percent, let total):
            text = FactValue.number(percent, unit: "%").text
            detail = total.map { "of \(Decimal.format(Double($0)))" } ?? ""
            n = total
        case .change(let value, let unit, let total):
            text = "\(value > 0 ? "+" : "")\(Decimal.format(value))".replacing("-", with: "−")
            detail = unit + (total.map { ", n = \(Decimal.format(Double($0)))" } ?? "")
            n = total
        case .size(let total):
            text = "n = \(Decimal.format(Double(total)))"
            n = total
        }
        return [
            "id": .text(hasAnchors ? id : ""), "countID": .text(hasAnchors && n != nil ? "\(id).n" : ""),
            "label": .text(arm.label), "text": .text(text), "detail": .text(detail),
        ]
    }
}
