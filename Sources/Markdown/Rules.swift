public import Diagnostics

extension Rule {
    public static let nestedTooDeeply = Rule(
        "nested-too-deeply", .error,
        "Lists or quotations nested this deeply cannot be read by people, and would be cut off.")
    public static let malformedAlert = Rule(
        "malformed-alert", .error,
        "The quotation starts like an alert but would be shown as an ordinary quotation, without its warning colour and label.")
    public static let unknownAlert = Rule(
        "unknown-alert", .error, "Only a known alert gets its label and its place in collected pages.")
    public static let malformedAnchor = Rule(
        "malformed-anchor", .error, "Links to the heading need an anchor that can stand in an address.")
    public static let malformedCitation = Rule(
        "malformed-citation", .error,
        "What looks like a citation would be published as bare brackets, and its claim would have no source.")
    public static let unusedFootnote = Rule(
        "unused-footnote", .warning, "A footnote that nothing refers to is not on the page: what it says would be missing.")
}
