import Diagnostics
import Markdown
import SourceData

/// Reads Markdown that stands in a YAML field, with its places in the file.
///
/// YAML takes indentation, quotation marks and line breaks off a text, so that a place in the text is not a place in
/// the file. What is left stands in the file in the same order, and is looked for there.
struct FieldText {
    let source: SourceText
    let log: DiagnosticLog
    /// What brings values into the file.
    var override: SourceText?

    /// The file in which `text` stands.
    private func source(of text: Located<String>) -> SourceText { override.flatMap { $0.file == text.position.source ? $0 : nil } ?? source }

    func read(_ text: Located<String>) -> RichText {
        let source = source(of: text)
        let places = Self.places(of: text, in: source)
        let own = DiagnosticLog()
        let nodes = Markdown.parseInline(text.value, path: source.path, lineOffset: 0, log: own)
        log.add(
            own.diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.position = Self.place(diagnostic.position, places)
                return diagnostic
            })
        return RichText(nodes: nodes.flatMap { Self.move($0, places) })
    }

    /// The text as it is, without reading it as Markdown.
    func pieces(of text: Located<String>) -> RichText {
        let source = source(of: text)
        let places = Self.places(of: text, in: source)
        var nodes: [Node] = []
        for (number, line) in text.value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let start = SourcePosition(in: source.file, line: number + 1)
            if number > 0 { nodes.append(Node(.softBreak, position: Self.place(start, places))) }
            if !line.isEmpty { nodes += Self.pieces(of: String(line), Node(.text(""), position: start), places) }
        }
        return RichText(nodes: nodes)
    }

    private static func move(_ node: Node, _ places: [[SourcePosition]]) -> [Node] {
        if case .text(let text) = node.kind { return pieces(of: text, node, places) }
        var node = node
        node.lastLine = place(SourcePosition(in: node.position.source, line: node.lastLine), places).line
        node.position = place(node.position, places)
        if case .citation(var items) = node.kind {
            for index in items.indices { items[index].position = place(items[index].position, places) }
            node.kind = .citation(items)
        }
        node.children = node.children.flatMap { move($0, places) }
        return [node]
    }

    /// A text in one piece for each line of the file it stands on, so that every character's place follows from the first.
    private static func pieces(of text: String, _ node: Node, _ places: [[SourcePosition]]) -> [Node] {
        var pieces: [Node] = []
        var piece = String.UnicodeScalarView()
        // To count a view is to go through it.
        var length = 0
        var start = place(node.position, places)
        var here = node.position
        func close() {
            guard !piece.isEmpty else { return }
            pieces.append(Node(.text(String(piece)), position: start))
            (piece, length) = (String.UnicodeScalarView(), 0)
        }
        for scalar in text.unicodeScalars {
            let found = place(here, places)
            if !scalar.properties.isWhitespace, found.line != start.line || found.column != start.column + length {
                close()
                start = found
            }
            piece.append(scalar)
            length += 1
            here.column += 1
        }
        close()
        return pieces.isEmpty ? [Node(node.kind, position: start)] : pieces
    }

    private static func place(_ position: SourcePosition, _ places: [[SourcePosition]]) -> SourcePosition {
        let line = places[min(max(position.line, 1), places.count) - 1]
        return line[min(max(position.column, 1), line.count) - 1]
    }

    /// The place in the file of every character of every line of `text`, and of each line's end.
    private static func places(of text: Located<String>, in source: SourceText) -> [[SourcePosition]] {
        var cursor = Cursor(source: source, position: text.position)
        var places: [[SourcePosition]] = [[]]
        for scalar in text.value.unicodeScalars {
            if scalar.properties.isWhitespace {
                places[places.count - 1].append(cursor.position)
                if scalar == "\n" { places.append([]) }
            } else {
                places[places.count - 1].append(cursor.find(scalar))
            }
        }
        places[places.count - 1].append(cursor.position)
        return places
    }

    /// A place in the file that only moves forward.
    private struct Cursor {
        private let source: SourceText
        private var line: Int
        private var column: Int
        private var rest: Substring.UnicodeScalarView

        init(source: SourceText, position: SourcePosition) {
            self.source = source
            line = position.line
            column = position.column
            rest = source.line(line).unicodeScalars.dropFirst(column - 1)
            switch rest.first {
            case "|", ">": nextLine()
            case "\"", "'": step(1)
            default: break
            }
        }

        var position: SourcePosition { SourcePosition(in: source.file, line: line, column: column) }

        private mutating func step(_ count: Int) {
            rest = rest.dropFirst(count)
            column += count
        }

        private mutating func nextLine() {
            line += 1
            column = 1
            rest = source.line(line).unicodeScalars
        }

        /// Goes past the next `scalar` and returns where it stands. A character written as an escape is not there;
        /// its place is the one before it, and nothing is skipped.
        mutating func find(_ scalar: Unicode.Scalar) -> SourcePosition {
            while line <= source.lineCount {
                let space = rest.prefix(while: \.properties.isWhitespace).count
                step(space)
                if !rest.isEmpty || line == source.lineCount { break }
                nextLine()
            }
            // The longest escape is `\U` and eight digits.
            guard let distance = rest.prefix(12).enumerated().first(where: { $0.element == scalar })?.offset else { return position }
            step(distance)
            defer { step(1) }
            return position
        }
    }
}
