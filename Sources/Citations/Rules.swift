public import Diagnostics

extension Rule {
    public static let invalidCSL = Rule(
        "invalid-csl", .error,
        "References are CSL-JSON, the format reference managers export. What is not CSL-JSON would be left out of the printed reference, or print something wrong.")
    public static let duplicateReference = Rule(
        "duplicate-reference", .error,
        "A citation names a reference by its id. When two share one id, readers may be sent to the wrong work.")

    /// Every rule of this module.
    public static let ofCitations: [Rule] = [
        .invalidCSL, .duplicateReference,
    ]
}
