public import Diagnostics

extension Rule {
    public static let nestedTooDeeply = Rule(
        "nested-too-deeply", .error,
        means: "Lists or quotations are nested very deeply.",
        why: "Lists or quotations nested this deeply cannot be read by people, and would be cut off.",
        mend: "Flatten them.")
    public static let malformedAlert = Rule(
        "malformed-alert", .error,
        means: "Text stands on the line of the marker, or an attribute has no value or no closing quote (reported where it opens).",
        why: "The quotation starts like an alert but would be shown as an ordinary quotation, without its warning colour and label.",
        mend: "The marker alone on its line, the text below")
    public static let unknownAlert = Rule(
        "unknown-alert", .error,
        means: "There is no alert of this name.",
        why: "Only a known alert gets its label and its place in collected pages.",
        mend: "The help has the names.")
    public static let malformedAnchor = Rule(
        "malformed-anchor", .error,
        means: "An id or an anchor has characters that cannot stand there, or a beginning that belongs to the page.",
        why: "Links to the heading need an anchor that can stand in an address.",
        mend: "Letters, digits and hyphens; see [headings](writing.md#headings).")
    public static let malformedCitation = Rule(
        "malformed-citation", .error,
        means: "It looks like a citation, but cannot be read as one; or the key of a reference stands in text without its `@` or its brackets.",
        why: "What looks like a citation would be published as bare brackets, and its claim would have no source.",
        mend: "`[@key]`, or `[@key, p. 12; @other]`")
    public static let tooLargeTable = Rule(
        "too-large-table", .error,
        means: "The tables of one file have more than 100,000 cells, those that fill rows up to the head included.",
        why: "A table of this size cannot be read on a page, and takes the parser more time and memory than a build may have.",
        mend: "Split it over pages.")
    public static let extraCell = Rule(
        "extra-cell", .error,
        means: "A row of a table has a cell more than the head.",
        why: "What stands beyond the last column of a table is not on the page.",
        mend: "A column for it, or `|` for a bar that is text")
    public static let missingCell = Rule(
        "missing-cell", .error,
        means: "A row of a table has fewer cells than the head, or a line of text stands right below the table.",
        why: "Cells are filled up at the end of the row: a volume stands beneath the head of the dose, and a sentence below the table becomes a row of it.",
        mend: "An empty cell for each that is missing, `| |`; a blank line below the table")
    public static let swallowedMark = Rule(
        "swallowed-mark", .error,
        means: "A line within a paragraph begins with `>`, `-`, `+`, `*` or `1.` before a figure.",
        why: "At the start of a line these are marks of a quotation or a list: `> 50` loses its sign on the page, and `- 5` its minus.",
        mend: "Words, as `more than 50`; a backslash before a mark that is text; a blank line before a list or a quotation")
    public static let lazyContinuation = Rule(
        "lazy-continuation", .error,
        means: "A line right below a quotation or an alert has no `>`, or one right below a footnote is not indented.",
        why: "Markdown takes the line into what stands above it: words that were written below a warning or a note stand in it on the page.",
        mend: "A blank line before it; `>` or four spaces at its start where it belongs there")
    public static let figureInTitle = Rule(
        "figure-in-title", .error,
        means: "The title of a link or an image, `[text](address \"title\")`, has a figure.",
        why: "A title shows under a mouse alone, not under a finger and not on paper, and a dose in it is held to no record.",
        mend: "Write it as text.")
    public static let duplicateDefinition = Rule(
        "duplicate-definition", .error,
        means: "A footnote, or the name of a link, is defined twice.",
        why: "Of two definitions with one name the second is not on the page, and what it says is lost.",
        mend: "Another name for one of the two")
    public static let citationAsDefinition = Rule(
        "citation-as-definition", .error,
        means: "A line begins with `[@key]:`.",
        why: "Markdown takes the line for the definition of a link, and nothing of it is on the page.",
        mend: "A word before the citation, or the citation at the end")
    public static let unusedDefinition = Rule(
        "unused-definition", .warning, .adjustable,
        means: "A line such as `[name]: address` that no link uses",
        why: "A definition of a link that nothing uses is not on the page, and nobody sees where it leads.",
        mend: "`[text][name]`, or remove it.")
    public static let joinedFigures = Rule(
        "joined-figures", .error,
        means:
            "Between two figures stands nothing but markup, `2*3 mg, then 4*5 mg`, `1<!-- x -->0`; or the figure of a link touches a figure or a unit, `1[40 mg/kg](…)`, `[2 g](…)/kg`.",
        why: "Marks between two figures are taken off, and a reader sees one figure, larger or another than either.",
        mend: "`×`, or a backslash before each mark that is text")
    public static let unreadMarkup = Rule(
        "unread-markup", .error,
        means:
            "Marks of Markdown stand in a field that is plain text, such as a summary; or text looks like a link, a heading, a comment or a strikethrough, and is none: an address with spaces, `[[x]]`, `[x] (y)`, `##Text`, a comment left open, `~one~`; or the address of a page stands in the text, because a bracket of its link is missing",
        why: "The marks are shown as they are, and what they were meant to do is not done.",
        mend: "The help says how to write it, and how to keep the mark as text.")
    public static let unusedFootnote = Rule(
        "unused-footnote", .warning, .adjustable,
        means: "Nothing refers to a footnote.",
        why: "A footnote that nothing refers to is not on the page: what it says would be missing.",
        mend: "Refer to it, or remove it.")

    /// Every rule of this module.
    public static let ofMarkdown: [Rule] = [
        .nestedTooDeeply, .malformedAlert, .unknownAlert, .malformedAnchor, .malformedCitation, .tooLargeTable, .extraCell, .missingCell, .swallowedMark,
        .lazyContinuation,
        .figureInTitle,
        .duplicateDefinition, .citationAsDefinition,
        .unusedDefinition, .joinedFigures, .listNumber, .unreadMarkup, .unclosedFence, .unusedFootnote, .tooHardToParse,
    ]
}
