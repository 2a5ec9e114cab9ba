public import Diagnostics

extension Rule {
    public static let invalidYAML = Rule(
        "invalid-yaml", .error,
        means: "The file or the front matter is not YAML, or a key stands twice.",
        why: "The file could not be read as YAML, so none of it is known. Often a value with a colon or a leading @, %, > or * needs quotes, or indentation is uneven.",
        mend: "The message says what stands at the place. Quotation marks and brackets that are not closed are reported where they open.")
    public static let commentBehindText = Rule(
        "comment-behind-text", .error,
        means: "Behind text without quotation marks stands a ` #`.",
        why: "In text without quotation marks a # behind a space begins a comment. YAML drops it without a sign, and a part of the text with it.",
        mend: "Quotation marks around the text, or the comment on a line of its own")
    public static let yamlAnchor = Rule(
        "yaml-anchor", .error,
        means: "The file has a YAML anchor or alias.",
        why: "Anchors, aliases and tags make a record hard to read and to check, so Materia does not take them.",
        mend: "Write the value out.")
    public static let invalidJSON = Rule(
        "invalid-json", .error,
        means: "The file is not JSON.",
        why: "The file could not be read as JSON, so none of it is known.",
        mend: "Look at the place for commas and quotes.")
    public static let unknownKey = Rule(
        "unknown-key", .error,
        means: "The form has no such key.",
        why: "A key Materia does not know would be ignored, and what its author meant would be missing from the page without a sign.",
        mend: "The help has the nearest key, or all of them.")
    public static let missingField = Rule(
        "missing-field", .error,
        means: "A required field is missing, or something is empty that may not be.",
        why: "The record cannot be used without this field.",
        mend: "Add it.")
    public static let wrongType = Rule(
        "wrong-type", .error,
        means: "The value has another shape: a list for text, words for a number, a day that does not exist.",
        why: "The field has another shape than the record needs.",
        mend: "Write it in the [form](records.md#forms) of the field.")
    public static let unknownValue = Rule(
        "unknown-value", .error,
        means: "The field takes one of a few words, and this is none of them.",
        why: "The field takes one of a fixed set of values.",
        mend: "The help has the nearest, or all of them.")

    /// Every rule of this module.
    public static let ofSourceData: [Rule] = [
        .invalidYAML, .commentBehindText, .yamlAnchor, .invalidJSON, .unknownKey, .missingField, .wrongType, .unknownValue,
    ]
}
