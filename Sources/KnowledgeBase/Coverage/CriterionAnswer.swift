public import ClinicalLogic
public import Markdown

/// What a section of an article says about items of a coverage policy.
///
/// An author writes it as a list whose items begin with a label in bold, the first of them `**Criterion:**` with links to
/// the items. An answer that tells what a record shows is about one patient; one without speaks of all.
public struct CriterionAnswer: Sendable {
    public enum Part: String, CaseIterable, Sendable {
        case criterion = "Criterion"
        case policy = "The policy says"
        case record = "The record shows"
        case state = "State"
        case sources = "The sources say"
        case strength = "How strong"
        case contested = "Contested"
    }

    /// The article and its section.
    public let place: Mention
    /// Content path of the policy.
    public let policy: String
    /// Ids of the items it answers.
    public let items: [String]
    /// What follows each label, as inline nodes.
    public let parts: [Part: [Node]]
    /// Whether the patient meets the items; nil where no patient is spoken of.
    public let state: Answer?
}
