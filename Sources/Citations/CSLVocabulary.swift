/// The words of CSL-JSON, after the schema `csl-data.json` of CSL 1.0.2.
enum CSLVocabulary {
    static let itemKeys: Set<String> = [
        "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "abstract", "accessed", "annote", "archive", "archive-place",
        "archive_collection", "archive_location", "author", "authority", "available-date", "call-number",
        "categories", "chair", "chapter-number", "citation-key", "citation-label", "citation-number",
        "collection-editor", "collection-number", "collection-title", "compiler", "composer", "container-author",
        "container-title", "container-title-short", "contributor", "curator", "custom", "dimensions", "director",
        "division", "edition", "editor", "editorial-director", "event", "event-date", "event-place", "event-title",
        "executive-producer", "first-reference-note-number", "genre", "guest", "host", "id", "illustrator",
        "interviewer", "issue", "issued", "journalAbbreviation", "jurisdiction", "keyword", "language", "locator",
        "medium", "narrator", "note", "number", "number-of-pages", "number-of-volumes", "organizer",
        "original-author", "original-date", "original-publisher", "original-publisher-place", "original-title",
        "page", "page-first", "part", "part-title", "performer", "printing", "producer", "publisher",
        "publisher-place", "recipient", "references", "reviewed-author", "reviewed-genre", "reviewed-title", "scale",
        "script-writer", "section", "series-creator", "shortTitle", "source", "status", "submitted", "supplement",
        "title", "title-short", "translator", "type", "version", "volume", "volume-title", "volume-title-short",
        "year-suffix",
    ]

    /// Types CSL has and Materia does not set.
    static let otherTypes: Set<String> = [
        "bill", "broadcast", "classic", "collection", "event", "figure", "graphic", "hearing", "interview",
        "legal_case", "manuscript", "map", "motion_picture", "musical_score", "patent", "performance", "periodical",
        "personal_communication", "song", "speech", "treaty",
    ]

    /// Parts of a name that say how a processor should treat it, or who somebody is; they print nothing.
    static let nameHints = [
        "comma-suffix", "static-ordering", "static-particles", "parse-names", "multi", "sequence", "affiliation", "ORCID", "authenticated-orcid", "role", "prefix",
        "@type",
    ]

    /// What Crossref says of a date twice.
    static let dateHints = ["date-time", "timestamp"]
}
