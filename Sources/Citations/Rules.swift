public import Diagnostics

extension Rule {
    public static let invalidCSL = Rule(
        "invalid-csl", .error,
        means:
            "A field is not what CSL-JSON says, has markup that is not printed, or says something else than the note; or the file is another form, such as Crossref's own.",
        why: "References are CSL-JSON, the format reference managers export. What is not CSL-JSON would be left out of the printed reference, or print something wrong.",
        mend: "See [references and citations](citations.md).")
    public static let duplicateReference = Rule(
        "duplicate-reference", .error,
        means: "Two references have one id.",
        why: "A citation names a reference by its id. When two share one id, readers may be sent to the wrong work.",
        mend: "Remove one, or give it another id.")

    /// Every rule of this module.
    public static let ofCitations: [Rule] = [
        .invalidCSL, .duplicateReference,
    ]
}
