import Diagnostics
import Markdown

/// A parsed text with what was reported about it.
struct Parsed: Equatable {
    let document: Node
    let diagnostics: [Diagnostic]

    init(_ text: String, lineOffset: Int = 0) {
        let log = DiagnosticLog()
        document = Markdown.parse(text, path: "a.md", lineOffset: lineOffset, log: log)
        diagnostics = log.diagnostics
    }

    var html: String { HTMLRenderer.render([document]) }
    /// What the console would show.
    var console: String { ConsoleFormat().format(diagnostics) }

    /// Every node for which `pick` gives something, in reading order.
    func all<T>(_ pick: (Node) -> T?) -> [T] {
        var out: [T] = []
        document.walk { if let picked = pick($0) { out.append(picked) } }
        return out
    }

    var citations: [[CitationItem]] {
        all { if case .citation(let items) = $0.kind { items } else { nil } }
    }

    var alerts: [Alert] {
        all { if case .alert(let alert) = $0.kind { alert } else { nil } }
    }

    /// Citations as `key` or `key|locator`, one string for each bracket.
    var citationText: [String] {
        citations.map { items in
            items.map { item in item.locator.map { "\(item.key)|\($0)" } ?? item.key }.joined(separator: " ")
        }
    }
}
