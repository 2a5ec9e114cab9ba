public import Diagnostics
import Yams

/// YAML files as trees with positions.
public enum YAML {
    /// Parses one YAML document. `lineOffset` is the number of lines of the file that stand before `text`.
    /// Problems are reported; nil is returned when nothing usable could be read. An empty document is an empty mapping.
    public static func parse(
        _ text: String, path: String, lineOffset: Int = 0, log: DiagnosticLog
    ) -> DataValue? {
        let start = SourcePosition(file: path, line: lineOffset + 1)
        do {
            // A node knows its anchor only as long as the parser lives.
            let parser = try Yams.Parser(yaml: text)
            return try withExtendedLifetime(parser) {
                guard let node = try parser.singleRoot() else { return .mapping([], start) }
                let converter = Converter(path: path, lineOffset: lineOffset, limit: 2 * text.utf8.count + 2, log: log)
                return converter.convert(node, depth: 0, fallback: start)
            }
        } catch let error as YamlError {
            let (position, problem) = describe(error, path: path, lineOffset: lineOffset)
            log.report(.invalidYAML, at: position, "not valid YAML: \(problem)", suggestion: help(problem))
            return nil
        } catch {
            log.report(.invalidYAML, at: start, "not valid YAML: \(error)")
            return nil
        }
    }

    private static func describe(
        _ error: YamlError, path: String, lineOffset: Int
    ) -> (SourcePosition, String) {
        func place(_ mark: Mark) -> SourcePosition {
            SourcePosition(file: path, line: mark.line + lineOffset, column: mark.column)
        }
        let start = SourcePosition(file: path, line: lineOffset + 1)
        switch error {
        case .scanner(let context?, "found unexpected end of stream", _, _) where context.text.contains("quoted scalar"):
            return (place(context.mark), "the quotation mark here is not closed")
        case .scanner(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting level"):
            return (place(mark), "nested deeper than \(DataValue.maximumDepth) levels")
        case .composer(let context?, let problem, let mark, _):
            return (place(mark), "\(context.text), \(problem)")
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (place(mark), problem)
        case .reader(let problem, let offset, _, let yaml):
            guard let offset else { return (start, problem) }
            let before = String(yaml.prefix(offset)).unicodeScalars
            let line = before.count(where: { $0 == "\n" }) + 1
            let column = before.reversed().prefix { $0 != "\n" }.count + 1
            return (SourcePosition(file: path, line: line + lineOffset, column: column), problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "'\($0)'" }.sorted().joined(separator: ", ")
            return (place(context.mark), "\(duplicates.count > 1 ? "the keys \(keys) stand" : "the key \(keys) stands") twice in one mapping")
        default:
            return (start, "\(error)")
        }
    }

    /// What an author can do about the problems that libyaml reports most.
    private static func help(_ problem: String) -> String {
        switch problem {
        case "mapping values are not allowed in this context":
            "put a value that has a colon in it between quotation marks; otherwise check the indentation"
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            "inside { } and [ ], put a value with a comma, colon or bracket in it between quotation marks"
        case "found character that cannot start any token":
            "put a value that starts with %, @ or ` between quotation marks"
        case "found a tab character that violates indentation": "indent with spaces"
        case let problem where problem.hasSuffix("but found another document"): "remove the line `---`: a file holds one record"
        case let problem where problem.hasSuffix("twice in one mapping"): "remove one of the two"
        case "the quotation mark here is not closed": "close it where the value ends"
        default: "check indentation, quotes and colons here"
        }
    }

    private final class Converter {
        private let path: String
        private let lineOffset: Int
        /// Every node takes at least a character of the text, or stands for a missing value. More come of aliases,
        /// which share their anchor's node: walking them all could take exponential time.
        private var nodesLeft: Int
        private let log: DiagnosticLog

        init(path: String, lineOffset: Int, limit: Int, log: DiagnosticLog) {
            self.path = path
            self.lineOffset = lineOffset
            nodesLeft = limit
            self.log = log
        }

        func convert(_ node: Node, depth: Int, fallback: SourcePosition) -> DataValue? {
            let position =
                node.mark.map { SourcePosition(file: path, line: $0.line + lineOffset, column: $0.column) } ?? fallback
            nodesLeft -= 1
            guard nodesLeft >= 0 else { return nil }
            if node.anchor != nil || nodesLeft == 0 {
                log.report(.yamlAnchor, at: position, "YAML anchors and aliases are not supported",
                    suggestion: "write the value out where it is used, without &name and *name")
            }
            if let tag = tag(of: node) {
                log.report(.yamlAnchor, at: position, "the YAML tag \(tag) is not supported", suggestion: "remove it")
            }
            guard depth < DataValue.maximumDepth else {
                log.report(.invalidYAML, at: position, "nested deeper than \(DataValue.maximumDepth) levels")
                return nil
            }
            switch node {
            case .scalar(let scalar):
                return .scalar(scalar.string, style(of: scalar), position)
            case .sequence(let sequence):
                return .sequence(
                    sequence.compactMap { convert($0, depth: depth + 1, fallback: position) }, position)
            case .mapping(let mapping):
                var entries: [DataValue.Entry] = []
                var keys = Set<String>()
                for (key, value) in mapping {
                    let keyPosition =
                        key.mark.map { SourcePosition(file: path, line: $0.line + lineOffset, column: $0.column) }
                        ?? position
                    guard case .scalar(let name) = key else {
                        log.report(
                            .invalidYAML, at: keyPosition, "a key must be plain text, not a list or a mapping",
                            suggestion: "put text that starts with [ or { between quotation marks")
                        continue
                    }
                    // Yams lets `1` and `"1"` stand side by side.
                    guard keys.insert(name.string).inserted else {
                        log.report(
                            .invalidYAML, at: keyPosition, "the key '\(name.string)' stands twice in one mapping",
                            suggestion: "remove one of the two")
                        continue
                    }
                    guard let converted = convert(value, depth: depth + 1, fallback: keyPosition) else { continue }
                    entries.append(.init(key: name.string, keyPosition: keyPosition, value: converted))
                }
                return .mapping(entries, position)
            case .alias:
                // Parsing for a tree has resolved every alias.
                return nil
            }
        }

        /// A tag that the author wrote. Text that is not plain always has one, and a tag that was looked up for a key
        /// stays on it; only values are asked.
        private func tag(of node: Node) -> String? {
            let tag =
                switch node {
                case .scalar(let scalar): style(of: scalar) == .plain ? scalar.tag : .implicit
                case .sequence(let sequence): sequence.tag
                case .mapping(let mapping): mapping.tag
                case .alias: Tag.implicit
                }
            if tag.description.isEmpty { return nil }
            return tag.description.replacing("tag:yaml.org,2002:", with: "!!")
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
