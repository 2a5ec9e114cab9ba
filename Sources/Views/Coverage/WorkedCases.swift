import ClinicalLogic
import KnowledgeBase
import Rendering
import SitePaths
import Templates

/// The articles that set one patient's record beside a coverage policy, with what the policy's rule makes of it.
struct WorkedCases {
    let parts: PageParts

    /// Absent when the set is too large to be computed with.
    func values(_ record: CriteriaSet) -> TemplateValue {
        guard let set = AssessableSet(record) else { return .list([]) }
        let answers = parts.knowledgeBase.answers.filter { $0.policy == record.head.path && $0.state != nil }
        var order: [String] = []
        for answer in answers where !order.contains(answer.place.source) { order.append(answer.place.source) }
        return .list(order.map { article in worked(record, article, answers.filter { $0.place.source == article }, set) })
    }

    private func worked(_ record: CriteriaSet, _ article: String, _ answers: [CriterionAnswer], _ set: AssessableSet) -> TemplateValue {
        var states: [Answer] = set.record.items.map { item in
            item.canBeMet ? answers.last { $0.items.contains(item.id) }?.state ?? .unknown : .unknown
        }
        func items(_ state: Answer) -> [String] { zip(set.record.items, states).filter { $1 == state }.map(\.0.id) }
        let result = Assessment(set.terms, CriteriaAnswers(items: states.map { CriteriaAnswers.Item($0) }))
        let texts = AssessmentResults(result, set).texts
        // Named, so that it is an address of its own even where nothing is known.
        let query = [("assessment", [record.head.id]), ("case", [parts.knowledgeBase.article(article)?.id ?? ""]), ("met", items(.met)), ("not-met", items(.notMet))]
            .filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.joined(separator: ","))" }.joined(separator: "&")
        // What follows from items that exclude each other counts as answered.
        if result.status != .refused { states = result.items }
        return [
            .title: .text(parts.knowledgeBase.title(of: article) ?? article),
            .href: .text(parts.scope.href(OutputPath.article(article))),
            .met: .text(String(states.count { $0 == .met })), .notMet: .text(String(states.count { $0 == .notMet })),
            .unknown: .text(String(states.count { $0 == .unknown })),
            .outcome: .text(texts["outcome"] ?? "The states contradict one another"), .possible: .text(texts["possible"]),
            .query: .text("#\(query)"),
        ]
    }
}
