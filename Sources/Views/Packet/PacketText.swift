import Diagnostics
import KnowledgeBase
import Markdown
import Rendering

/// Markdown as a claim: its words without the numbers of citations, and its sources in full.
struct PacketText {
    let renderer: ContentRenderer
    let links: ResolvedLinks
    let sources: PacketSources

    /// The sources stand beside it; what belongs to the page alone is left out.
    func html(_ nodes: [Node]) -> String {
        let plain = Node(.document, children: nodes, position: SourcePosition(file: "")).editing { node in
            switch node.kind {
            case .citation, .footnoteReference, .image: []
            default: [node]
            }
        }
        return renderer.html(plain.children)
    }

    /// What it cites, and what the records say whose values it states; the sources of those where it cites none itself.
    func sources(of nodes: [Node]) -> [String] {
        var facts: [(fact: Fact, record: Record)] = []
        for node in nodes {
            node.walk { node in
                guard case .link(let destination, _) = node.kind, let fact = links.fact(destination), let path = links.target(destination)?.path,
                    let record = sources.parts.knowledgeBase.record(path)
                else { return }
                facts.append((fact, record))
            }
        }
        let cited = sources.of(Self.citations(in: nodes))
        return cited + sources.of(facts, saysSources: cited.isEmpty)
    }

    static func citations(in nodes: [Node]) -> [CitationItem] {
        var items: [CitationItem] = []
        for node in nodes { node.walk { if case .citation(let cited) = $0.kind { items += cited } } }
        return items
    }
}
