public import Diagnostics

extension Rule {
    public static let unusableTheme = Rule(
        "unusable-theme", .error, "Pages are made by a theme: a folder with templates and assets.")
    public static let invalidTemplate = Rule(
        "invalid-template", .error, "A template that cannot be read would leave holes in every page.")
    public static let staleCore = Rule(
        "stale-core", .error, "Pages and the script that computes on them have to be of one version, or every calculator would refuse to work.")

    /// Every rule of this module.
    public static let ofTemplates: [Rule] = [
        .unusableTheme, .invalidTemplate, .staleCore,
    ]
}
