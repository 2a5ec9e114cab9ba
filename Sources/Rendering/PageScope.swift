package import Citations
package import KnowledgeBase
import Markdown
import SitePaths

/// One page while it is being rendered: where it stands, and the citations it has numbered so far.
package final class PageScope {
    /// What the page shows a part of.
    package let knowledgeBase: KnowledgeBase
    /// Content path of the source, from which its links are written.
    package let source: String
    /// Output path, from which its links are published.
    package let output: String
    /// The references cited so far, in the order of their numbers.
    package private(set) var numbering = CitationNumbering()
    /// How a component is drawn. What it looks like is known above, where there are themes.
    let draw: (Component, ContentRenderer) -> String
    private var citationCount = 0
    private var calculatorCount = 0
    private var knownLinks: [String: ResolvedLinks] = [:]
    private var assessmentCount = 0
    private var knownCalculators: [String: Bool] = [:]

    /// `draw` gives the markup of a component, with its links and citations by the renderer it is handed.
    package init(_ knowledgeBase: KnowledgeBase, source: String, output: String, draw: @escaping (Component, ContentRenderer) -> String) {
        self.knowledgeBase = knowledgeBase
        self.source = source
        self.output = output
        self.draw = draw
    }

    /// What an article says, of which something is shown on this page.
    package func text(of article: Article) -> ArticleText {
        let text = knowledgeBase.text(of: article)
        knownLinks[article.path] = text.links
        return text
    }

    /// Where the links of a source lead whose text is shown on this page.
    package func links(of source: String) -> ResolvedLinks {
        if let links = knownLinks[source] { return links }
        let links = knowledgeBase.resolvedLinks(of: source)
        knownLinks[source] = links
        return links
    }

    /// A fresh prefix for the ids of a calculator's fields.
    package func nextCalculatorID() -> String {
        calculatorCount += 1
        return "page-calculator-\(calculatorCount)"
    }

    /// A fresh prefix for the ids of a checklist's fields.
    package func nextAssessmentID() -> String {
        assessmentCount += 1
        return "page-assessment-\(assessmentCount)"
    }

    /// True for the path of a regimen that can be calculated with.
    func hasCalculator(_ path: String) -> Bool {
        if let known = knownCalculators[path] { return known }
        guard case .regimen(let regimen)? = knowledgeBase.record(path) else { return false }
        let has = knowledgeBase.resolver.catalog.terms(regimen) != nil
        knownCalculators[path] = has
        return has
    }

    /// The way from this page to another output file.
    package func href(_ target: String) -> String { ContentPath.relative(target, from: ContentPath.folder(of: output)) }

    /// The way from this page to what a link leads to.
    package func href(_ target: LinkTarget) -> String {
        switch target {
        case .article(let path, let anchor): href(OutputPath.article(path)) + fragment(anchor)
        case .record(let path, let anchor): href(OutputPath.record(path)) + fragment(anchor)
        // The calculator opens with what the dose was worked out from.
        case .plan(let path, let query, _): href(OutputPath.record(path)) + "#calculator=\(ContentFile(path: path, bytes: []).stem)&\(query)"
        case .index(let folder): href(OutputPath.index(ofFolder: folder))
        case .glossary(let anchor): href(OutputPath.glossary) + fragment(anchor)
        case .bibliography(let key): href(OutputPath.bibliography) + fragment(key.map { "ref-\($0)" })
        case .asset(let path): href(path)
        case .external(let address): address
        case .here(let anchor): fragment(anchor)
        }
    }

    private func fragment(_ anchor: String?) -> String { anchor.map { "#\($0)" } ?? "" }

    /// The number of a citation's first reference, and a fresh anchor for the citation.
    func cite(_ items: [CitationItem]) -> (label: InTextLabel, id: String, keys: [Int: String]) {
        citationCount += 1
        var keys: [Int: String] = [:]
        let numbered = items.map { item -> (number: Int, locator: String?) in
            let number = numbering.number(for: item.key)
            keys[number] = item.key
            return (number, item.locator)
        }
        return (InTextLabel(numbered), "cite-\(citationCount)", keys)
    }
}
