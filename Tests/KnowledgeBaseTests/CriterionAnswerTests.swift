import ClinicalLogic
import Markdown
import Testing

@testable import KnowledgeBase

/// Answers to the items of a coverage policy, as articles give them. Mistakes in them are in Fixtures/invalid/malformed-answer.
struct CriterionAnswerTests {
    private let answers = ValidSite.knowledgeBase.answers

    @Test func anAnswerKnowsItsPlaceAndItsItems() {
        #expect(answers.map(\.place.source) == Array(repeating: "therapies/examplicin.md", count: 2))
        #expect(answers.map { $0.place.section?.title } == ["What the payer asks", "A case"])
        #expect(answers.map(\.policy) == Array(repeating: "criteria/payers/sample-payer.yaml", count: 2))
        #expect(answers.map(\.items) == [["story"], ["story"]])
    }

    @Test func oneAboutAPatientHasAState() {
        #expect(answers.map(\.state) == [nil, .met])
    }

    @Test func theLabelIsNoPartOfTheText() {
        func text(_ answer: CriterionAnswer, _ part: CriterionAnswer.Part) -> String? {
            answer.parts[part].map { $0.map(\.plainText).joined() }
        }
        #expect(text(answers[0], .policy) == "stories are covered.")
        #expect(text(answers[0], .contested) == "some call it a tale.")
        #expect(text(answers[0], .record) == nil)
        #expect(text(answers[1], .state) == "met, if anybody listened")
        #expect(text(answers[1], .record) == "somebody told it.")
    }

    @Test(arguments: [
        ("met", Answer.met), ("Met: seen by two", .met), ("not met", .notMet), ("Not met, strength 5/5", .notMet),
        ("not known", .unknown), ("not known: titre not given", .unknown),
    ])
    func aStateBeginsWithOneOfThree(words: String, state: Answer) { #expect(CriterionAnswerReader.state(words) == state) }

    @Test(arguments: ["", "metastatic", "not metabolic", "perhaps met", "unmet", "not knowngly"])
    func otherWordsAreNoState(words: String) { #expect(CriterionAnswerReader.state(words) == nil) }
}
