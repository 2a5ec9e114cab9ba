import ArgumentParser
import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Views

/// Reads the answers of a command line into those of a criteria set; every mistake says what to do.
struct AnswerSheet {
    let command: Assess
    let set: AssessableSet

    init(_ command: Assess, _ set: AssessableSet) {
        self.command = command
        self.set = set
    }

    private var items: [CriteriaSet.Item] { self.set.record.items }

    func answers() throws -> CriteriaAnswers {
        var answers = CriteriaAnswers(items: items.map { _ in CriteriaAnswers.Item() })
        for (names, state) in [(command.met, Answer.met), (command.notMet, .notMet)] {
            for name in names.flatMap({ $0.split(separator: ",") }) {
                let index = try place(String(name.trimmingSpaces))
                try checkState(items[index])
                if answers.items[index].state == state.opposite {
                    throw ValidationError("'\(items[index].id)' is given as met and as not met; keep the one that is true")
                }
                answers.items[index].state = state
            }
        }
        for text in command.value { try read(value: text, into: &answers) }
        if command.rest == .notMet { close(&answers) }
        if let score = command.score {
            guard let index = set.scores.firstIndex(where: { $0.id == score }) else {
                throw ValidationError("there is no score '\(score)'" + help(score, set.scores.map(\.id)))
            }
            answers.score = index
        }
        return answers
    }

    private func place(_ name: String) throws -> Int {
        if let index = items.firstIndex(where: { $0.id == name }) { return index }
        if set.record.outcomes.contains(where: { $0.id == name }) || set.scores.contains(where: { $0.id == name }) {
            throw ValidationError("'\(name)' is worked out from the items; answer these instead")
        }
        throw ValidationError("there is no item '\(name)'" + help(name, items.map(\.id)))
    }

    private func help(_ name: String, _ names: [String]) -> String {
        suggestion(for: name, among: names).map { "; \($0)" } ?? ""
    }

    private func checkState(_ item: CriteriaSet.Item) throws {
        guard !item.canBeMet else { return }
        let example = item.options.first?.id ?? "5"
        let kind = item.options.isEmpty ? "a number" : "a choice"
        throw ValidationError("'\(item.id)' is neither met nor not met: it takes \(kind), such as --value \(item.id)=\(example)")
    }

    private func read(value text: String, into answers: inout CriteriaAnswers) throws {
        guard let equals = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
            throw ValidationError("'\(text)' has no value; write it like --value \(items.first { $0.quantity != nil }?.id ?? "ck")=90")
        }
        let index = try place(String(text[..<equals].trimmingSpaces))
        let item = items[index]
        let value = String(text[text.index(after: equals)...].trimmingSpaces)
        guard answers.items[index].entry == .missing else {
            throw ValidationError("'\(item.id)' has two values; keep one")
        }
        guard !answers.items[index].state.isDecided else {
            throw ValidationError("'\(item.id)' is answered twice: keep the value, or met or not met")
        }
        if !item.options.isEmpty {
            guard let option = item.options.firstIndex(where: { $0.id == value }) else {
                throw ValidationError("'\(item.id)' has no option '\(value)'" + help(value, item.options.map(\.id)))
            }
            answers.items[index].entry = .number(Double(option))
        } else if item.quantity != nil {
            guard case .number(let number) = Entry(parsing: value) else {
                throw ValidationError("'\(item.id)' takes a plain number, such as 90 or 0.5, with a point for decimals and no comma, not '\(value)'")
            }
            answers.items[index].entry = .number(number)
        } else {
            throw ValidationError("'\(item.id)' is met or not met, and takes no value; use --met or --not-met")
        }
    }

    /// What was not named is not met; an item whose group has one that is met follows by itself.
    private func close(_ answers: inout CriteriaAnswers) {
        for (index, item) in items.enumerated()
        where item.canBeMet && !answers.items[index].state.isDecided && answers.items[index].entry == .missing {
            answers.items[index].state = .notMet
        }
    }

    /// What is wrong with an answer, and what to do.
    static func words(_ problem: Assessment.Problem, _ set: AssessableSet) -> String {
        let item = set.record.items[problem.item]
        switch problem.problem {
        case .notANumber: return "'\(item.id)' takes a plain number, with a point for decimals and no comma"
        case .answeredTwice: return "'\(item.id)' is answered twice: keep the value, or met or not met"
        case .notAState: return "'\(item.id)' is neither met nor not met: give its value"
        case .excluded:
            let others = set.record.items.filter { $0.group == item.group && $0.id != item.id }.map { "'\($0.id)'" }.joined(separator: ", ")
            return "'\(item.id)' excludes \(others); at most one of them can be met, so keep the one that is true"
        case .outOfRange:
            let unit = item.quantity?.unit
            let ends = [(item.quantity?.minimum, "at least"), (item.quantity?.maximum, "at most")].compactMap { limit, word in
                limit.map { "\(word) \(FactValue.number($0, unit: unit).text)" }
            }
            return "'\(item.id)' must be \(ends.joined(separator: " and ")); check the number and its unit"
        }
    }
}

extension Answer {
    fileprivate var opposite: Answer { self == .met ? .notMet : .met }
}

extension StringProtocol {
    fileprivate var trimmingSpaces: Substring {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
