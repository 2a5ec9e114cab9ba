import Diagnostics

/// Reports markup between two figures, which stand as one on the page: `2*3 mg, then 4*5 mg` reads "23 mg, then 45 mg".
struct JoinedFigures {
    private let log: DiagnosticLog
    /// What the page shows last.
    private var last: Unicode.Scalar?
    /// The markup since then, by its number on the page.
    private var markup: Int?
    private var count = 0
    /// Markup has two ends, and is one slip.
    private var reported = Set<Int>()

    init(log: DiagnosticLog) { self.log = log }

    mutating func check(_ node: Node) {
        switch node.kind {
        case .text(let text): take(text, at: node.position)
        case .emphasis, .strong, .strikethrough:
            count += 1
            let own = count
            markup = own
            for child in node.children { check(child) }
            markup = own
        case .htmlInline:
            count += 1
            markup = count
        default:
            // Code, links, citations and lines keep what is on both sides apart.
            reset()
            for child in node.children { check(child) }
            reset()
        }
    }

    private mutating func reset() { (last, markup) = (nil, nil) }

    private mutating func take(_ text: String, at position: SourcePosition) {
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { return }
        if let markup, let last, Self.isDigit(last), Self.beginsFigure(scalars), reported.insert(markup).inserted {
            log.report(
                .joinedFigures, at: position, "the figures '…\(last)' and '\(first)…' stand as one on the page: what is between them is markup",
                suggestion: "write × for times, or a backslash before each mark that is text")
        }
        (last, markup) = (scalars.last, nil)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 48 < 10 }

    /// `5`, and `.5`, which goes on with a figure in front of it as well.
    private static func beginsFigure(_ text: String.UnicodeScalarView) -> Bool {
        guard let first = text.first else { return false }
        return isDigit(first) || ((first == "." || first == ",") && text.dropFirst().first.map(isDigit) == true)
    }
}
