public import Diagnostics

extension Rule {
    public static let unusableTheme = Rule(
        "unusable-theme", .error,
        means: "There is no such theme, or themes extend each other in a circle.",
        why: "Pages are made by a theme: a folder with templates and assets.",
        mend: "Check `theme:` in `site.yml`, `extends:` in `theme.yml` and the option `--themes`.")
    public static let invalidTemplate = Rule(
        "invalid-template", .error,
        means: "A template cannot be read, is missing, includes one that is not there, or names a file that the theme does not have.",
        why: "A template that cannot be read would leave holes in every page.",
        mend: "See [themes](themes.md#checks).")
    public static let staleCore = Rule(
        "stale-core", .error,
        means: "A script that computes on the pages is of another version than `materia` itself.",
        why: "Pages and the script that computes on them have to be of one version, or every calculator would refuse to work.",
        mend: "Use the theme that came with this `materia`.")

    /// Every rule of this module.
    public static let ofTemplates: [Rule] = [
        .unusableTheme, .invalidTemplate, .staleCore,
    ]
}
