import ClinicalLogic
import Diagnostics
import Markdown
import SourceData

/// When things happen after a common start, from a `timeline` block of an article: what is drawn of it.
///
/// The block's texts stand in a table below the drawing, an ordinary part of the article, so that everything asked of an
/// article's links, citations and figures is asked of them.
public struct Timeline: Sendable {
    public struct Event: Sendable {
        public let name: String
        /// Minutes from the origin.
        public let usual: ClosedRange<Double>
        /// Reported as well, less usual; minutes from the origin.
        public let reported: ClosedRange<Double>?
        /// What is said of the time: the source's words, or the ranges as written.
        public let words: String
    }

    public let title: String
    /// What time zero is.
    public let origin: String
    public let events: [Event]
}

extension Timeline {
    static let language = "timeline"

    /// The body with a table after each timeline that stands by itself, and the timelines by the place of their fence. One that
    /// cannot be understood is reported and left out.
    static func tabled(_ body: Node, in source: SourceText, log: DiagnosticLog) -> (body: Node, timelines: [SourcePosition: Timeline]) {
        var body = body
        var timelines: [SourcePosition: Timeline] = [:]
        body.children = body.children.flatMap { block -> [Node] in
            guard case .codeBlock(language, let text) = block.kind else { return [block] }
            guard let data = YAML.parse(text, path: source.path, lineOffset: block.position.line, log: log),
                let fields = Fields(data, owner: "this timeline block", log: log),
                let (timeline, table) = read(fields, of: block, in: source, log: log)
            else { return [] }
            timelines[block.position] = timeline
            return [block, table]
        }
        return (body, timelines)
    }

    private static func read(_ fields: Fields, of block: Node, in source: SourceText, log: DiagnosticLog) -> (Timeline, Node)? {
        let title = fields.requiredString("title")
        let origin = fields.requiredString("origin")
        let heads = fields.value("columns").map { _ in fields.strings("columns") }
        let rows = fields.list("events") { value, log in Row(value, log: log) }
        if rows.isEmpty, fields.value("events") == nil {
            fields.reportMissing("events", suggestion: "list what happens, each with `name`, `when` and `text`")
        }
        if case .sequence(let entries, let place)? = fields.value("events"), entries.isEmpty {
            log.report(.wrongType, at: place, "'events' is empty", suggestion: "list what happens, or remove the block")
        }
        fields.finish()
        if let heads, heads.count != 3 {
            log.report(
                .wrongType, at: fields.value("columns")?.position ?? block.position, "'columns' names the three columns of the table",
                suggestion: "write `columns: [Harm, When, Look for]`")
            return nil
        }
        guard let title, let origin, !rows.isEmpty else { return nil }
        let text = FieldText(source: source, log: log)
        func cell(_ nodes: [Node]) -> Node { Node(.tableCell, children: nodes, position: block.position) }
        func plain(_ text: String, at position: SourcePosition) -> Node { Node(.text(text), position: position) }
        let head = heads.map { $0.map { plain($0.value, at: $0.position) } } ?? ["What", "When", "Detail"].map { plain($0, at: block.position) }
        let lines = rows.map { row in
            Node(
                .tableRow(isHeader: false),
                children: [cell([plain(row.event.name, at: row.position)]), cell([plain(row.event.words, at: row.position)]), cell(text.read(row.text).nodes)],
                position: row.position)
        }
        let table = Node(
            .table([.none, .none, .none]),
            children: [Node(.tableRow(isHeader: true), children: head.map { cell([$0]) }, position: block.position)] + lines,
            position: block.position, lastLine: block.lastLine)
        return (Timeline(title: title.value, origin: origin.value, events: rows.map(\.event)), table)
    }

    private struct Row {
        let event: Event
        let text: Located<String>
        let position: SourcePosition

        init?(_ value: DataValue, log: DiagnosticLog) {
            guard let fields = Fields(value, owner: "an event", log: log) else { return nil }
            let name = fields.requiredString("name")
            let when = fields.requiredString("when")
            let also = fields.string("also")
            let says = fields.string("says")
            let text = fields.requiredString("text")
            fields.finish()
            let usual = when.flatMap { Self.range($0, log) }
            let reported = also.flatMap { Self.range($0, log) }
            guard let name, let when, let text, let usual, also == nil || reported != nil else { return nil }
            let words = says?.value ?? when.value + (also.map { "; also \($0.value)" } ?? "")
            event = Event(name: name.value, usual: usual, reported: reported, words: words)
            self.text = text
            position = name.position
        }

        /// `12 h to 5 days`, `5 to 10 days`
        private static func range(_ text: Located<String>, _ log: DiagnosticLog) -> ClosedRange<Double>? {
            let ends = text.value.split(separator: " to ", omittingEmptySubsequences: false).map(String.init)
            if ends.count == 2, let high = Quantity(parsing: ends[1]), let last = minutes(high),
                let low = Quantity(parsing: ends[0]) ?? Decimal.parse(ends[0]).map({ Quantity($0, high.unit) }), let first = minutes(low),
                first >= 0, first < last, last <= 1e7
            {
                return first...last
            }
            log.report(
                .invalidQuantity, at: text.position, "'\(text.value)' is not a range of times",
                suggestion: "write the earlier time first: '0 h to 6 h', '5 to 10 days', '12 h to 2 weeks'")
            return nil
        }

        /// Nil for what is no time. Months and years are given their mean length: this is for drawing alone.
        private static func minutes(_ quantity: Quantity) -> Double? {
            let day = 1_440.0
            return switch quantity.unit {
            case Unit(.month): quantity.value * day * 30.4375
            case Unit(.year): quantity.value * day * 365.25
            default: quantity.converted(to: Unit(.minute))?.value
            }
        }
    }
}
