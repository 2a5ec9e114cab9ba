import Diagnostics
import KnowledgeBase
import Mustache

/// Templates, partials and assets. A theme may extend another and override single files of it.
public struct Theme: Sendable {
    let assets: ThemeAssets
    private let library: MustacheLibrary

    /// Templates every theme must have, its own or inherited.
    static let required = [
        "article", "criteria", "coverage", "regimen", "protocol", "product", "evidence", "index", "tags", "bibliography", "glossary",
        "not-found", "alias", "recommendations", "component-calculator", "embed", "single", "component-regimen", "component-dose-table", "component-timeline", "component-evidence", "component-criteria", "component-coverage",
    ]

    init(assets: ThemeAssets, library: MustacheLibrary) {
        self.assets = assets
        self.library = library
    }

    /// Fills a template that `load` has made sure of.
    func render(_ template: String, _ values: TemplateValue) -> String {
        guard let text = library.render(values, withTemplate: template) else {
            preconditionFailure("the theme has no template '\(template)'")
        }
        return text
    }
}
