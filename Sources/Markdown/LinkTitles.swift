import Diagnostics

/// Reports figures in the titles of links and images: a title shows under a mouse alone, and nothing that is held to records is read there.
struct LinkTitles {
    let log: DiagnosticLog

    func check(_ document: Node) {
        document.walk { node in
            switch node.kind {
            case .link(_, let title), .image(_, let title):
                guard title.unicodeScalars.contains(where: { $0.properties.numericType != nil }) else { return }
                log.report(
                    .figureInTitle, at: node.position, "the title '\(title)' has a figure, and a title is seen under a mouse alone",
                    suggestion: "write it as text, where it is checked and printed")
            default: break
            }
        }
    }
}
