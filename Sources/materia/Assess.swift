import ArgumentParser
import ClinicalLogic
import Diagnostics
import Foundation
import KnowledgeBase
import Site
import Views

struct Assess: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold a patient against criteria, the same as the checklist in the browser.",
        discussion: """
            Prints what follows from the answers given, and what is missing. An item that is not named is unknown. Exit \
            codes: 0 decided, no missing answer can change the conclusion; 4 not decided yet; 1 the content has errors; \
            64 the command line is wrong, or its answers contradict one another.
            """)

    @Argument(help: "The criteria set's id, its file name without .yml.")
    var criteria: String

    @Option(help: "Items that are met, separated by commas. May be repeated.")
    var met: [String] = []

    @Option(help: "Items that are not met, separated by commas. May be repeated.")
    var notMet: [String] = []

    @Option(help: "A number or a choice, as item=value, such as ck=90. May be repeated.")
    var value: [String] = []

    @Option(help: "'not-met' takes every item that is not named as not met. Without it they are unknown.")
    var rest: Rest?

    @Option(help: "Decide by this score alone, such as without-biopsy.")
    var score: String?

    @Option(help: "text or json.")
    var format = Dose.Format.text

    @Option(help: "The content folder.")
    var content = "content"

    enum Rest: String, ExpressibleByArgument, CaseIterable { case notMet = "not-met" }

    func run() throws {
        let checked = try CheckedContent(content)
        let knowledgeBase = checked.knowledgeBase
        guard case .criteria(let record)? = knowledgeBase.record(criteria, .criteria) else {
            let help = suggestion(for: criteria, among: knowledgeBase.records(.criteria).map(\.head.id)).map { "; \($0)" } ?? ""
            throw ValidationError("there are no criteria '\(criteria)'\(help)")
        }
        guard let set = AssessableSet(record) else {
            throw ValidationError("the criteria '\(criteria)' are too large to be computed with")
        }
        let answers = try AnswerSheet(self, set).answers()
        let assessment = Assessment(set.terms, answers)
        if let problem = assessment.problems.first { throw ValidationError(AnswerSheet.words(problem, set)) }
        switch format {
        case .text: print((AssessmentNote(assessment, answers, set, in: knowledgeBase).lines + checked.lines).joined(separator: "\n"))
        case .json:
            let output = AssessmentOutput(assessment, answers, set, in: checked)
            if let warning = output.warning { Terminal.say("warning: \(warning)\n") }
            print(try output.json())
        }
        if assessment.status != .decided { throw ExitCode(4) }
    }
}
