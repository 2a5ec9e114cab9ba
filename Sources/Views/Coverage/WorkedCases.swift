import ClinicalLogic
import KnowledgeBase
import Rendering
import SitePaths
import Templates

/// The articles that set one patient's record beside a coverage policy, with what the policy's rule makes of it.
struct WorkedCases {
    let parts: PageParts

    /// What one article says of one patient, and what follows.
    private struct Case {
        let article: String
        /// As it is given, item by item.
        let given: [Answer]
        /// The same with what follows from items that exclude each other.
        let states: [Answer]
        let outcome: String
        let possible: String?
    }

    /// Absent when the set is too large to be computed with.
    func values(_ record: CriteriaSet) -> TemplateValue {
        .list(
            cases(record).map { worked in
                func items(_ state: Answer) -> [String] { zip(record.items, worked.given).filter { $1 == state }.map(\.0.id) }
                // Named, so that it is an address of its own even where nothing is known.
                let query = [
                    ("assessment", [record.head.id]), ("case", [parts.knowledgeBase.article(worked.article)?.id ?? ""]), ("met", items(.met)),
                    ("not-met", items(.notMet)),
                ].filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.joined(separator: ","))" }.joined(separator: "&")
                return [
                    .title: .text(parts.knowledgeBase.title(of: worked.article) ?? worked.article),
                    .href: .text(parts.scope.href(OutputPath.article(worked.article))),
                    .met: .text(String(worked.states.count { $0 == .met })), .notMet: .text(String(worked.states.count { $0 == .notMet })),
                    .unknown: .text(String(worked.states.count { $0 == .unknown })),
                    .outcome: .text(worked.outcome), .possible: .text(worked.possible),
                    .query: .text("#\(query)"),
                ]
            })
    }

    /// The same with every item by name, for a file that is read without the page.
    func detailed(_ record: CriteriaSet) -> TemplateValue {
        .list(
            cases(record).map { worked in
                func items(_ state: Answer) -> TemplateValue { .list(zip(record.items, worked.states).filter { $1 == state }.map { .text($0.0.label) }) }
                return [
                    .html: .html(parts.link(to: worked.article)), .met: items(.met), .notMet: items(.notMet), .unknown: items(.unknown),
                    .outcome: .text(worked.outcome), .possible: .text(worked.possible),
                ]
            })
    }

    private func cases(_ record: CriteriaSet) -> [Case] {
        guard let set = AssessableSet(record) else { return [] }
        let answers = parts.knowledgeBase.answers.filter { $0.policy == record.head.path && $0.state != nil }
        var order: [String] = []
        for answer in answers where !order.contains(answer.place.source) { order.append(answer.place.source) }
        return order.map { article in worked(article, answers.filter { $0.place.source == article }, set) }
    }

    private func worked(_ article: String, _ answers: [CriterionAnswer], _ set: AssessableSet) -> Case {
        let given = set.record.items.map { item in
            item.canBeMet ? answers.last { $0.items.contains(item.id) }?.state ?? .unknown : .unknown
        }
        let result = Assessment(set.terms, CriteriaAnswers(items: given.map { CriteriaAnswers.Item($0) }))
        let texts = AssessmentResults(result, set).texts
        return Case(
            article: article, given: given, states: result.status == .refused ? given : result.items,
            outcome: texts["outcome"] ?? "The states contradict one another", possible: texts["possible"])
    }
}
