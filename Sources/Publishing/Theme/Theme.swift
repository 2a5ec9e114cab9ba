import Diagnostics
import KnowledgeBase
import Mustache

/// Templates, partials and assets. A theme may extend another and override single files of it.
public struct Theme: Sendable {
    /// Files under `assets/`, by path, published below `assets/`.
    let assets: [ContentFile]
    private let library: MustacheLibrary

    /// Templates every theme must have, its own or inherited.
    static let required = [
        "article", "criteria", "coverage", "regimen", "protocol", "product", "evidence", "index", "tags", "bibliography", "glossary",
        "not-found", "alias", "recommendations", "component-calculator", "embed", "single", "component-regimen", "component-evidence", "component-criteria", "component-coverage",
    ]

    /// The text of an asset, by its path below `assets/`; empty when the theme has none.
    func assetText(_ name: String) -> String {
        assets.first { $0.path == "assets/\(name)" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }

    init(assets: [ContentFile], library: MustacheLibrary) {
        self.assets = assets.map { ContentFile(path: $0.path, bytes: ShortenedAsset.bytes($0)) }
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
