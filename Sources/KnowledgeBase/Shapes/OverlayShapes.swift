extension Shape {
    private static let overrideChange = Shape(
        "a change",
        [
            .field("at", .text, "The way to the value in a record, such as steps/1/dose/each; entries of a list go by their id, or by number from 1. Not in an article."),
            .field("was", .any, "What stood there when the two were compared: in an article a text that it has once. Left out where nothing did."),
            .field("now", .any, "What stands there here."),
            .field("removed", .flag, "true, in the place of now, where nothing is to stand there."),
            .field("why", .text, "Why, where the reason is that of this change alone."),
        ])

    static let override = Shape(
        "an override",
        [
            .needed("file", .text, "The file that it is about, by its path in the knowledge base that is extended."),
            .needed("version", .text, "The version of that file when it was compared with what is said here. `materia overlay accept` writes it."),
            .needed("why", .text, "Why it is another here; its page says so."),
            .needed("by", .text, "Who decided it."),
            .needed("on", .date, "The day of that, as 2026-11-20."),
            .field("review", .mapping(review), "A clinical review of what the changes make of the file. Never invent one."),
            .field("changes", .list(.mapping(overrideChange)), "Values or texts that are others here."),
            .field("replaced", .flag, "true where a file of the site, at the same path, stands in its place."),
            .field("left-out", .flag, "true where the site goes without it."),
        ], needsOne: ["changes", "replaced", "left-out"])
}
