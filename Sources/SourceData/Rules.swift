public import Diagnostics

extension Rule {
    public static let invalidYAML = Rule(
        "invalid-yaml", .error,
        "The file could not be read as YAML, so none of it is known. Often a value with a colon or a leading @, %, > or * needs quotes, or indentation is uneven.")
    public static let commentBehindText = Rule(
        "comment-behind-text", .error,
        "In text without quotation marks a # behind a space begins a comment. YAML drops it without a sign, and a part of the text with it.")
    public static let yamlAnchor = Rule(
        "yaml-anchor", .error,
        "Anchors, aliases and tags make a record hard to read and to check, so Materia does not take them.")
    public static let invalidJSON = Rule(
        "invalid-json", .error, "The file could not be read as JSON, so none of it is known.")
    public static let unknownKey = Rule(
        "unknown-key", .error,
        "A key Materia does not know would be ignored, and what its author meant would be missing from the page without a sign.")
    public static let missingField = Rule(
        "missing-field", .error, "The record cannot be used without this field.")
    public static let wrongType = Rule(
        "wrong-type", .error, "The field has another shape than the record needs.")
    public static let unknownValue = Rule(
        "unknown-value", .error, "The field takes one of a fixed set of values.")

    /// Every rule of this module.
    public static let ofSourceData: [Rule] = [
        .invalidYAML, .commentBehindText, .yamlAnchor, .invalidJSON, .unknownKey, .missingField, .wrongType, .unknownValue,
    ]
}
