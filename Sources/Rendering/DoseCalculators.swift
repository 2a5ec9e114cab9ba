import KnowledgeBase
import Markdown
import SitePaths

/// The calculators of the doses that a paragraph or a row of a table states: who reads a dose can work out the patient's own.
struct DoseCalculators {
    /// Paths of their regimens, each once.
    private var regimens: [String] = []
    private let scope: PageScope

    /// Of the doses that `nodes` state as checked facts.
    init(stated nodes: [Node], by renderer: ContentRenderer) {
        scope = renderer.scope
        for node in nodes { add(node, renderer) }
    }

    var isEmpty: Bool { regimens.isEmpty }

    private mutating func add(_ node: Node, _ renderer: ContentRenderer) {
        if case .link(let destination, _) = node.kind {
            if let path = renderer.regimen(ofDose: destination), !regimens.contains(path), scope.hasCalculator(path) { regimens.append(path) }
        } else {
            for child in node.children { add(child, renderer) }
        }
    }

    /// A link for each, named by its regimen to those who do not see where it stands; empty where no dose is stated.
    var html: String {
        regimens.map { path in
            let title = scope.knowledgeBase.title(of: path) ?? path
            let href = scope.href(OutputPath.record(path)) + "#page-calculator-1"
            return " <a class=\"work-out\" href=\"\(HTMLText.escapeAddress(href))\" aria-label=\"Work it out: \(HTMLText.escape(title))\">Work it out</a>"
        }.joined()
    }
}
