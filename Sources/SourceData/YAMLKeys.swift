import CYaml
import Diagnostics

/// Finds keys that are no plain text, and those that stand twice, from the parser's events alone.
///
/// A tree compares the keys of each mapping with one another. A key that is a collection or an alias is walked for that, and a
/// few hundred bytes of aliases of aliases are more than anybody can walk. So they are refused before there is a tree.
enum YAMLKeys {
    enum Problem {
        case alias, collection
        /// Those of one mapping.
        case twice([Repeated])
    }

    /// A key that stands in its mapping already.
    struct Repeated {
        let key: String
        let line: Int
        let column: Int
        let first: (line: Int, column: Int)
    }

    /// As many as are told of one file; one inside another could go on for ever.
    private static let most = 20

    /// In the order of the file; lines and columns count from 1. What is no YAML is left to the parser to report.
    static func problems(in text: String) -> [(problem: Problem, line: Int, column: Int)] {
        var found: [(Problem, Int, Int)] = []
        var bytes = Array(text.utf8)
        let count = bytes.count
        bytes.withUnsafeMutableBufferPointer { buffer in
            var parser = yaml_parser_t()
            guard yaml_parser_initialize(&parser) == 1 else { return }
            defer { yaml_parser_delete(&parser) }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, count)
            // For each open collection, whether a key comes next; nil in a sequence.
            var open: [Bool?] = []
            // The keys of each open mapping, by their text.
            var keys: [[String: yaml_mark_t]] = []
            // Where those of each are in `found`: several of one mapping are one slip, a list whose '- ' is missing.
            var repeated: [Int?] = []
            var event = yaml_event_t()
            while yaml_parser_parse(&parser, &event) == 1 {
                defer { yaml_event_delete(&event) }
                let type = event.type
                if type == YAML_STREAM_END_EVENT { return }
                if type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT {
                    if open.popLast() != .some(nil) {
                        keys.removeLast()
                        repeated.removeLast()
                    }
                    continue
                }
                let isCollection = type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT
                guard isCollection || type == YAML_SCALAR_EVENT || type == YAML_ALIAS_EVENT else { continue }
                if let isKey = open.last ?? nil {
                    if isKey, type != YAML_SCALAR_EVENT, found.count < most {
                        let mark = event.start_mark
                        found.append((isCollection ? .collection : .alias, Int(mark.line) + 1, Int(mark.column) + 1))
                    }
                    if isKey, type == YAML_SCALAR_EVENT, let value = event.data.scalar.value {
                        let text = String(decoding: UnsafeBufferPointer(start: value, count: event.data.scalar.length), as: UTF8.self)
                        let mark = event.start_mark
                        if let first = keys[keys.count - 1][text] {
                            let again = Repeated(
                                key: text, line: Int(mark.line) + 1, column: Int(mark.column) + 1, first: (Int(first.line) + 1, Int(first.column) + 1))
                            if let index = repeated[repeated.count - 1], case .twice(let others) = found[index].0 {
                                if others.count < most { found[index].0 = .twice(others + [again]) }
                            } else if found.count < most {
                                repeated[repeated.count - 1] = found.count
                                found.append((.twice([again]), again.line, again.column))
                            }
                        } else {
                            keys[keys.count - 1][text] = mark
                        }
                    }
                    open[open.count - 1] = !isKey
                }
                if isCollection { open.append(type == YAML_MAPPING_START_EVENT ? true : nil) }
                if type == YAML_MAPPING_START_EVENT {
                    keys.append([:])
                    repeated.append(nil)
                }
            }
        }
        return found
    }
}
