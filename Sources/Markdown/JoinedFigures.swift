import Diagnostics

/// Reports markup between two figures, which stand as one on the page: `2*3 mg, then 4*5 mg` reads "23 mg, then 45 mg"; and what touches the figure of a
/// link, as `1[40 mg/kg](…)` and `[2 g](…)/kg` do: the link says that a record was asked, and the page shows another dose.
struct JoinedFigures {
    private let log: DiagnosticLog
    /// What the page shows last.
    private var last: Unicode.Scalar?
    /// And before that.
    private var beforeLast: Unicode.Scalar?
    /// The link that ends where the page is, if it shows a figure.
    private var link: Node?
    /// Whether `last` stands right behind such a link.
    private var isBetweenLinks = false
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
        case .link:
            checkJoint(before: node)
            reset()
            for child in node.children { check(child) }
            reset()
            link = Self.showsFigure(node) ? node : nil
        case .htmlInline:
            count += 1
            markup = count
        default:
            // Code, citations and lines keep what is on both sides apart.
            reset()
            for child in node.children { check(child) }
            reset()
        }
    }

    private mutating func reset() { (last, beforeLast, markup, link, isBetweenLinks) = (nil, nil, nil, nil, false) }

    // MARK: Links

    /// A link without a text is filled with the value of a fact.
    private static func showsFigure(_ link: Node) -> Bool {
        let text = link.plainText.unicodeScalars
        guard let first = text.first(where: { !$0.properties.isWhitespace }) else { return !link.children.contains { if case .image = $0.kind { true } else { false } } }
        return isDigit(first)
    }

    private mutating func checkJoint(before node: Node) {
        guard Self.showsFigure(node), let last else { return }
        let isSign = Self.isDash(last) && beforeLast.map { Self.isDigit($0) || $0.properties.isWhitespace } ?? !isBetweenLinks
        guard Self.isDigit(last) || isSign || last == "×" || last == "*" || (last == "." || last == ",") && beforeLast.map(Self.isDigit) ?? false else { return }
        report(at: node, "'\(last)' stands right before the figure of this link, and a reader sees one figure")
    }

    private mutating func checkJoint(behind node: Node, _ text: String.UnicodeScalarView) {
        guard let first = text.first else { return }
        let next = text.dropFirst().first
        let isFigure = Self.isDigit(first) || (first == "." || first == "," || Self.isDash(first)) && next.map(Self.isDigit) ?? false
        let isUnit = first == "/" || first == "%" || first == "²" || first == "³" || first == "×" || first.properties.isAlphabetic
        if isFigure || isUnit {
            report(at: node, "'\(String(first))\(next.map { String($0) } ?? "")…' stands right behind the figure of this link, and a reader sees one figure")
        }
    }

    private func report(at node: Node, _ summary: String) {
        log.report(
            .joinedFigures, at: node.position, summary, suggestion: "put a space between the two, or link to the value that is meant as a whole")
    }

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "–" || scalar == "−" }

    // MARK: Text

    private mutating func take(_ text: String, at position: SourcePosition) {
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { return }
        if let markup, let last, Self.isDigit(last), Self.beginsFigure(scalars), reported.insert(markup).inserted {
            log.report(
                .joinedFigures, at: position, "the figures '…\(last)' and '\(first)…' stand as one on the page: what is between them is markup",
                suggestion: "write × for times, or a backslash before each mark that is text")
        }
        if let link { checkJoint(behind: link, scalars) }
        isBetweenLinks = link != nil && scalars.count == 1
        beforeLast = scalars.dropLast().last ?? last
        (last, markup, link) = (scalars.last, nil, nil)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 48 < 10 }

    /// `5`, and `.5`, which goes on with a figure in front of it as well.
    private static func beginsFigure(_ text: String.UnicodeScalarView) -> Bool {
        guard let first = text.first else { return false }
        return isDigit(first) || ((first == "." || first == ",") && text.dropFirst().first.map(isDigit) == true)
    }
}
