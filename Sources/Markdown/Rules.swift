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
    public static let tooLargeTable = Rule(
        "too-large-table", .error, "A table of this size cannot be read on a page, and takes the parser more time and memory than a build may have.")
    public static let extraCell = Rule(
        "extra-cell", .error, "What stands beyond the last column of a table is not on the page.")
    public static let duplicateDefinition = Rule(
        "duplicate-definition", .error, "Of two definitions with one name the second is not on the page, and what it says is lost.")
    public static let citationAsDefinition = Rule(
        "citation-as-definition", .error, "Markdown takes the line for the definition of a link, and nothing of it is on the page.")
    public static let unusedDefinition = Rule(
        "unused-definition", .warning, .adjustable, "A definition of a link that nothing uses is not on the page, and nobody sees where it leads.")
    public static let joinedFigures = Rule(
        "joined-figures", .error, "Marks between two figures are taken off, and a reader sees one figure: ten times the dose, or another one.")
    public static let unreadMarkup = Rule(
        "unread-markup", .error, "The marks are shown as they are, and what they were meant to do is not done.")
    public static let unusedFootnote = Rule(
        "unused-footnote", .warning, .adjustable, "A footnote that nothing refers to is not on the page: what it says would be missing.")

    /// Every rule of this module.
    public static let ofMarkdown: [Rule] = [
        .nestedTooDeeply, .malformedAlert, .unknownAlert, .malformedAnchor, .malformedCitation, .tooLargeTable, .extraCell, .duplicateDefinition, .citationAsDefinition,
        .unusedDefinition, .joinedFigures, .listNumber, .unreadMarkup, .unclosedFence, .unusedFootnote,
    ]
}
