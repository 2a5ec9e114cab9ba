/// A place in YAML by the keys around it, told by indentation: text that is being written is seldom YAML.
struct YAMLPlace {
    enum Step: Equatable {
        case key(String)
        case entry
    }

    enum Kind: Equatable {
        /// A key stands here, or can.
        case key
        /// A value stands here, or can; of an entry of a list where `key` is nil.
        case value(key: String?)
    }

    /// The way to the mapping or list that the place lies in, from the outside.
    private(set) var path: [Step]
    let kind: Kind
    /// The word at the place.
    let word: Range<Int>
    /// Keys of the mapping that the place lies in, but for the one at the place.
    private(set) var siblings: Set<String>

    /// The way to the value at the place.
    var valuePath: [Step] {
        switch kind {
        case .key: path
        case .value(let key?): path + [.key(key)]
        case .value(nil): path
        }
    }

    /// `within` are the lines of the YAML. Nil in a comment.
    init?(at offset: Int, in lines: TextLines, within: Range<Int>) {
        let number = lines.line(at: offset)
        guard within.contains(number) else { return nil }
        let line = Line(lines.line(number), from: lines.starts[number])
        if let comment = line.comment, offset > comment { return nil }
        let outline = Outline(lines, within, number)

        // Text that goes on from a line above.
        if let text = outline.text(above: line) {
            (path, siblings, kind) = (text.path, [], .value(key: text.key))
            word = lines.word(at: offset)
            return
        }
        let column: Int
        switch line.part(at: offset) {
        case .dashes, .before:
            // Behind the last dash, or on an empty line.
            column = line.dashes.last.map { $0 + 2 } ?? max(offset - lines.starts[number], 0)
            kind = line.dashes.isEmpty ? .key : .value(key: nil)
            word = offset..<offset
        case .key(let range):
            column = line.keyColumn
            kind = line.hasColon || line.dashes.isEmpty ? .key : .value(key: nil)
            word = range
        case .value(let key, let start):
            column = line.keyColumn
            if let flow = Flow(lines.bytes[start..<offset]) {
                path = outline.around(column: column, of: line).path + (key.map { [.key($0)] } ?? []) + flow.path
                (kind, siblings) = (flow.kind, flow.siblings)
                word = flow.word(at: offset, lines)
                return
            }
            kind = .value(key: key)
            word = Self.value(at: offset, from: start, lines)
        }
        (path, siblings) = outline.around(column: column, of: line)
    }

    /// The whole value of a line, without quotation marks.
    private static func value(at offset: Int, from start: Int, _ lines: TextLines) -> Range<Int> {
        var (first, last) = (start, lines.end(ofLine: lines.line(at: offset)))
        while first < last, lines.bytes[first] == 0x20 { first += 1 }
        while last > first, lines.bytes[last - 1] == 0x20 { last -= 1 }
        if last > first, [0x22, 0x27].contains(lines.bytes[first]) {
            if last - first > 1, lines.bytes[last - 1] == lines.bytes[first] { last -= 1 }
            first += 1
        }
        return offset < first ? offset..<offset : min(first, last)..<max(first, last)
    }
}

extension YAMLPlace {
    /// A line of YAML in its parts: dashes, a key, a value. Offsets are those of the file, columns those of the line.
    fileprivate struct Line {
        let start: Int
        let bytes: ArraySlice<UInt8>
        /// Columns of the dashes of lists.
        private(set) var dashes: [Int] = []
        /// Where what follows the dashes begins.
        private(set) var keyColumn = 0
        private(set) var key: String?
        private(set) var hasColon = false
        private var valueColumn = 0
        /// Offset of a comment.
        private(set) var comment: Int?

        enum Part {
            case before, dashes
            case key(Range<Int>)
            /// Of an entry of a list where `key` is nil.
            case value(key: String?, from: Int)
        }

        init(_ bytes: ArraySlice<UInt8>, from start: Int) {
            self.start = start
            self.bytes = bytes
            let text = Array(bytes)
            var column = text.firstIndex { $0 != 0x20 } ?? text.count
            if column < text.count, text[column] == UInt8(ascii: "#") { comment = start + column }
            while column < text.count, text[column] == UInt8(ascii: "-"), column + 1 == text.count || text[column + 1] == 0x20 {
                dashes.append(column)
                column += 1
                while column < text.count, text[column] == 0x20 { column += 1 }
            }
            keyColumn = column
            guard column < text.count, text[column] != UInt8(ascii: "#"), !"{[\"'".utf8.contains(text[column]) else { return }
            var end = column
            while end < text.count, !(text[end] == UInt8(ascii: ":") && (end + 1 == text.count || text[end + 1] == 0x20)) { end += 1 }
            hasColon = end < text.count
            key = String(decoding: text[column..<end], as: UTF8.self)
            valueColumn = min(end + 1, text.count)
        }

        var isBlank: Bool { keyColumn >= bytes.count && dashes.isEmpty }
        var indent: Int { dashes.first ?? keyColumn }
        /// What stands behind the key.
        var value: String { hasColon ? String(decoding: bytes.dropFirst(valueColumn), as: UTF8.self).trimmed : "" }

        func part(at offset: Int) -> Part {
            let column = offset - start
            if isBlank || (dashes.isEmpty && column < keyColumn) { return .before }
            if column < keyColumn || keyColumn >= bytes.count { return .dashes }
            guard let key else { return .value(key: nil, from: start + keyColumn) }
            guard hasColon else { return dashes.isEmpty ? .key((start + keyColumn)..<(start + bytes.count)) : .value(key: nil, from: start + keyColumn) }
            return column < valueColumn ? .key((start + keyColumn)..<(start + valueColumn - 1)) : .value(key: key, from: start + valueColumn)
        }
    }

    /// The lines above a place, read upwards.
    fileprivate struct Outline {
        private var above: [Line] = []
        private var below: [Line] = []

        init(_ lines: TextLines, _ within: Range<Int>, _ number: Int) {
            func line(_ index: Int) -> Line { Line(lines.line(index), from: lines.starts[index]) }
            // The nearest first. Records are small; of a large file the nearest thousands of lines say enough.
            above = (max(within.lowerBound, number - 5000)..<number).reversed().map(line).filter { !$0.isBlank && $0.comment == nil }
            below = ((number + 1)..<max(min(within.upperBound, number + 200), number + 1)).map(line).filter { !$0.isBlank && $0.comment == nil }
        }

        /// The key whose text goes on at `line`: a block of text, or a value over several lines.
        func text(above line: Line) -> (path: [Step], key: String)? {
            guard let first = above.first(where: { $0.indent < max(line.indent, 1) || line.isBlank && $0.hasColon }), first.hasColon, let key = first.key else {
                return nil
            }
            let isDeeper = line.isBlank ? false : line.indent > first.keyColumn
            guard isDeeper, !first.value.isEmpty, !first.value.hasPrefix("{"), !first.value.hasPrefix("["), !first.value.hasPrefix("#") else { return nil }
            let index = above.firstIndex { $0.start == first.start } ?? 0
            var rest = self
            rest.above = Array(above[(index + 1)...])
            return (rest.around(column: first.keyColumn, of: first).path, key)
        }

        /// The way to what stands at a column, and the other keys of that mapping.
        func around(column: Int, of line: Line) -> (path: [Step], siblings: Set<String>) {
            var path: [Step] = []
            var siblings = Set<String>()
            var column = column
            var isFirst = true
            // Dashes of the line itself, the innermost first.
            for dash in line.dashes.reversed() {
                path.append(.entry)
                column = dash
                isFirst = false
            }
            // A list may stand as far out as its key.
            var isEntry = !line.dashes.isEmpty
            if isFirst {
                siblings.formUnion(
                    below.prefix { $0.indent >= column && ($0.dashes.isEmpty || $0.indent > column) }.filter { $0.keyColumn == column && $0.hasColon }.compactMap(\.key))
            }
            if !line.dashes.isEmpty { siblings.formUnion(below.prefix { $0.indent > column }.filter { $0.keyColumn == line.keyColumn && $0.hasColon }.compactMap(\.key)) }
            for other in above {
                if isFirst, other.keyColumn == column, other.hasColon, let key = other.key { siblings.insert(key) }
                if other.keyColumn < column || (isEntry && other.keyColumn == column && other.dashes.isEmpty), other.hasColon, let key = other.key {
                    path.append(.key(key))
                    (column, isEntry, isFirst) = (other.keyColumn, false, false)
                }
                for dash in other.dashes.reversed() where dash < column {
                    path.append(.entry)
                    (column, isEntry, isFirst) = (dash, true, false)
                }
                if column == 0, !isEntry, !isFirst { break }
            }
            return (path.reversed(), siblings)
        }
    }

    /// The inside of braces and brackets on one line, up to a place.
    fileprivate struct Flow {
        var path: [Step] = []
        var kind: Kind = .key
        var siblings: Set<String> = []

        /// The word at a place in it; a key ends before its colon.
        func word(at offset: Int, _ lines: TextLines) -> Range<Int> {
            let word = lines.word(at: offset)
            let isBeforeColon = kind == .key && word.upperBound > max(word.lowerBound, offset) && lines.bytes[word.upperBound - 1] == UInt8(ascii: ":")
            return isBeforeColon ? word.lowerBound..<(word.upperBound - 1) : word
        }

        /// Nil where no brace or bracket is open at the end.
        init?(_ bytes: ArraySlice<UInt8>) {
            var open: [(isMapping: Bool, key: String?, keys: Set<String>, word: String)] = []
            var quote: UInt8?
            for byte in bytes {
                if let mark = quote {
                    if byte == mark { quote = nil }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
                case UInt8(ascii: "{"), UInt8(ascii: "["): open.append((byte == UInt8(ascii: "{"), nil, [], ""))
                case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
                case _ where open.isEmpty: if byte != 0x20 { return nil }
                case UInt8(ascii: ","): (open[open.count - 1].key, open[open.count - 1].word) = (nil, "")
                case UInt8(ascii: ":") where open[open.count - 1].isMapping && open[open.count - 1].key == nil:
                    let key = open[open.count - 1].word.trimmed
                    open[open.count - 1].key = key
                    open[open.count - 1].keys.insert(key)
                    open[open.count - 1].word = ""
                default: open[open.count - 1].word.unicodeScalars.append(Unicode.Scalar(byte))
                }
            }
            guard let last = open.last else { return nil }
            for (index, part) in open.enumerated() {
                if !part.isMapping { path.append(.entry) }
                if index < open.count - 1, let key = part.key { path.append(.key(key)) }
            }
            siblings = last.keys
            kind = last.isMapping ? last.key.map { .value(key: $0) } ?? .key : .value(key: nil)
        }
    }
}

extension String {
    var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension TextLines {
    /// Letters, digits, hyphens and what else a name is made of, around a place.
    func word(at offset: Int) -> Range<Int> {
        let line = line(at: offset)
        var (first, last) = (offset, offset)
        while first > starts[line], Self.isName(bytes[first - 1]) { first -= 1 }
        while last < end(ofLine: line), Self.isName(bytes[last]) { last += 1 }
        return first..<last
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || "-_.:/".utf8.contains(byte) || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
}
