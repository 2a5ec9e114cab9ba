import ClinicalLogic
import Diagnostics
import SourceData

/// One question has one meaning on a site: records that are worked with together must not ask it in two ways.
struct QuestionCheck {
    let records: [Record]
    let log: DiagnosticLog

    func check() {
        var first: [Int: (question: Question, position: SourcePosition)] = [:]
        for record in records {
            let questions: [Question] =
                switch record {
                case .regimen(let regimen): regimen.questions
                case .dosingProtocol(let dosing): dosing.questions
                case .product(let product): product.questions
                case .criteria, .evidence: []
                }
            for question in questions {
                let position = question.position ?? record.head.position
                guard let other = first[question.terms.code] else {
                    first[question.terms.code] = (question, position)
                    continue
                }
                if other.question.terms.isSame(as: question.terms) { continue }
                log.report(
                    .inconsistentRecord, at: position, "the question '\(question.id)' is asked in another way elsewhere",
                    notes: [.init("asked here", at: other.position)],
                    suggestion: "define it once in \(SiteQuestions.path), or give one of the two another id")
            }
        }
    }
}
