import CCmarkGFM
public import Diagnostics
import Synchronization

/// Parses CommonMark with GitHub's tables, strikethrough, task lists, autolinks and footnotes,
/// and what clinical writing adds: alerts, citations and heading anchors.
public enum Markdown {
    /// Blocks and inlines nested deeper than this are refused: a tree's depth is bounded by the stack.
    static let maximumDepth = 100

    /// One tilde strikes nothing out: `1~2 mg, then 3 mg~per day` would read "12 mg".
    package static let options = CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

    /// cmark-gfm keeps the special characters of `autolink` and `strikethrough` in process globals that are
    /// switched off whenever any parse ends, so only one parse may run at a time. Everything after it may overlap.
    private static let parsing = Mutex(false)

    /// Parses `text`, which starts `lineOffset` lines into the file. Never fails: what cannot be understood is
    /// reported to `log`, and stays in the tree as text.
    public static func parse(_ text: String, path: String, lineOffset: Int = 0, log: DiagnosticLog) -> Node {
        if let refusal = refusal(of: text, path, lineOffset) {
            log.add([refusal])
            return Node(.document, position: SourcePosition(file: path, line: 1 + lineOffset))
        }
        let reported = log.diagnostics.count
        let converter = TreeConverter(path: path, lineOffset: lineOffset)
        var document = withParsedTree(of: text) { root in converter.convert(root) }
        if let place = converter.tooDeep {
            log.report(
                .nestedTooDeeply, at: place, "nested deeper than \(maximumDepth) levels", suggestion: "flatten the list or quotation")
        }
        let source = SourceScalars(text, path: path, lineOffset: lineOffset)
        PositionFinder(source: source).place(&document)
        UnclosedFence(source: source, log: log).check(document)
        let definitions = checkLosses(document, source, log)
        AlertSyntax(source: source, log: log).apply(to: &document)
        HeadingAnchorSyntax(source: source, log: log).apply(to: &document)
        CitationSyntax(source: source, log: log).apply(to: &document)
        UnreadMarkup(source: source, log: log).check(document)
        ListNumbers(source: source, log: log).check(document)
        SwallowedMarks(source: source, log: log).check(document)
        LazyLines(source: source, log: log).check(document)
        LinkTitles(log: log).check(document)
        var figures = JoinedFigures(log: log)
        figures.check(document)
        if converter.tooDeep == nil {
            let lines = log.diagnostics[reported...].map(\.position.line)
            Conservation(file: source.file, lineOffset: lineOffset, log: log).check(document, text, definitions: definitions, reported: lines)
        }
        return document
    }

    /// Why a text is not given to the parser, which would take minutes or all memory over it.
    private static func refusal(of text: String, _ path: String, _ lineOffset: Int) -> Diagnostic? {
        func place(_ line: Int) -> SourcePosition { SourcePosition(file: path, line: line + lineOffset) }
        if let line = TableSize.lineOfExcess(in: text) {
            return Diagnostic(
                .tooLargeTable, at: place(line), "the tables of this file have more than 100,000 cells",
                suggestion: "split the table over pages; empty cells up to the last column count")
        }
        // The rest takes more text than this.
        guard text.utf8.count > 10_000 else { return nil }
        if let excess = ParserCost.excess(in: text) { return Diagnostic(.tooHardToParse, at: place(excess.line), excess.summary, suggestion: excess.suggestion) }
        if let line = RepeatedDefinitions.lineOfExcess(in: text) {
            return Diagnostic(
                .tooHardToParse, at: place(line), "the links that use this definition, and others, repeat more than 10 MB of it",
                suggestion: "write a shorter address or title")
        }
        return nil
    }

    /// What cmark leaves out without a sign. Returns the definitions of links and footnotes.
    private static func checkLosses(_ document: Node, _ source: SourceScalars, _ log: DiagnosticLog) -> [SourceDefinitions.Definition] {
        TableCells(source: source, log: log).check(document)
        let definitions = SourceDefinitions(source).all()
        if definitions.isEmpty { return [] }
        let shown = SourceDefinitions.shownLines(of: document, definitions)
        UnusedFootnotes(log: log).check(definitions, shown: shown)
        LinkDefinitions(source: source, log: log).check(definitions, shown: shown)
        return definitions
    }

    /// Parses text of one line or paragraph, and returns its inline nodes; anything but paragraphs keeps its blocks.
    public static func parseInline(_ text: String, path: String, lineOffset: Int, log: DiagnosticLog) -> [Node] {
        let document = parse(text, path: path, lineOffset: lineOffset, log: log)
        if document.children.count == 1, case .paragraph = document.children[0].kind {
            return document.children[0].children
        }
        return document.children
    }

    /// Runs `body` while no parse runs, for whoever calls cmark-gfm's own functions: the tests do, to compare.
    package static func alone<T: Sendable>(_ body: () -> T) -> T { parsing.withLock { _ in body() } }

    private static func withParsedTree<T>(of text: String, _ body: (OpaquePointer) -> T) -> T {
        let root = parsing.withLock { isRegistered in
            if !isRegistered {
                cmark_gfm_core_extensions_ensure_registered()
                isRegistered = true
            }
            guard let parser = cmark_parser_new(options) else {
                fatalError("out of memory")
            }
            defer { cmark_parser_free(parser) }
            for name in ["table", "strikethrough", "tasklist", "autolink"] {
                guard let ext = cmark_find_syntax_extension(name) else {
                    preconditionFailure("cmark-gfm was built without its \(name) extension")
                }
                cmark_parser_attach_syntax_extension(parser, ext)
            }
            var text = text
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
            }
            guard let root = cmark_parser_finish(parser) else { fatalError("out of memory") }
            return UInt(bitPattern: root)
        }
        let pointer = OpaquePointer(bitPattern: root)!
        defer { cmark_node_free(pointer) }
        return body(pointer)
    }
}
