import Diagnostics
import SourceData

extension Shape {
    static let review = Shape(
        "'review'",
        [
            .needed("by", .text, "Who reviewed it."),
            .needed("on", .date, "The day of the review, as 2026-11-20."),
            .field("interval", .integer(Review.intervals), "Months until the next one is due."),
            .field("version", .text, "The version of the file that was reviewed, as `materia review` writes it. Any other is said to be unreviewed."),
        ])

    private static let namedFact = Shape(
        "an entry of 'facts'",
        [
            .needed("id", .defines(.fact), "The name by which text links to the value."),
            .needed("label", .text, "What the value is."),
            .needed("value", .text, "A quantity, `4 of 8`, a number with a unit, a date, or words."),
            .field("source", .source, "Where it comes from."),
        ])

    /// `text` is the form of its words: Markdown in records.
    private static func change(_ text: Form) -> Shape {
        Shape("a change", [.needed("date", .date, "The day, as 2026-11-20."), .needed("text", text, "What changed.")])
    }

    private static func hazard(_ text: Form) -> Shape {
        Shape(
            "a hazard",
            [
                .needed("hazard", text, "What could go wrong."), .field("harm", text, "What would come of it."),
                .field("mitigation", text, "What is done about it."),
            ])
    }

    private static let formerAnchors = Form.mapping(Shape("'former-anchors'", [], others: .names(.formerPlace)))

    /// A record of any kind, with the fields of its own in front.
    static func record(_ name: String, _ own: [Field], needsOne: [String] = []) -> Shape {
        Shape(
            name,
            [
                .needed("title", .text, "The title of the page."),
                .field("summary", .text, "A plain sentence for indexes. Always give it."),
                .field("status", words(RecordStatus.self), "current when left out; illustrative for what is made up to show a form."),
                .field(
                    Fields.successors, .oneOrMore(.names(.successor)), "Of what is superseded or retired: the id of what replaced it, or several."),
            ] + own + [
                .needed("sources", .sources, "Keys of references: where the record's statements come from."),
                .field("review", .mapping(review), "A clinical review that took place. Never invent one."),
                .field("aliases", .texts, "Old addresses of the page and its calculator, from the root of the site."),
                .field("former-anchors", formerAnchors, "What places of the record were called once, and what they are called now."),
                .field("tags", .list(.names(.tag)), "Lower-case letters, digits and hyphens; each tag gets a page."),
                .field("changes", .list(.mapping(change(.markdown))), "What changed in the record, the newest first."),
                .field("hazards", .list(.mapping(hazard(.markdown))), "What could go wrong, for the safety file."),
                .field("notes", .markdown, "What the fields cannot say."),
                .field("facts", .list(.mapping(namedFact)), "Further named values, to which text can be held."),
            ], needsOne: needsOne)
    }

    /// What every record may say.
    public static let anyRecord = record("every record", [])

    static let article = Shape(
        "an article",
        [
            .needed("title", .text, "The title of the page, plain text. The text below does not repeat it."),
            .needed("summary", .text, "One or two plain sentences for indexes. No Markdown, and no doses."),
            .field("type", .choice(ArticleType.allCases.map(\.rawValue)), "The name of the folder, or page at the root. It has no effect."),
            .field("status", words(Article.Status.self), "draft when left out; the page shows draft and superseded."),
            .field(Fields.successors, .oneOrMore(.names(.successor)), "Of what is superseded: the way to the article that replaced it, or to several."),
            .field(
                "codes",
                .list(
                    .mapping(
                        Shape(
                            "a code",
                            [
                                .needed("system", .text, "The system of codes, such as ICD-10-CM."), .needed("code", .text, "The code."),
                                .field("title", .text, "What the code stands for."),
                            ]))), "Codes of what the page is about."),
            .field("authors", .texts, "Who wrote it, by name."),
            .field("review", .mapping(review), "A clinical review that took place. Never invent one."),
            .field(
                "changes",
                .list(.mapping(change(.text))),
                "What changed on the page, the newest first."),
            .field("aliases", .texts, "Old addresses of the page, from the root of the site."),
            .field("former-anchors", formerAnchors, "What headings were called in addresses once, and what they are called now."),
            .field("tags", .list(.names(.tag)), "Lower-case letters, digits and hyphens; each tag gets a page."),
        ])

    static let site = Shape(
        "site.yml",
        [
            .needed("title", .text, "The name of the site."),
            .field("summary", .text, "What the site is about, for themes; clinic does not show it."),
            .field("language", .text, "The tag of the language the content is written in, such as de or pt-BR; en when left out."),
            .field("theme", .text, "A folder inside the themes folder; clinic when left out."),
            .field("base-url", .text, "Where the site will stand, when that is known, such as `https://example.org/`."),
            .field("audience", .text, "Whom it is for, at the foot of every page."),
            .field("disclaimer", .text, "At the foot of every page."),
            .field("plans-to", .texts, "Origins of pages that get the plan of a calculator which they show in a frame."),
            .field("search", .flag, "Whether the site has a search; true when left out."),
            .field("data", .flag, "Whether the site has its articles and records as data for programs; true when left out."),
            .field("publisher", .text, "Who publishes the site: an author of pages that name none, where they are cited."),
            .field("extends", .text, "The content folder of a knowledge base that this site adds to and does not change, such as `../upstream`."),
            .field("version", .text, "Which state of the content this is; the revision that git has when left out."),
            .field("report-errors", .text, "Where readers tell of errors: an e-mail or web address."),
            .field("hazards", .list(.mapping(hazard(.text))), "What could go wrong with the site, for the safety file."),
            .field(
                "review", .mapping(Shape("'review'", [.field("interval", .integer(Review.intervals), "Months after which a review is due again.")])),
                "When reviews are due again, unless an article says otherwise."),
            .field(
                "lint",
                .mapping(Shape("'lint'", Rule.adjustable.map { .field($0.id, .choice(["off", "note", "warning", "error"]), plain($0.means)) })),
                "Levels of the rules that have them."),
        ])

    static let glossaryEntry = Shape(
        "a glossary entry",
        [
            .needed("term", .text, "The term, written out."),
            .field("abbreviation", .text, "Its abbreviation, which is marked in articles."),
            .field("synonyms", .texts, "Other names of it."),
            .field("avoid", .texts, "Names of it that are not to be written: each use is reported, with the term to write."),
            .field("definition", .markdown, "What it means."),
        ])

    static let question = Shape(
        "a question",
        [
            .needed("id", .defines(.question), "The name by which conditions call it."),
            .needed("label", .text, "What is asked, within a sentence: an earlier allergy to it."),
            .field("help", .text, "How to find the answer."),
            .field("required", .flag, "Asked for even where no answer changes the dose."),
            .field("slows-infusion", .flag, "A box that lowers rates of infusion."),
            .field("answer", .either([.choice(["yes-no", "tick"]), .list(.text)]), "yes-no, tick, or a list of choices; a number has limits instead."),
            .field("unit", .text, "The unit of a number."),
            .field("at-least", .number, "The lowest number that is no slip."),
            .field("at-most", .number, "The highest number that is no slip."),
        ])

    /// Without the addresses of links.
    private static func plain(_ text: String) -> String { text.replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) } }
}
