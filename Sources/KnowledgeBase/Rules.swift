import Citations
public import Diagnostics
import Markdown
import SourceData

extension Rule {
    public static let unreadableFile = Rule(
        "unreadable-file", .error,
        means: "A file or folder cannot be read, or is not an ordinary file. Also: the content folder is not there.",
        why: "Content that cannot be read would be missing from the site.",
        mend: "Check the name and its permissions.")
    public static let outsideContent = Rule(
        "outside-content", .error,
        means: "A link or a symbolic link leads out of the content folder.",
        why: "Only what lies in the content folder is published, so that nothing else on the machine can leak onto the site.",
        mend: "Copy the file into the folder.")
    public static let misplacedFile = Rule(
        "misplaced-file", .error,
        means: "A Markdown or YAML file stands in a folder that does not hold such files.",
        why: "The folder says what a file is. A file that stands elsewhere would not be published.",
        mend: "Move it. The settings are `site.yml`, the glossary `glossary.yml`, both at the root.")
    public static let missingFile = Rule(
        "missing-file", .error,
        means: "There is no `site.yml` or no `index.md`.",
        why: "Every knowledge base has site.yml and index.md.",
        mend: "Add it.")
    public static let missingFrontMatter = Rule(
        "missing-front-matter", .error,
        means: "An article does not start with front matter, or it is not closed.",
        why: "An article starts with its title and summary between two lines of three hyphens.",
        mend: "Start with `---`, end with `---`.")
    public static let brokenLink = Rule(
        "broken-link", .error,
        means: "The link leads to no file.",
        why: "A reader who follows the link would find nothing.",
        mend: "The help names what is near. Paths start from the file they stand in.")
    public static let brokenAnchor = Rule(
        "broken-anchor", .error,
        means: "The file is there, but not the place in it.",
        why: "The page exists but not the place on it, so the reader would land at the top and have to guess.",
        mend: "Use an anchor of the page; the help names them when they are few.")
    public static let unknownCitation = Rule(
        "unknown-citation", .error,
        means: "No reference has this key.",
        why: "A claim whose source is not in the references has no source.",
        mend: "Add the reference, or mend the key.")
    public static let emptyLink = Rule(
        "empty-link", .error,
        means: "A link has no text.",
        why: "A link without text cannot be seen. Only a checked fact is filled in.",
        mend: "Say what a reader will find there.")
    public static let factMismatch = Rule(
        "fact-mismatch", .error,
        means: "The text says something else than the record, or than the dose that is [worked out](writing.md#computed) from it.",
        why: "The text and the record disagree about a fact. One of them is wrong, and a reader would act on either.",
        mend: "Look up the source. Mend the text or the record.")
    public static let duplicateID = Rule(
        "duplicate-id", .error,
        means: "Two records of a kind have one id, or the glossary has a term twice.",
        why: "An identifier names one thing, or links to it could mean either.",
        mend: "Rename one, or join the two.")
    public static let duplicateAnchor = Rule(
        "duplicate-anchor", .error,
        means: "An id or an anchor is used twice on one page.",
        why: "Two places with one anchor: a link would reach only the first.",
        mend: "Give one of them another id.")
    public static let duplicateOutput = Rule(
        "duplicate-output", .error,
        means: "Two pages would be one file. Letter case does not tell files apart.",
        why: "Two pages would be written to one file (letter case does not tell files apart on every system), and one would be lost.",
        mend: "Rename one of the files. At the root, the names of [Materia's own pages](writing.md#folders) are taken.")
    public static let duplicateAlias = Rule(
        "duplicate-alias", .error,
        means: "An alias is taken by a page or by another alias.",
        why: "An old address can lead to one page only.",
        mend: "Remove one of them.")
    public static let malformedAlias = Rule(
        "malformed-alias", .error,
        means: "An alias is not a path on this site.",
        why: "An alias is an old address on this site, relative to its root.",
        mend: "`old/page` or `old/page.html`")
    public static let rawHTML = Rule(
        "raw-html", .error,
        means: "HTML in the text, other than a comment",
        why: "HTML in an article escapes every check, and could run scripts or break the page for screen readers.",
        mend: "Markdown. A bare `<` is written `\\<`.")
    public static let dangerousURL = Rule(
        "dangerous-url", .error,
        means: "An address such as `javascript:`, `data:` or `file:`",
        why: "Addresses of this kind can run code or read files on the reader's machine.",
        mend: "A web address, or a file in the content folder")
    public static let unknownScheme = Rule(
        "unknown-scheme", .error,
        means: "An address that readers cannot follow, or one without its scheme",
        why: "Readers can follow web, mail and telephone links.",
        mend: "`https:`, `http:`, `mailto:`, `tel:` or a relative path")
    public static let remoteImage = Rule(
        "remote-image", .error,
        means: "An image is loaded from another host.",
        why: "The site must work without a network and load nothing from other hosts.",
        mend: "Put a copy into the content folder, if its licence allows.")
    public static let missingAlternative = Rule(
        "missing-alt-text", .error,
        means: "An image has no description.",
        why: "Readers who use a screen reader would not know what the image says.",
        mend: "Say between the square brackets what it shows.")
    public static let unknownComponent = Rule(
        "unknown-component", .error,
        means: "The language of a code block is nearly the name of a component.",
        why: "The block would be shown as program text.",
        mend: "Use the name as it is, or another language.")
    public static let unknownRecord = Rule(
        "unknown-record", .error,
        means: "A record, or the article of an indication, is not there or of another kind.",
        why: "The record named here does not exist, or is of another kind.",
        mend: "The help has the nearest id, or all of them.")
    public static let unusedFile = Rule(
        "unused-file", .warning, .adjustable,
        means: "No page links to the file or shows it, so it is not published.",
        why: "Only files that a page links to or shows are published, so that nothing gets onto the site by accident.",
        mend: "Link to it, or move it out of the content folder.")
    public static let undefinedFootnote = Rule(
        "undefined-footnote", .error,
        means: "A footnote is referred to, but not defined.",
        why: "The reference would be shown as bare brackets.",
        mend: "Add a line that starts with `[^1]:`.")
    public static let wrongHeading = Rule(
        "wrong-heading", .error,
        means: "A heading of the first level, or a skipped level",
        why: "The page's title comes from its front matter, and skipped levels confuse readers who navigate by headings.",
        mend: "`##`, then `###`")
    public static let unknownReferenceInRule = Rule(
        "unknown-criterion", .error,
        means: "A rule names something that is neither an item nor an earlier outcome.",
        why: "The rule names something that is not an item or an earlier outcome, so it could never be decided.",
        mend: "Use an id of the same file.")
    public static let invalidQuantity = Rule(
        "invalid-quantity", .error,
        means: "Not a number and a unit, a unit that measures something else, or one that is [misread](dosing.md#units).",
        why: "A quantity is a number, a space and a unit Materia knows.",
        mend: "Write it like the examples in the help. Inside braces a value with a comma needs quotes: `each: \"1,750 mg\"`.")
    public static let decimalComma = Rule(
        "decimal-comma", .error,
        means: "A quantity in a text has a comma where its decimal point belongs: `0,5 mg`.",
        why: "A dose with a comma for its decimal point is read as another number, or as a thousand times as much.",
        mend: "Write a point. Where a record holds the value, link it.")
    public static let misreadNumber = Rule(
        "misread-number", .error,
        means: "A quantity in a text has a zero at its end after the point, `1.0 mg`, no digit before the point, `.5 mg`, or a zero before other digits, `05 mg`.",
        why: "A zero behind the point or nothing before it makes a dose be read ten or a thousand times as large (ISMP); `05` is 5, or 0.5 that lost its point.",
        mend: "`1 mg`, `0.5 mg`. In back-ticks it stays as it is.")
    public static let inconsistentRecord = Rule(
        "inconsistent-record", .error,
        means:
            "Two fields contradict each other, or a form has no single meaning: rates that fall, more events than people, points for a score that is not there, a rule that can never hold; in a dose two keys, a timing that the key cannot have, a limit in another kind of unit; a question that nothing uses, or a box in a row.",
        why: "Two fields of the record contradict each other.",
        mend: "Check both against the source. The help has the form with one meaning; see [the dosing language](dosing.md).")
    public static let struckOut = Rule(
        "struck-out", .error,
        means: "A figure is struck out in an article, or anything in an alert or a record.",
        why: "Screen readers, copied plans, results of a search and data have the words without the line: what does not hold any more is read as a dose.",
        mend: "Take it out, and say under [`changes`](writing.md#front-matter) what was changed.")
    public static let deadCondition = Rule(
        "dead-condition", .error,
        means:
            "A row, a stop, a caution, an adjustment or another dosing weight is for nobody, or is for everybody where it should be for some: no figure that can be entered is on that side of its limit. In criteria a limit, a band, a threshold or an outcome that nobody can meet.",
        why: "A limit in the unit of another laboratory, or a factor where a percentage is meant, leaves a stop that never stops, or gives everybody the dose of a few.",
        mend: "The limit, or its unit. The help has the figures that are taken; what is for everybody is no condition."
    )
    public static let deadLimit = Rule(
        "dead-limit", .error,
        means:
            "A limit of a dose that no dose of the record reaches for any patient, or a dose that is above its limit for every one. Doses that are the same for everybody, or for children alone, may stay below the limit down to a tenth of it.",
        why: "A limit with `kg` in place of `g` holds nobody back, and one with `mg` gives everybody another dose than the record writes.",
        mend: "The number or the unit of the limit, or of the dose.")
    public static let tableGap = Rule(
        "table-gap", .error,
        means: "No row of a table holds for the patient that is named, in plain numbers.",
        why: "A patient in the gap gets no dose from a record that looks complete, or the dose of a neighbouring row.",
        mend: "Move a limit, add a row, or say with `stop:` that there is no dose. See [proof](dosing.md#proof).")
    public static let tableOverlap = Rule(
        "table-overlap", .error,
        means: "Two rows hold for the patient that is named.",
        why: "Where two rows hold, each of two readers may take another dose.",
        mend: "Let a limit belong to one row: `at-least` with `under`, or `over` with `at-most`.")
    public static let tableTooLarge = Rule(
        "table-too-large", .error,
        means: "The table has over a million combinations.",
        why: "A table that cannot be tried out whole cannot be shown to have one row for each patient.",
        mend: "Split it into steps or regimens.")
    public static let exampleDiffers = Rule(
        "example-differs", .error,
        means: "The record gives another result than a [worked example](dosing.md#examples) expects, or the example or a dose table cannot be worked out.",
        why: "The record no longer gives the dose that somebody else worked out from its source.",
        mend: "Look into the source. Mend the record, or the example if its source says so.")
    public static let noExample = Rule(
        "no-example", .warning, .strictly,
        means: "A current regimen has no worked example.",
        why: "Without a worked example from its source nothing shows that the record says what the source means.",
        mend: "Add one from its label or a published table.")
    public static let supersededCitation = Rule(
        "not-current", .error, .adjustable,
        means:
            "A link, a block or another record uses an article or a record that is superseded or retired as if it were current; or a link says `superseded` of what is not.",
        why: "The page relies on something its own record says is no longer current.",
        mend: "Use what replaced it, or [say so with the link's title](writing.md#links).")
    public static let stillUsed = Rule(
        "still-used", .note, .adjustable,
        means: "Something is superseded or retired, and these pages still mention or show it: each is a note with its place.",
        why: "What is no longer current is still on these pages; each should say so, or be led to what replaced it.",
        mend: "Nothing, where the page says so.")
    public static let unsuitableAlert = Rule(
        "alert-attribute", .error,
        means: "The alert has no such attribute, or it cannot have this value.",
        why: "The attribute would be dropped, and what its author meant would be missing.",
        mend: "Only [recommendations](writing.md#alerts) have attributes.")
    public static let uncitedRecommendation = Rule(
        "uncited-recommendation", .error,
        means: "A recommendation has no citation.",
        why: "A recommendation is somebody's: without its source nobody can tell whose, or look it up.",
        mend: "`[@key]` after it")
    public static let uncitedClaim = Rule(
        "uncited-claim", .error, .optional,
        means: "A dose, a percentage or a share of people is neither a checked fact nor cited. One message lists all that one citation would mend.",
        why: "A reader may act on a dose or a percentage, and nothing shows where this one comes from or holds it to a record.",
        mend: "Link it to the record that states it, or cite its source. See [claim rules](writing.md#claims).")
    public static let uncitedEvidence = Rule(
        "uncited-evidence", .error, .optional,
        means: "An evidence alert, a value of an evidence record or a graded certainty names no source.",
        why: "A finding without its source cannot be looked up or appraised.",
        mend: "A citation; `source:`; for a certainty also `by:`")

    public static let malformedAnswer = Rule(
        "malformed-answer", .error,
        means: "An [answer to a criterion](writing.md#answers) lacks a part, or has one that is misspelt, empty or there twice.",
        why: "An answer to a criterion is set beside it and goes into letters; a part that is missing or misnamed would be missing there.",
        mend: "The help says which part, and how to write it.")

    /// Every rule of this module.
    private static let ofKnowledgeBase: [Rule] = [
        .unreadableFile, .outsideContent, .misplacedFile, .missingFile, .missingFrontMatter, .brokenLink, .brokenAnchor, .unknownCitation, .emptyLink, .factMismatch,
        .duplicateID, .duplicateAnchor, .duplicateOutput, .duplicateAlias, .malformedAlias, .rawHTML, .dangerousURL, .unknownScheme, .remoteImage, .missingAlternative,
        .unknownComponent, .unknownRecord, .unusedFile, .undefinedFootnote, .wrongHeading, .unknownReferenceInRule, .invalidQuantity, .decimalComma, .misreadNumber,
        .inconsistentRecord, .deadCondition, .deadLimit, .struckOut, .tableGap, .tableOverlap, .tableTooLarge, .exampleDiffers, .noExample, .supersededCitation,
        .stillUsed, .wrongSuccessor,
        .unsuitableAlert,
        .uncitedRecommendation, .uncitedClaim, .uncitedEvidence, .malformedAnswer, .errorProneUnit, .errorProneFrequency, .errorProneAbbreviation, .drugAbbreviation,
        .avoidedName, .missingSpace, .missingComma,
        .misreadSlash, .misreadSign, .vagueLink, .poorAlternative, .emptyHeading, .emphasisedHeading, .emptyTableHead, .surprisingFact, .retiredSource, .unsafeFile,
        .unusableName,
    ]

    /// Of what goes out of date, and of what nothing leads to.
    private static let ofLifecycle: [Rule] = [
        .reviewOverdue, .reviewDueSoon, .reviewInFuture, .changedSinceReview, .unversionedReview, .draftLinked, .missingAlias, .lostAddress,
        .invalidRetractions, .retractedReference, .amendedReference, .orphanPage, .unusedRecord, .unusedReference, .sameWork, .abbreviationDiffers,
    ]

    /// Of what one place says of another, and no longer fits.
    private static let ofDrift: [Rule] = [.beyondLabel, .supersededLabel, .countMismatch, .reportedDiffers, .pointsDiffer]

    /// Every rule that content is held to, those of its text, data and references included.
    public static let ofContent: [Rule] =
        [.invalidUTF8, .lostText, .tooLargeFile] + ofSourceData + ofMarkdown + ofCitations + ofKnowledgeBase + ofLifecycle + ofDrift + ofOverlays

    /// Rules whose level a site may set.
    static let adjustable = ofContent.filter { $0.level != .fixed }

    private static let byID = Dictionary(uniqueKeysWithValues: ofContent.map { ($0.id, $0) })

    /// The rule of content that is called `id`.
    static func named(_ id: String) -> Rule? { byID[id] }
}
