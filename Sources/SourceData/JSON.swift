public import Diagnostics

/// JSON files as trees with positions (RFC 8259). Foundation's reader gives no positions, and a
/// diagnostic without a line is of no use in a file of four thousand.
public enum JSON {
    /// Parses one JSON document; the first error is reported and nil returned.
    public static func parse(_ text: String, path: String, log: DiagnosticLog) -> DataValue? {
        var parser = Parser(text: text, path: path)
        do {
            return try parser.document()
        } catch {
            log.report(.invalidJSON, at: error.position, "not valid JSON: \(error.problem)")
            return nil
        }
    }

    private struct Failure: Error {
        let position: SourcePosition
        let problem: String
    }

    private struct Parser {
        let scalars: String.UnicodeScalarView
        let file: SourceFile
        var index: String.UnicodeScalarView.Index
        var line = 1
        var column = 1

        init(text: String, path: String) {
            scalars = text.unicodeScalars
            file = SourceFile(path)
            index = scalars.startIndex
        }

        var here: SourcePosition { SourcePosition(in: file, line: line, column: column) }
        var next: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

        mutating func advance() {
            if scalars[index] == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index = scalars.index(after: index)
        }

        mutating func skipSpace() {
            while let c = next, c == " " || c == "\n" || c == "\r" || c == "\t" { advance() }
        }

        func fail(_ problem: String) -> Failure { Failure(position: here, problem: problem) }

        mutating func document() throws(Failure) -> DataValue {
            let value = try value(depth: 0)
            skipSpace()
            if next != nil { throw fail("something stands after the end") }
            return value
        }

        mutating func value(depth: Int) throws(Failure) -> DataValue {
            skipSpace()
            guard depth < DataValue.maximumDepth else {
                throw fail("nested deeper than \(DataValue.maximumDepth) levels")
            }
            let start = here
            switch next {
            case "{": return try object(start, depth)
            case "[": return try array(start, depth)
            case "\"": return .scalar(try string(), .quoted, start)
            case .some(let c) where c == "-" || ("0"..."9").contains(c): return .scalar(try number(), .plain, start)
            case .some: return .scalar(try word(), .plain, start)
            case nil: throw fail("it ends where a value should stand")
            }
        }

        mutating func object(_ start: SourcePosition, _ depth: Int) throws(Failure) -> DataValue {
            advance()
            var entries: [DataValue.Entry] = []
            var keys = Set<String>()
            skipSpace()
            if next == "}" {
                advance()
                return .mapping([], start)
            }
            while true {
                skipSpace()
                let keyPosition = here
                guard next == "\"" else { throw fail("a key in double quotes should stand here") }
                let key = try string()
                guard keys.insert(key).inserted else {
                    throw Failure(position: keyPosition, problem: "the key '\(key)' stands twice in one object")
                }
                skipSpace()
                guard next == ":" else { throw fail("a colon should stand here") }
                advance()
                entries.append(.init(key: key, keyPosition: keyPosition, value: try value(depth: depth + 1)))
                if try ended("}") { return .mapping(entries, start) }
            }
        }

        mutating func array(_ start: SourcePosition, _ depth: Int) throws(Failure) -> DataValue {
            advance()
            var values: [DataValue] = []
            skipSpace()
            if next == "]" {
                advance()
                return .sequence([], start)
            }
            while true {
                values.append(try value(depth: depth + 1))
                if try ended("]") { return .sequence(values, start) }
            }
        }

        /// Consumes a comma (false) or the closing bracket (true).
        mutating func ended(_ close: Unicode.Scalar) throws(Failure) -> Bool {
            skipSpace()
            if next == close {
                advance()
                return true
            }
            guard next == "," else { throw fail("a comma or '\(close)' should stand here") }
            advance()
            return false
        }

        mutating func number() throws(Failure) -> String {
            let start = here
            var text = ""
            while let c = next, "+-.eE0123456789".unicodeScalars.contains(c) {
                text.unicodeScalars.append(c)
                advance()
            }
            let digits = text.drop { $0 == "-" }
            let leadingZero = digits.first == "0" && (digits.dropFirst().first?.isNumber ?? false)
            // Swift takes `1.` and `1.e5` for numbers.
            let barePoint = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().contains { $0.first?.isNumber != true }
            guard Double(text) != nil, digits.first?.isNumber == true, !leadingZero, !barePoint else {
                throw Failure(position: start, problem: "'\(text)' is not a number")
            }
            return text
        }

        mutating func word() throws(Failure) -> String {
            let position = here
            var text = ""
            while let c = next, c.properties.isAlphabetic {
                text.unicodeScalars.append(c)
                advance()
            }
            guard ["true", "false", "null"].contains(text) else {
                throw Failure(position: position, problem: "a value should stand here")
            }
            return text
        }

        mutating func string() throws(Failure) -> String {
            let start = here
            advance()
            var text = String.UnicodeScalarView()
            while let c = next {
                switch c {
                case "\"":
                    advance()
                    return String(text)
                case "\\":
                    advance()
                    text.append(try escape())
                case _ where c.value < 0x20: throw fail("a line break or control character inside text; write \\n")
                default:
                    text.append(c)
                    advance()
                }
            }
            throw Failure(position: start, problem: "this text is not closed with a double quote")
        }

        mutating func escape() throws(Failure) -> Unicode.Scalar {
            let simple: [Unicode.Scalar: Unicode.Scalar] = [
                "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
            ]
            guard let c = next else { throw fail("text ends after a backslash") }
            if let plain = simple[c] {
                advance()
                return plain
            }
            guard c == "u" else { throw fail("'\\\(c)' is not an escape that JSON knows") }
            advance()
            var code = try hex4()
            if (0xD800..<0xDC00).contains(code) {
                guard next == "\\" else { throw fail("half of a surrogate pair") }
                advance()
                guard next == "u" else { throw fail("half of a surrogate pair") }
                advance()
                let low = try hex4()
                guard (0xDC00..<0xE000).contains(low) else { throw fail("half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fail("half of a surrogate pair") }
            return scalar
        }

        mutating func hex4() throws(Failure) -> UInt32 {
            var code: UInt32 = 0
            for _ in 0..<4 {
                guard let c = next, let digit = Character(c).hexDigitValue, c.isASCII else {
                    throw fail("four hexadecimal digits should follow \\u")
                }
                code = code << 4 | UInt32(digit)
                advance()
            }
            return code
        }
    }
}
