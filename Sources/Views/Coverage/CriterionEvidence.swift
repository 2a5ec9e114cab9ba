import ClinicalLogic
import KnowledgeBase
import Markdown
import Rendering
import Templates

/// What articles say of an item of a coverage policy, for the item's row: answers that hold for all, answers in a
/// worked case, and other sections that link to it.
struct CriterionEvidence {
    let parts: PageParts
    let set: CriteriaSet

    func values(_ item: String) -> TemplateValue {
        let answers = parts.knowledgeBase.answers.filter { $0.policy == set.head.path && $0.items.contains(item) }
        let general = answers.filter { $0.state == nil }
        let cases = answers.filter { $0.state != nil }
        let places = Set(answers.map(\.place))
        return [
            .isContested: .flag(general.contains { $0.parts[.contested] != nil }),
            .general: .list(general.map(self.general)),
            .cases: .list(cases.map(self.worked)),
            .also: parts.sections(discussing: item, of: set.head.path, except: places),
            .isEmpty: .flag(general.isEmpty),
        ]
    }

    private func general(_ answer: CriterionAnswer) -> TemplateValue {
        // The article's words are written from the article's own folder.
        let renderer = ContentRenderer(scope: parts.scope, linkSource: answer.place.source)
        func html(_ part: CriterionAnswer.Part) -> TemplateValue { .html(answer.parts[part].map { renderer.html($0) }) }
        // In the order of the row, because this is the order in which citations are numbered.
        let policy = answer.parts[.contested] == nil ? .html(nil) : html(.policy)
        let contested = html(.contested)
        let sources = html(.sources)
        return [
            .policyWords: policy, .contested: contested, .sources: sources, .strength: html(.strength),
            .place: parts.link(answer.place),
        ]
    }

    private func worked(_ answer: CriterionAnswer) -> TemplateValue {
        let state = answer.state ?? .unknown
        return [.state: .text(state.name), .word: .text(state.words), .place: parts.link(answer.place)]
    }
}

extension Answer {
    fileprivate var words: String {
        switch self {
        case .met: "Met"
        case .notMet: "Not met"
        case .unknown: "Not known"
        }
    }
}
