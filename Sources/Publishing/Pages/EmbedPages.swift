import Foundation
import KnowledgeBase
import SourceData

/// The calculators on their own: for a frame in another page, and as one file with everything in it.
struct EmbedPages {
    let frame: SiteFrame
    let theme: Theme

    /// What a single file carries inside, in the order it runs.
    private static let scripts = ["dose-core.js", "calculator.js"]
    private static let styles = ["base.css", "calculator.css"]

    func all() -> [Page] {
        frame.knowledgeBase.records(.regimens).flatMap { record -> [Page] in
            guard case .regimen(let regimen) = record, frame.dosing.terms(regimen) != nil else { return [] }
            return [embed(record, regimen), single(record, regimen)]
        }
    }

    private func embed(_ record: Record, _ regimen: Regimen) -> Page {
        let output = OutputPath.embed(regimen.head.id)
        return Page(output: output, template: "embed", values: values(record, regimen, output))
    }

    private func single(_ record: Record, _ regimen: Regimen) -> Page {
        let output = OutputPath.single(regimen.head.id)
        var values = values(record, regimen, output)
        let styles = Self.styles.map(theme.assetText).joined(separator: "\n")
        let scripts = Self.scripts.map(theme.assetText)
        values["styles"] = .html(styles)
        values["styleHash"] = .text(Self.hash(styles))
        values["scripts"] = .list(scripts.map { .html($0) })
        values["scriptHashes"] = .list(scripts.map { .text(Self.hash($0)) })
        return Page(output: output, template: "single", values: values)
    }

    private func values(_ record: Record, _ regimen: Regimen, _ output: String) -> [String: TemplateValue] {
        let head = regimen.head
        let scope = PageScope(frame, theme: theme, source: head.path, output: output)
        let renderer = ContentRenderer(scope: scope)
        let parts = PageParts(scope: scope)
        var values = frame.values(for: output, title: head.title, summary: head.summary, kind: "embed")
        values["calculator"] = CalculatorView(renderer: renderer, parts: parts).values(regimen)
        values["sources"] = .html(head.sources.isEmpty ? nil : renderer.citation(head.sources))
        values["regimenID"] = .text(head.id)
        values["href"] = .text(scope.href(OutputPath.record(head.path)))
        values["references"] = parts.references()
        return values
    }

    /// `sha256-…`, by which a strict content security policy lets in just this text.
    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(Array(text.utf8))).base64EncodedString()
    }
}
