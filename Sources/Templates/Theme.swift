package import SourceData

/// Templates, partials and assets. A theme may extend another and override single files of it.
package final class Theme: Sendable {
    /// With the names they are published by.
    package let assets: ThemeAssets
    private let templates: [String: Template]
    /// Of all its files.
    package let stamp: Stamp

    /// Templates every theme must have, its own or inherited.
    static let required = [
        "article", "criteria", "coverage", "regimen", "protocol", "product", "evidence", "index", "calculators", "tags", "bibliography", "glossary",
        "not-found", "search", "alias", "recommendations", "component-calculator", "embed", "single", "safety", "safety-file", "packet", "reviews", "changes",
        "component-regimen",
        "component-dose-table", "component-timeline",
        "component-evidence", "component-criteria", "component-coverage", "component-listing",
    ]

    init(assets: ThemeAssets, templates: [String: Template], stamp: Stamp) {
        self.stamp = stamp
        self.assets = assets
        self.templates = templates
    }

    /// Fills a template that `load` has made sure of.
    package func bytes(_ template: String, _ values: TemplateValue) -> [UInt8] {
        var renderer = TemplateRenderer(templates)
        renderer.render(template, values)
        return renderer.out
    }

    /// The same as text, to stand inside another template.
    package func render(_ template: String, _ values: TemplateValue) -> String { String(decoding: bytes(template, values), as: UTF8.self) }
}
