import CYaml
import Diagnostics

/// What libyaml could not read, in the words of an author, at the place where the slip is.
///
/// libyaml says where it gave up. A quotation mark or bracket that is not closed is noticed many lines further down, and so is a line
/// without a colon: such are reported where they begin.
struct YAMLMistake {
    /// Lines and columns count from 1, columns in scalars.
    struct Place: Comparable {
        var line: Int
        var column: Int

        static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
    }

    let place: Place
    let summary: String
    let help: String

    /// `context` is where what libyaml was reading begins.
    init(problem: String, doing: String, context: Place?, at place: Place, in text: String) {
        self = YAMLMistakeReader(text, at: place, context: context ?? place, doing: doing).mistake(problem)
    }

    init(_ place: Place, _ summary: String, _ help: String) {
        self.place = place
        self.summary = summary
        self.help = help
    }
}

private struct YAMLMistakeReader {
    typealias Place = YAMLMistake.Place

    let text: String
    let place: Place
    let context: Place
    let doing: String
    let lines: [Substring]

    init(_ text: String, at place: Place, context: Place, doing: String) {
        self.text = text
        self.place = place
        self.context = context
        self.doing = doing
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    func mistake(_ problem: String) -> YAMLMistake {
        switch problem {
        case "mapping values are not allowed in this context": quoted ?? secondColon
        case "could not find expected ':'": quoted ?? noColon(context)
        case "did not find expected key": quoted ?? unexpectedLine("key")
        case "did not find expected '-' indicator": quoted ?? unexpectedLine("- ")
        case "did not find expected ',' or ']'": quoted ?? inBrackets("[", "]")
        case "did not find expected ',' or '}'": quoted ?? inBrackets("{", "}")
        case "did not find expected node content": missingValue
        case "found unexpected end of stream", "found unexpected document indicator":
            YAMLMistake(context, "the quotation mark that opens here is not closed", "close it, or leave out both quotation marks")
        case "mapping keys are not allowed in this context":
            here("a question mark and a space cannot stand here", "put a value that begins with ? between quotation marks")
        case "block sequence entries are not allowed in this context":
            here("a list cannot begin behind its key", "put '- ' on a line of its own below the key, or a value that begins with a hyphen between quotation marks")
        case "found character that cannot start any token": badStart
        case "found a tab character that violates indentation", "found a tab character where an indentation space is expected": tab
        default: rarer(problem)
        }
    }

    private func rarer(_ problem: String) -> YAMLMistake {
        if doing.contains("directive") { return directive }
        switch problem {
        case "found unknown escape character":
            return here("behind a backslash stands '\(character(at: place.column + 1))', which means nothing there", Self.backslash)
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            return here("behind \\x, \\u or \\U in double quotation marks stands no number of a character", Self.backslash)
        case "found unexpected ':'": return here("a colon cannot stand here", "put a value that has a colon in it between quotation marks")
        case "found an indentation indicator equal to 0",
            "did not find expected comment or line break" where doing.contains("block scalar"):
            return here(
                "behind | or > the rest of the line stays empty",
                "write the text on the lines below, indented; or put a value that begins with | or > between quotation marks")
        case "did not find expected alphabetic or numeric character":
            return here("a value cannot begin with '\(character(at: context.column))'", Self.quote)
        case "found undefined alias": return here("a value cannot begin with '*'", Self.quote)
        case "did not find expected tag URI", "did not find expected '!'", "found undefined tag handle", "did not find URI escaped octet",
            "found an incorrect leading UTF-8 octet", "found an incorrect trailing UTF-8 octet", "did not find the expected '>'",
            "did not find expected whitespace or line break":
            return YAMLMistake(context, "a value cannot begin with '!'", Self.quote)
        case "found duplicate %YAML directive", "found duplicate %TAG directive", "found incompatible YAML document": return directive
        case "did not find expected <document start>": return quoted ?? documentStart
        case "but found another document": return here("a second document starts here", "remove the line ---: a file holds one record")
        case "control characters are not allowed": return here("an invisible control character stands here", "delete it, and type what should stand there")
        case let problem where problem.hasPrefix("Maximum nesting level"):
            return here("nested deeper than \(DataValue.maximumDepth) levels", "flatten what stands in brackets or is indented here")
        case "input is too long": return here("the file is too long to be read as YAML", "split it")
        default: return here("this cannot be read as YAML", "check indentation, quotation marks and colons here")
        }
    }

    private static let quote = "put the value between quotation marks"
    private static let backslash = "put the text between single quotation marks, where a backslash is a backslash; or write two of them"

    private func here(_ summary: String, _ help: String) -> YAMLMistake { YAMLMistake(place, summary, help) }

    // MARK: - What stands before the place

    /// A quotation mark that closes where it should not, or a long way behind where it opens.
    private var quoted: YAMLMistake? {
        guard let last = Self.lastQuoted(in: text, before: place) else { return nil }
        if last.end.line > last.start.line, last.end.line == place.line {
            return YAMLMistake(
                last.start, "the quotation mark that opens here is not closed: the text would run on to line \(last.end.line)",
                "close it; inside double quotation marks write \\\" for one that is text, inside single ones ''")
        }
        guard last.end.line == place.line, last.start.line == place.line, doing.contains("mapping") || doing.contains("sequence") || doing.contains("collection"),
            let next = rest(of: last.end).first(where: { !$0.properties.isWhitespace }), !",:]}#".unicodeScalars.contains(next)
        else { return nil }
        let isSingle = character(at: last.start.column, line: last.start.line) == "'"
        return YAMLMistake(
            last.end, "behind the closing quotation mark stands more text",
            isSingle
                ? "write '' for an apostrophe inside single quotation marks, or put the whole between double ones"
                : "write \\\" for a quotation mark that is text, or put the whole between single ones")
    }

    /// `a: b: c`, a line that is indented under a value, or a line above that has no colon.
    private var secondColon: YAMLMistake {
        let before = line(place.line).unicodeScalars.prefix(place.column - 1)
        if hasColon(before) {
            return here("a second colon stands in this value", "put a value that has a colon and a space in it between quotation marks")
        }
        guard let above = lineAbove(place.line) else { return here("a colon cannot stand here", "put a value that has a colon in it between quotation marks") }
        if !hasColon(line(above).unicodeScalars[...]), character(at: indentation(above) + 1, line: above) != "-" {
            return noColon(Place(line: above, column: indentation(above) + 1))
        }
        return YAMLMistake(
            Place(line: place.line, column: indentation(place.line) + 1), "this line is indented as if it belonged to line \(above), which has a value already",
            "begin it where the line above begins, or leave the value of the line above empty")
    }

    private func noColon(_ place: Place) -> YAMLMistake {
        let shown = rest(of: place).prefix(40).prefix { $0 != "#" }
        return YAMLMistake(
            place, "this line has no key and no colon: '\(Self.trimmed(String(String.UnicodeScalarView(shown))))'",
            "write it as 'key: value' with a space behind the colon; a line that goes on with the text above is indented further than its key")
    }

    /// A line that begins neither as the lines of its list or record do, nor further in.
    private func unexpectedLine(_ expected: String) -> YAMLMistake {
        let start = Place(line: place.line, column: indentation(place.line) + 1)
        guard place == start || context.line != place.line else {
            return here("this does not belong to the value before it", "put a value with quotation marks, brackets or commas in it between quotation marks")
        }
        if place != start { return here("this does not belong to what stands before it on the line", "put the whole value between quotation marks") }
        if context.column == place.column {
            return expected == "key" && character(at: place.column) == "-"
                ? here("a list begins here, where a key should stand", "indent the list below the key it belongs to")
                : here(
                    "this line does not begin with '- ', as the list it stands in does",
                    "write '- ' before it, or begin it where the line that the list belongs to begins")
        }
        return here(
            "this line begins in column \(place.column), where no line above that it could belong to begins",
            "indent it with as many spaces as the lines it belongs to")
    }

    /// In brackets: not closed, or without a comma between two entries.
    private func inBrackets(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> YAMLMistake {
        if !isClosed {
            return YAMLMistake(context, "the '\(open)' that opens here is not closed", "close it with '\(close)'")
        }
        return here(
            "between '\(open)' and '\(close)' a comma is missing here", "write a comma, or put a value with a comma, colon or bracket in it between quotation marks")
    }

    /// Whether the bracket at `context` is closed further down.
    private var isClosed: Bool {
        var depth = 0
        var quote: Unicode.Scalar?
        for number in context.line...max(context.line, lines.count) where number - 1 < lines.count {
            let scalars = Array(line(number).unicodeScalars)
            for (index, scalar) in scalars.enumerated() where number > context.line || index >= context.column - 1 {
                if let open = quote {
                    if scalar == open { quote = nil }
                } else if scalar == "\"" || scalar == "'", index > 0, "[{,: ".unicodeScalars.contains(scalars[index - 1]) {
                    quote = scalar
                } else if scalar == "[" || scalar == "{" {
                    depth += 1
                } else if scalar == "]" || scalar == "}" {
                    depth -= 1
                    if depth == 0 { return true }
                }
            }
        }
        return false
    }

    private var missingValue: YAMLMistake {
        let found = character(at: place.column)
        if "]}".contains(found) {
            return here("'\(found)' closes what is not open here", "take it out, or put a value that begins with a bracket between quotation marks")
        }
        if found == "," {
            return here("a value is missing before this comma", "write it, or take out the comma; put a value that begins with a comma between quotation marks")
        }
        return YAMLMistake(place, "a value is missing here", "write it, or take out what stands before it")
    }

    private var badStart: YAMLMistake {
        let found = character(at: place.column)
        return found == "\t" ? tab : here("a value cannot begin with '\(found)'", Self.quote)
    }

    private var tab: YAMLMistake { here("the line is indented with a tab", "indent with spaces") }

    private var directive: YAMLMistake {
        YAMLMistake(
            Place(line: context.line, column: 1), "a line cannot begin with '%'",
            "put the value between quotation marks, or indent the line if it belongs to the text above")
    }

    private var documentStart: YAMLMistake {
        let found = character(at: place.column)
        if "]}".contains(found) { return here("'\(found)' closes what is not open here", "take it out, or open it with '\(found == "]" ? "[" : "{")'") }
        return here("this stands behind the end of the record", "take it out, or begin it as the lines above begin")
    }

    // MARK: - Lines

    private func line(_ number: Int) -> Substring { (1...lines.count).contains(number) ? lines[number - 1] : "" }

    private func rest(of place: Place) -> Substring.UnicodeScalarView.SubSequence { line(place.line).unicodeScalars.dropFirst(place.column - 1) }

    private func character(at column: Int, line number: Int? = nil) -> String {
        line(number ?? place.line).unicodeScalars.dropFirst(column - 1).first.map { String(Character($0)) } ?? ""
    }

    private func indentation(_ number: Int) -> Int { line(number).unicodeScalars.prefix { $0 == " " }.count }

    /// The last line before this one that says something.
    private func lineAbove(_ number: Int) -> Int? {
        (1..<max(1, number)).reversed().first { number in
            let text = Self.trimmed(String(line(number)))
            return !text.isEmpty && !text.hasPrefix("#") && text != "---"
        }
    }

    private func hasColon(_ scalars: Substring.UnicodeScalarView.SubSequence) -> Bool {
        var afterColon = false
        for scalar in scalars {
            if afterColon, scalar.properties.isWhitespace { return true }
            afterColon = scalar == ":"
        }
        return afterColon
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// The last text in quotation marks that ends before `place`.
    private static func lastQuoted(in text: String, before place: Place) -> (start: Place, end: Place)? {
        var found: (Place, Place)?
        var bytes = Array(text.utf8)
        let count = bytes.count
        bytes.withUnsafeMutableBufferPointer { buffer in
            var parser = yaml_parser_t()
            guard yaml_parser_initialize(&parser) == 1 else { return }
            defer { yaml_parser_delete(&parser) }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, count)
            var token = yaml_token_t()
            while yaml_parser_scan(&parser, &token) == 1 {
                defer { yaml_token_delete(&token) }
                if token.type == YAML_STREAM_END_TOKEN || token.type == YAML_NO_TOKEN { return }
                let end = Self.place(token.end_mark)
                if end > place { return }
                guard token.type == YAML_SCALAR_TOKEN else { continue }
                let style = token.data.scalar.style
                found = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || style == YAML_SINGLE_QUOTED_SCALAR_STYLE ? (Self.place(token.start_mark), end) : nil
            }
        }
        return found
    }

    private static func place(_ mark: yaml_mark_t) -> Place { Place(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}
