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
            case .collection: log.report(.invalidYAML, at: position, "a key must be plain text")
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
            let (position, summary) = describe(error, in: file, lineOffset: lineOffset)
            log.report(.invalidYAML, at: position, summary, suggestion: help(summary))
            return nil
        } catch {
            log.report(.invalidYAML, at: start, "not valid YAML: \(error)")
            return nil
        }
    }

    private static func describe(
        _ error: YamlError, in file: SourceFile, lineOffset: Int
    ) -> (SourcePosition, String) {
        func place(_ mark: Mark) -> SourcePosition {
            SourcePosition(in: file, line: mark.line + lineOffset, column: mark.column)
        }
        let start = SourcePosition(in: file, line: lineOffset + 1)
        switch error {
        case .composer(_, "but found another document", let mark, _):
            return (place(mark), "not valid YAML: a second document starts here")
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let isTooDeep = problem.hasPrefix("Maximum nesting level")
            return (place(mark), isTooDeep ? "nested deeper than \(DataValue.maximumDepth) levels" : "not valid YAML: \(problem)")
        case .reader(let problem, let offset, _, let yaml):
            guard let offset else { return (start, "not valid YAML: \(problem)") }
            let before = String(yaml.prefix(offset)).unicodeScalars
            let line = before.count(where: { $0 == "\n" }) + 1
            let column = before.reversed().prefix { $0 != "\n" }.count + 1
            return (SourcePosition(in: file, line: line + lineOffset, column: column), "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "'\($0)'" }.sorted().joined(separator: ", ")
            return (place(context.mark), "\(duplicates.count > 1 ? "the keys \(keys) stand" : "the key \(keys) stands") twice in one mapping")
        default:
            return (start, "not valid YAML: \(error)")
        }
    }

    /// What an author can do about the problems that libyaml reports most.
    private static func help(_ summary: String) -> String {
        let problem = summary.hasPrefix("not valid YAML: ") ? String(summary.dropFirst(16)) : summary
        return switch problem {
        case "mapping values are not allowed in this context":
            "put a value that has a colon in it between quotation marks; otherwise check the indentation"
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            "inside { } and [ ], put a value with a comma, colon or bracket in it between quotation marks"
        case "found character that cannot start any token":
            "put a value that starts with %, @ or ` between quotation marks"
        case "found a tab character that violates indentation": "indent with spaces"
        case "a second document starts here": "remove the line `---`: a file holds one record"
        case let problem where problem.hasSuffix("twice in one mapping"): "remove one of the two"
        case "found unexpected end of stream": "close the quotation mark or bracket that is open here"
        default: "check indentation, quotes and colons here"
        }
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
                var keys = Set<String>()
                for (key, value) in mapping {
                    guard case .scalar(let name) = key else {
                        log.report(.invalidYAML, at: position, "a key must be plain text")
                        continue
                    }
                    let keyPosition =
                        key.mark.map { SourcePosition(in: file, line: $0.line + lineOffset, column: $0.column) }
                        ?? position
                    if key.anchor != nil { reportAnchor(at: keyPosition) }
                    // Yams lets `1` and `"1"` stand side by side.
                    guard keys.insert(name.string).inserted else {
                        log.report(.invalidYAML, at: keyPosition, "the key '\(name.string)' stands twice in one mapping")
                        continue
                    }
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
