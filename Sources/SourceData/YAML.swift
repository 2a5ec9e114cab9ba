public import Diagnostics
import Yams

/// YAML files as trees with positions.
public enum YAML {
    /// Parses one YAML document. `lineOffset` is the number of lines of the file that stand before `text`.
    /// Problems are reported; nil is returned when nothing usable could be read. An empty document is an empty mapping.
    public static func parse(
        _ text: String, path: String, lineOffset: Int = 0, log: DiagnosticLog
    ) -> DataValue? {
        let file = SourceFile(path)
        let start = SourcePosition(in: file, line: lineOffset + 1)
        let keys = YAMLKeys.problems(in: text)
        for (problem, line, column) in keys {
            let position = SourcePosition(in: file, line: line + lineOffset, column: column)
            switch problem {
            case .alias:
                log.report(
                    .yamlAnchor, at: position, "YAML anchors and aliases are not supported",
                    suggestion: "write the value out where it is used")
            case .collection: log.report(.invalidYAML, at: position, "a key must be plain text", suggestion: "put a key that begins with [ or { between quotation marks")
            case .twice(let repeated):
                func place(_ line: Int, _ column: Int) -> SourcePosition { SourcePosition(in: file, line: line + lineOffset, column: column) }
                var notes = repeated.prefix(1).map { Diagnostic.Note("here it is the first time", at: place($0.first.line, $0.first.column)) }
                notes += repeated.dropFirst().map { .init("'\($0.key)' stands twice as well", at: place($0.line, $0.column)) }
                log.report(
                    .invalidYAML, at: position, "the key '\(repeated[0].key)' stands twice", notes: notes,
                    suggestion: repeated.count == 1
                        ? "remove one of the two, or join what they say"
                        : "begin another entry of the list with '- ' if they are of another; otherwise remove one of each")
            }
        }
        guard keys.isEmpty else { return nil }
        do {
            let parser = try Yams.Parser(yaml: text, encoding: .utf8)
            // Nodes hold their anchors weakly: they are gone when the parser is.
            return try withExtendedLifetime(parser) {
                guard let node = try parser.singleRoot() else { return .mapping([], start) }
                let converter = Converter(file: file, lineOffset: lineOffset, comments: CommentsBehindText(text), log: log)
                let reported = log.diagnostics.count
                let data = converter.convert(node, depth: 0, fallback: start)
                if let data, log.diagnostics.count == reported { YAMLWords.check(text, data, in: file, lineOffset: lineOffset, log) }
                return data
            }
        } catch let error as YamlError {
            report(error, file, lineOffset, text, log)
            return nil
        } catch {
            log.report(.invalidYAML, at: start, "the text cannot be read as YAML", suggestion: "check indentation, quotation marks and colons")
            return nil
        }
    }

    private static func report(_ error: YamlError, _ file: SourceFile, _ lineOffset: Int, _ text: String, _ log: DiagnosticLog) {
        func place(_ mark: Mark) -> YAMLMistake.Place { .init(line: mark.line, column: mark.column) }
        let mistake: YAMLMistake
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _), .composer(let context, let problem, let mark, _):
            mistake = YAMLMistake(problem: problem, doing: context?.text ?? "", context: (context?.mark).map(place), at: place(mark), in: text)
        case .reader(let problem, let offset, _, let yaml):
            let before = offset.map { String(yaml.prefix($0)).unicodeScalars }
            let line = before.map { $0.count(where: { $0 == "\n" }) + 1 } ?? 1
            let column = before.map { $0.reversed().prefix { $0 != "\n" }.count + 1 } ?? 1
            mistake = YAMLMistake(problem: problem, doing: "", context: nil, at: .init(line: line, column: column), in: text)
        default:
            mistake = YAMLMistake(.init(line: 1, column: 1), "the text cannot be read as YAML", "check indentation, quotation marks and colons")
        }
        log.report(
            .invalidYAML, at: SourcePosition(in: file, line: mistake.place.line + lineOffset, column: mistake.place.column), mistake.summary,
            suggestion: mistake.help)
    }

    private struct Converter {
        let file: SourceFile
        let lineOffset: Int
        let comments: CommentsBehindText?
        let log: DiagnosticLog

        func convert(_ node: Node, depth: Int, fallback: SourcePosition) -> DataValue? {
            let position =
                node.mark.map { SourcePosition(in: file, line: $0.line + lineOffset, column: $0.column) } ?? fallback
            // An alias shares its anchor's node; walking it could take exponential time.
            if node.anchor != nil {
                reportAnchor(at: position)
                return nil
            }
            if hasTag(node) {
                log.report(.yamlAnchor, at: position, "YAML tags are not supported", suggestion: "leave out the word with the exclamation mark")
                return nil
            }
            guard depth < DataValue.maximumDepth else {
                log.report(.invalidYAML, at: position, "nested deeper than \(DataValue.maximumDepth) levels")
                return nil
            }
            switch node {
            case .scalar(let scalar):
                if scalar.style == .plain, let mark = node.mark, let place = comments?.place(behind: scalar.string, line: mark.line, column: mark.column) {
                    log.report(
                        .commentBehindText, at: SourcePosition(in: file, line: place.line + lineOffset, column: place.column),
                        "from here on this is a comment, and no part of '\(scalar.string.prefix(40))'",
                        suggestion: "put the whole text between quotation marks, or a comment on a line of its own")
                }
                return .scalar(scalar.string, style(of: scalar), position)
            case .sequence(let sequence):
                return .sequence(
                    sequence.compactMap { convert($0, depth: depth + 1, fallback: position) }, position)
            case .mapping(let mapping):
                var entries: [DataValue.Entry] = []
                for (key, value) in mapping {
                    guard case .scalar(let name) = key else {
                        log.report(.invalidYAML, at: position, "a key must be plain text")
                        continue
                    }
                    let keyPosition =
                        key.mark.map { SourcePosition(in: file, line: $0.line + lineOffset, column: $0.column) }
                        ?? position
                    if key.anchor != nil { reportAnchor(at: keyPosition) }
                    guard let converted = convert(value, depth: depth + 1, fallback: keyPosition) else { continue }
                    entries.append(.init(key: name.string, keyPosition: keyPosition, value: converted))
                }
                return .mapping(entries, position)
            case .alias:
                reportAnchor(at: position)
                return nil
            }
        }

        private func reportAnchor(at position: SourcePosition) {
            log.report(
                .yamlAnchor, at: position, "YAML anchors and aliases are not supported",
                suggestion: "write the value out where it is used")
        }

        /// True for `!name` and `!!name`. Yams gives quoted and block text a tag of its own.
        private func hasTag(_ node: Node) -> Bool {
            switch node {
            case .scalar(let scalar):
                !scalar.tag.description.isEmpty && (style(of: scalar) == .plain || scalar.tag.description != Tag.Name.str.rawValue)
            case .sequence(let sequence): !sequence.tag.description.isEmpty
            case .mapping(let mapping): !mapping.tag.description.isEmpty
            case .alias: false
            }
        }

        private func style(of scalar: Node.Scalar) -> DataValue.ScalarStyle {
            switch scalar.style {
            case .literal, .folded: .block
            case .singleQuoted, .doubleQuoted: .quoted
            case .any, .plain: .plain
            }
        }
    }
}
