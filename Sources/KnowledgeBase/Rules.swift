import Citations
public import Diagnostics
import Markdown
import SourceData

extension Rule {
    public static let unreadableFile = Rule(
        "unreadable-file", .error, "Content that cannot be read would be missing from the site.")
    public static let outsideContent = Rule(
        "outside-content", .error,
        "Only what lies in the content folder is published, so that nothing else on the machine can leak onto the site.")
    public static let misplacedFile = Rule(
        "misplaced-file", .error,
        "The folder says what a file is. A file that stands elsewhere would not be published.")
    public static let missingFile = Rule(
        "missing-file", .error, "Every knowledge base has site.yml and index.md.")
    public static let missingFrontMatter = Rule(
        "missing-front-matter", .error, "An article starts with its title and summary between two lines of three hyphens.")
    public static let brokenLink = Rule(
        "broken-link", .error, "A reader who follows the link would find nothing.")
    public static let brokenAnchor = Rule(
        "broken-anchor", .error, "The page exists but not the place on it, so the reader would land at the top and have to guess.")
    public static let unknownCitation = Rule(
        "unknown-citation", .error, "A claim whose source is not in the references has no source.")
    public static let emptyLink = Rule(
        "empty-link", .error, "A link without text cannot be seen. Only a checked fact is filled in.")
    public static let factMismatch = Rule(
        "fact-mismatch", .error,
        "The text and the record disagree about a fact. One of them is wrong, and a reader would act on either.")
    public static let duplicateID = Rule(
        "duplicate-id", .error, "An identifier names one thing, or links to it could mean either.")
    public static let duplicateAnchor = Rule(
        "duplicate-anchor", .error, "Two places with one anchor: a link would reach only the first.")
    public static let duplicateOutput = Rule(
        "duplicate-output", .error,
        "Two pages would be written to one file (letter case does not tell files apart on every system), and one would be lost.")
    public static let duplicateAlias = Rule(
        "duplicate-alias", .error, "An old address can lead to one page only.")
    public static let malformedAlias = Rule(
        "malformed-alias", .error, "An alias is an old address on this site, relative to its root.")
    public static let rawHTML = Rule(
        "raw-html", .error,
        "HTML in an article escapes every check, and could run scripts or break the page for screen readers.")
    public static let dangerousURL = Rule(
        "dangerous-url", .error, "Addresses of this kind can run code or read files on the reader's machine.")
    public static let unknownScheme = Rule(
        "unknown-scheme", .error, "Readers can follow web, mail and telephone links.")
    public static let remoteImage = Rule(
        "remote-image", .error, "The site must work without a network and load nothing from other hosts.")
    public static let missingAlternative = Rule(
        "missing-alt-text", .error, "Readers who use a screen reader would not know what the image says.")
    public static let unknownComponent = Rule(
        "unknown-component", .error, "The block would be shown as program text.")
    public static let unknownRecord = Rule(
        "unknown-record", .error, "The record named here does not exist, or is of another kind.")
    public static let unusedFile = Rule(
        "unused-file", .warning, .adjustable,
        "Only files that a page links to or shows are published, so that nothing gets onto the site by accident.")
    public static let undefinedFootnote = Rule(
        "undefined-footnote", .error, "The reference would be shown as bare brackets.")
    public static let wrongHeading = Rule(
        "wrong-heading", .error,
        "The page's title comes from its front matter, and skipped levels confuse readers who navigate by headings.")
    public static let unknownReferenceInRule = Rule(
        "unknown-criterion", .error, "The rule names something that is not an item or an earlier outcome, so it could never be decided.")
    public static let invalidQuantity = Rule(
        "invalid-quantity", .error, "A quantity is a number, a space and a unit Materia knows.")
    public static let decimalComma = Rule(
        "decimal-comma", .error, "A dose with a comma for its decimal point is read as another number, or as a thousand times as much.")
    public static let misreadNumber = Rule(
        "misread-number", .error, "A zero behind the point or nothing before it makes a dose be read ten or a thousand times as large (ISMP).")
    public static let inconsistentRecord = Rule(
        "inconsistent-record", .error, "Two fields of the record contradict each other.")
    public static let tableGap = Rule(
        "table-gap", .error, "A patient in the gap gets no dose from a record that looks complete, or the dose of a neighbouring row.")
    public static let tableOverlap = Rule(
        "table-overlap", .error, "Where two rows hold, each of two readers may take another dose.")
    public static let tableTooLarge = Rule(
        "table-too-large", .error, "A table that cannot be tried out whole cannot be shown to have one row for each patient.")
    public static let exampleDiffers = Rule(
        "example-differs", .error, "The record no longer gives the dose that somebody else worked out from its source.")
    public static let noExample = Rule(
        "no-example", .warning, .strictly, "Without a worked example from its source nothing shows that the record says what the source means.")
    public static let supersededCitation = Rule(
        "not-current", .error, .adjustable, "The page relies on something its own record says is no longer current.")
    public static let stillUsed = Rule(
        "still-used", .note, .adjustable, "What is no longer current is still on these pages; each should say so, or be led to what replaced it.")
    public static let unsuitableAlert = Rule(
        "alert-attribute", .error, "The attribute would be dropped, and what its author meant would be missing.")
    public static let uncitedRecommendation = Rule(
        "uncited-recommendation", .error, "A recommendation is somebody's: without its source nobody can tell whose, or look it up.")
    public static let uncitedClaim = Rule(
        "uncited-claim", .error, .optional,
        "A reader may act on a dose or a percentage, and nothing shows where this one comes from or holds it to a record.")
    public static let uncitedEvidence = Rule(
        "uncited-evidence", .error, .optional, "A finding without its source cannot be looked up or appraised.")

    public static let malformedAnswer = Rule(
        "malformed-answer", .error,
        "An answer to a criterion is set beside it and goes into letters; a part that is missing or misnamed would be missing there.")

    /// Every rule of this module.
    private static let ofKnowledgeBase: [Rule] = [
        .unreadableFile, .outsideContent, .misplacedFile, .missingFile, .missingFrontMatter, .brokenLink, .brokenAnchor, .unknownCitation, .emptyLink, .factMismatch,
        .duplicateID, .duplicateAnchor, .duplicateOutput, .duplicateAlias, .malformedAlias, .rawHTML, .dangerousURL, .unknownScheme, .remoteImage, .missingAlternative,
        .unknownComponent, .unknownRecord, .unusedFile, .undefinedFootnote, .wrongHeading, .unknownReferenceInRule, .invalidQuantity, .decimalComma, .misreadNumber,
        .inconsistentRecord, .tableGap, .tableOverlap, .tableTooLarge, .exampleDiffers, .noExample, .supersededCitation, .stillUsed, .unsuitableAlert,
        .uncitedRecommendation, .uncitedClaim, .uncitedEvidence, .malformedAnswer, .errorProneUnit, .errorProneFrequency, .errorProneAbbreviation, .drugAbbreviation,
        .avoidedName, .missingSpace, .missingComma,
        .misreadSlash, .misreadSign, .vagueLink, .poorAlternative, .emptyHeading, .emphasisedHeading, .emptyTableHead, .surprisingFact, .retiredSource,
    ]

    /// Of what goes out of date, and of what nothing leads to.
    private static let ofLifecycle: [Rule] = [
        .reviewOverdue, .reviewDueSoon, .reviewInFuture, .draftLinked, .missingAlias, .lostAddress, .invalidRetractions, .retractedReference, .amendedReference,
        .orphanPage, .unusedRecord, .unusedReference, .sameWork, .abbreviationDiffers,
    ]

    /// Of what one place says of another, and no longer fits.
    private static let ofDrift: [Rule] = [.beyondLabel, .supersededLabel, .countMismatch, .reportedDiffers, .pointsDiffer]

    /// Every rule that content is held to, those of its text, data and references included.
    public static let ofContent: [Rule] =
        [.invalidUTF8, .lostText] + ofSourceData + ofMarkdown + ofCitations + ofKnowledgeBase + ofLifecycle + ofDrift

    /// Rules whose level a site may set.
    static let adjustable = ofContent.filter { $0.level != .fixed }

    private static let byID = Dictionary(uniqueKeysWithValues: ofContent.map { ($0.id, $0) })

    /// The rule of content that is called `id`.
    static func named(_ id: String) -> Rule? { byID[id] }
}
