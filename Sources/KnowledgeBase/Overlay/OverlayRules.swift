public import Diagnostics

extension Rule {
    public static let invalidUpstream = Rule(
        "invalid-upstream", .error,
        means: "What `extends` names cannot be extended: it is no content folder, lies within this one or around it, or extends another itself.",
        why: "A site that extends a knowledge base is as right as what it is made of, and that has to be one folder that others keep.",
        mend: "Name the content folder of the shared knowledge base, from here: `extends: ../upstream`. See [an overlay](overlay.md).")
    public static let unsaidOverride = Rule(
        "unsaid-override", .error,
        means: "A file stands where the knowledge base that is extended has one, and no file in `overrides/` says that it takes its place.",
        why: "A file that takes the place of another by its name alone hides what others write there, and nobody would see it.",
        mend: "Rename the file; or say in `overrides/` that it [takes the other's place](overlay.md#replace).")
    public static let staleOverride = Rule(
        "stale-override", .error,
        means: "What an override changes, replaces or leaves out is another version than the one it was compared with.",
        why: "A value that was changed beside what it was then may be wrong beside what it is now. Nobody has compared the two.",
        mend: "Compare them, change what has to be changed, and [accept the version](overlay.md#accept).")
    public static let misplacedOverride = Rule(
        "misplaced-override", .error,
        means: "An override is about something that is not there, or does not say what it needs to: a file, a place in it, a value.",
        why: "A change that is not made would leave the value that somebody meant to change.",
        mend: "The help says what is there. `materia overlay values FILE` lists the places of a file.")
    public static let upstreamFindings = Rule(
        "upstream-findings", .note, .adjustable,
        means: "How many warnings and notes the knowledge base that is extended has by itself. They are not listed.",
        why: "What others are to mend hides what you are to mend.",
        mend: "Nothing here: `materia check` of that folder lists them.")

    /// Every rule of overlays.
    static let ofOverlays: [Rule] = [.invalidUpstream, .unsaidOverride, .staleOverride, .misplacedOverride, .upstreamFindings]
}
