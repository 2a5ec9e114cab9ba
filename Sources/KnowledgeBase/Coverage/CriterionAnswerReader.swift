import ClinicalLogic
import Diagnostics
import Markdown

/// Finds the answers to coverage criteria in an article, and reports those that could not be drawn whole.
struct CriterionAnswerReader {
    let resolver: LinkResolver
    let links: ResolvedLinks
    let log: DiagnosticLog

    func answers(in text: ArticleText, of article: String) -> [CriterionAnswer] {
        let found = text.blocks.flatMap { answers(below: $0.block, in: article, $0.section) }
        checkStates(found)
        return found
    }

    /// One patient has one state for each item, and a state only where the item is met or not.
    private func checkStates(_ answers: [CriterionAnswer]) {
        var first: [[String]: (state: Answer, position: SourcePosition)] = [:]
        for answer in answers {
            guard let state = answer.state, let position = answer.parts[.state]?.first?.position else { continue }
            for item in answer.items {
                if state.isDecided, resolver.criteria(at: answer.policy)?.items.first(where: { $0.id == item })?.canBeMet == false {
                    report(position, "'\(item)' is answered by a number or a choice, so it is neither met nor not met", "write `not known`, and what is known after it")
                }
                if let (other, place) = first[[answer.policy, item]], other != state {
                    log.report(
                        .malformedAnswer, at: position, "'\(item)' has two states on this page", notes: [.init("the other is here", at: place)],
                        suggestion: "keep the one that the record supports")
                }
                first[[answer.policy, item]] = (state, position)
            }
        }
    }

    /// An answer may stand in a quotation or below an item of another list.
    private func answers(below block: Node, in article: String, _ section: Article.Section?) -> [CriterionAnswer] {
        if let answer = answer(block, in: article, section) { return [answer] }
        return block.children.filter(\.isBlock).flatMap { answers(below: $0, in: article, section) }
    }

    private struct Entry {
        let label: String
        let part: CriterionAnswer.Part?
        let content: [Node]
        let item: Node
    }

    private func answer(_ list: Node, in article: String, _ section: Article.Section?) -> CriterionAnswer? {
        guard case .list = list.kind else { return nil }
        let entries = list.children.compactMap(Self.entry)
        let known = entries.compactMap(\.part)
        guard known.contains(.criterion) || known.contains(.sources) && known.contains(.strength) else { return nil }
        guard isWhole(list, entries) else { return nil }
        let parts = Dictionary(entries.map { ($0.part!, $0.content) }, uniquingKeysWith: { first, _ in first })
        guard let (policy, items) = criterion(parts[.criterion]!, in: article, at: entries[0].item.position) else { return nil }
        var state: Answer?
        if let words = parts[.state] {
            state = Self.state(words.map(\.plainText).joined())
            if state == nil {
                report(
                    entries.first { $0.part == .state }!.item.position, "the state says neither met, not met nor not known",
                    "begin it with one of them, as in `- **State:** not known: titre not given`")
                return nil
            }
        }
        return CriterionAnswer(place: Mention(source: article, section: section), policy: policy, items: items, parts: parts, state: state)
    }

    /// An item that begins with words in bold and a colon.
    private static func entry(_ item: Node) -> Entry? {
        guard case .paragraph = item.children.first?.kind, var content = item.children.first?.children,
            case .strong = content.first?.kind
        else { return nil }
        var label = content.removeFirst().plainText
        if label.hasSuffix(":") {
            label.removeLast()
        } else if case .text(let text) = content.first?.kind, text.hasPrefix(":") {
            content[0].kind = .text(String(text.dropFirst()))
        } else {
            return nil
        }
        if case .text(let text) = content.first?.kind { content[0].kind = .text(String(text.drop { $0 == " " })) }
        return Entry(label: label, part: CriterionAnswer.Part(rawValue: label), content: content, item: item)
    }

    /// Every item has a label of its own and one paragraph, and what belongs together is there together.
    private func isWhole(_ list: Node, _ entries: [Entry]) -> Bool {
        let before = log.diagnostics.count
        let labels = CriterionAnswer.Part.allCases.map(\.rawValue)
        for item in list.children where Self.entry(item) == nil {
            report(item.position, "this item of an answer has no label", "begin it with one of: \(labels.joined(separator: ", ")), in bold, with a colon")
        }
        var seen = Set<CriterionAnswer.Part>()
        for entry in entries {
            guard let part = entry.part else {
                report(
                    entry.item.position, "an answer to a criterion has no part '\(entry.label)'",
                    suggestion(for: entry.label, among: labels) ?? "")
                continue
            }
            if !seen.insert(part).inserted {
                report(entry.item.position, "the answer has two parts '\(part.rawValue)'", "join them in one item")
            }
            if entry.item.children.count > 1 {
                report(entry.item.position, "'\(part.rawValue)' is more than one paragraph", "write it as one: it is drawn into a table and into letters")
            } else if let unfit = Self.unfit(entry.content) {
                report(unfit.position, "'\(part.rawValue)' has \(unfit.what), which a letter in plain text cannot show", "say it in words")
            } else if entry.content.allSatisfy({ $0.plainText.allSatisfy(\.isWhitespace) }) {
                report(entry.item.position, "nothing follows '\(part.rawValue)'", "write what belongs there, or take the item out")
            }
        }
        func need(_ part: CriterionAnswer.Part, _ why: String) {
            if !seen.contains(part) { report(list.position, "the answer lacks '\(part.rawValue)'", "add the item `- **\(part.rawValue):** …`: \(why)") }
        }
        need(.criterion, "without it the answer is drawn nowhere")
        need(.sources, "it is what the criterion is set beside")
        need(.strength, "a reader has to know how far to trust the sources")
        if seen.contains(.record) { need(.state, "met, not met or not known for this patient") }
        if seen.contains(.state) { need(.record, "what the state rests on") }
        return log.diagnostics.count == before
    }

    /// What plain text cannot hold without saying something else.
    private static func unfit(_ content: [Node]) -> (what: String, position: SourcePosition)? {
        var found: (what: String, position: SourcePosition)?
        for node in content {
            node.walk { node in
                switch node.kind {
                case .footnoteReference: found = ("a footnote", node.position)
                case .strikethrough: found = ("struck-out words", node.position)
                case .image: found = ("an image", node.position)
                default: break
                }
            }
        }
        return found
    }

    /// The items linked to, all of one policy. What the link checker has reported already is not reported again.
    private func criterion(_ content: [Node], in article: String, at position: SourcePosition) -> (policy: String, items: [String])? {
        var policy: String?
        var items: [String] = []
        var isBroken = false
        for node in content {
            node.walk { node in
                guard case .link(let destination, _) = node.kind else { return }
                guard let target = links.target(destination) else {
                    isBroken = true
                    return
                }
                guard case .record(let path, let anchor?) = target, let set = resolver.criteria(at: path), set.purpose == .coverage,
                    set.items.contains(where: { $0.id == anchor })
                else {
                    isBroken = true
                    report(node.position, "'\(destination)' is no item of a coverage policy", "link to one, as in ../criteria/policy.yml#item")
                    return
                }
                if let policy, policy != path {
                    isBroken = true
                    report(node.position, "an answer belongs to one policy, and this is a second", "write an answer for each")
                    return
                }
                policy = path
                if !items.contains(anchor) { items.append(anchor) }
            }
        }
        if isBroken { return nil }
        guard let policy else {
            report(position, "the criterion is not linked", "link its name to the item, as in [weakness](../criteria/policy.yml#weakness)")
            return nil
        }
        return (policy, items)
    }

    static func state(_ text: String) -> Answer? {
        let text = text.lowercased()
        for (words, state) in [("not met", Answer.notMet), ("not known", .unknown), ("met", .met)] where text.hasPrefix(words) {
            if let next = text.dropFirst(words.count).first, next.isLetter { continue }
            return state
        }
        return nil
    }

    private func report(_ position: SourcePosition, _ summary: String, _ suggestion: String) {
        log.report(.malformedAnswer, at: position, summary, suggestion: suggestion.isEmpty ? nil : suggestion)
    }
}
