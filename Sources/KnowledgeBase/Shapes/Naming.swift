/// What a name in a record stands for: where it is given, and where it is used. By it names are found, followed and changed.
public enum Naming: Hashable, Sendable {
    /// Here a part of the record gets its name.
    case defines(Part)
    /// Here something else is named.
    case names(Subject)

    /// A part of a record that its author names.
    public enum Part: String, CaseIterable, Sendable { case fact, item, option, score, threshold, outcome, study, arm, pooled, step, alert, infusion, question, measure }

    /// What a name can lead to.
    public enum Subject: Hashable, Sendable {
        case indication
        case record(RecordKind)
        /// What replaced the file: of a record another of its kind by its id, of an article another by the way to it.
        case successor
        case tag
        /// A part of the same record, as the address of its place begins: an item, `item.option`, `score.threshold`.
        case place
        /// The place of the same page that an old name leads to.
        case formerPlace
        /// An arm of the same study.
        case arm
        /// A score of the same record.
        case score
        /// A question of the record or of the site, a ready one, or a measure of the record.
        case entry
        /// A result of a plan, before which the name of a step and a point may stand; or a step.
        case result
    }
}

extension Shape.Form {
    static func defines(_ part: Naming.Part) -> Shape.Form { .id(.defines(part)) }
    static func names(_ subject: Naming.Subject) -> Shape.Form { .id(.names(subject)) }
}
