package import SeededNumbers

/// Bytes that change, come, go and change places.
enum ByteMutation {
    private static let odd: [[UInt8]] = [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0x0D], [0x0D, 0x0A], [0x0A, 0x0A], [0xE2, 0x80, 0xA8], [0xC2, 0x85], [0xE2, 0x80, 0xAE],
        [0xCC, 0x81], [0xF0, 0x9F, 0x91, 0xA9, 0xE2, 0x80, 0x8D, 0xF0, 0x9F, 0x91, 0xA9], [0xEF, 0xBC, 0x91], [0x1B], [0x7F], [0x09],
    ]

    static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...200, using: &random))
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes.removeSubrange(start...)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 3: for _ in 0..<8 { if let index = bytes.indices.randomElement(using: &random) { bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random) } }
        case 4: for _ in 0..<5 { if let index = bytes.indices.randomElement(using: &random) { bytes[index] = UInt8.random(in: 0...255, using: &random) } }
        case 5: bytes.removeSubrange(..<start)
        default: for _ in 0..<4 { bytes.insert(contentsOf: odd.randomElement(using: &random)!, at: Int.random(in: 0...bytes.count, using: &random)) }
        }
        return bytes
    }
}

/// Lines that come again, go, change places, join, move in and out, and grow.
enum LineMutation {
    static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let index = Int.random(in: 0..<lines.count, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: index)
        case 2: lines.insert(contentsOf: [[UInt8]](repeating: lines[index], count: Int.random(in: 2...2000, using: &random)), at: index)
        case 3: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &random))
        case 4: if index + 1 < lines.count { lines[index] += lines.remove(at: index + 1) }
        case 5: lines[index] = [UInt8](repeating: 0x20, count: Int.random(in: 1...9, using: &random)) + lines[index]
        case 6: lines[index] = Array(lines[index].drop { $0 == 0x20 || $0 == 0x2D })
        case 7:
            let whole = lines[index]
            if !whole.isEmpty { for _ in 0..<(20_000 / whole.count) { lines[index] += whole } }
        default:
            let end = min(lines.count, index + Int.random(in: 1...20, using: &random))
            let part = Array(lines[index..<end])
            lines.removeSubrange(index..<end)
            lines.insert(contentsOf: part, at: Int.random(in: 0...lines.count, using: &random))
        }
        return Array(lines.joined(separator: [0x0A]))
    }
}

/// What means something to Markdown, YAML or JSON, where nobody expects it; numbers and values that nobody writes.
enum TokenMutation {
    private static let marks = [
        "[", "]", "(", ")", "![", "](", "[^1]", "[^a]: ", "[@", "[@a; @b]", "[@key]:", "{#", "{#a}", "*", "**", "_", "~~", "~", "`", "```", "~~~\n", "> ", "- ", "1. ",
        "# ", "###### ",
        "| ", "|a|b|\n|-|-|\n", "\\", "&amp;", "&#0;", "<!--", "-->", "<b>", "<script>", "http://a.b/", "www.a", "a@b.c", ": ", " #", "&a ", "*a", "!!str ", "? ", "- - ",
        "{", "}", "{}", "[]",
        "\"", "'", "|\n", ">-\n", "---\n", "...\n", "%YAML", "null", "true", ",", ":", "\\u0000", "\\ud800", "[!NOTE]\n", "> [!RECOMMENDATION]\n", "> [!PITFALL]\n",
        "```dose-table ",
        "```calculator ", "```timeline\n", "each: ", "every: 12 h", "when: ", "stop: ", "caps: ", "examples: ", "aliases: [", "status: superseded", "review: ", "../",
        "..", "#", "?", "%zz", "javascript:",
        "\u{301}", "\u{202E}", "½", "µg", "1,000.5", ".5", "1.0 mg", "0,5 mg", "20 mg/kg", "60 mL/min", "10 % of 5 mg", "2-3", "=", "-", "\n\n", "\t",
    ]
    private static let numbers = [
        "0", "-1", "9223372036854775807", "-9223372036854775808", "99999999999999999999999999", "1e308", "1e-308", "1e999", "0.0000000000000000001", "1000000000",
        "1000000001", "NaN", "inf", "0x10",
        "１２", "1_000", "1,000", "007", "+5", ".5", "5.", "1e5", "--1", "4294967296", "2147483648", "-0", "0.1", "999999", "1:30", "2026-02-30", "0000-00-00",
        "9999-12-31", "10000-01-01",
    ]
    private static let values = [
        "[]", "{}", "null", "''", "\"\"", "[[]]", "{a: b}", "[a, b]", "~", "true", "|\n    a", "[{}]", "{: }", "- a", "0", "'1 mg'", "2026-13-45", "[null]",
        "{each: 1 mg/kg, every: 12 h}", "1 kg to 2 kg", "@a",
        "'[x](y)'", "\"[@key]\"", "a: b", "!x y", "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]",
    ]

    static func mutated(_ bytes: [UInt8], _ path: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes.insert(contentsOf: marks.randomElement(using: &random)!.utf8, at: Int.random(in: 0...bytes.count, using: &random))
            }
        case 2:
            let mark = marks.randomElement(using: &random)! + (Bool.random(using: &random) ? " " : "")
            bytes.insert(contentsOf: String(repeating: mark, count: Int.random(in: 2...3000, using: &random)).utf8, at: Int.random(in: 0...bytes.count, using: &random))
        case 3:
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let (start, end) = run(in: bytes, &random, { $0 &- 48 < 10 || $0 == 0x2E }) else { break }
                bytes.replaceSubrange(start..<end, with: Array(numbers.randomElement(using: &random)!.utf8))
            }
        case 4:
            // What stands behind a key.
            let colons = bytes.indices.filter { bytes[$0] == 0x3A && $0 + 1 < bytes.count && bytes[$0 + 1] == 0x20 }
            guard let colon = colons.randomElement(using: &random) else { break }
            let end = bytes[colon...].firstIndex { $0 == 0x0A || $0 == 0x2C || $0 == 0x7D } ?? bytes.count
            bytes.replaceSubrange((colon + 1)..<end, with: Array((" " + values.randomElement(using: &random)!).utf8))
        default:
            // A word for another of the same file.
            let isWord: (UInt8) -> Bool = { ($0 | 0x20) &- 97 < 26 || $0 == 0x2D }
            guard let one = run(in: bytes, &random, isWord), let two = run(in: bytes, &random, isWord) else { break }
            bytes.replaceSubrange(one.0..<one.1, with: Array(bytes[two.0..<two.1]))
        }
        return bytes
    }

    /// One of the runs of bytes of a kind.
    private static func run(in bytes: [UInt8], _ random: inout SeededGenerator, _ isOne: (UInt8) -> Bool) -> (Int, Int)? {
        guard let start = bytes.indices.filter({ isOne(bytes[$0]) && ($0 == 0 || !isOne(bytes[$0 - 1])) }).randomElement(using: &random) else { return nil }
        return (start, bytes[start...].firstIndex { !isOne($0) } ?? bytes.count)
    }
}

/// Names that file systems take and people do not give, and some that they do.
package enum NameMutation {
    private static let names = [
        "a b", "ä", "a\u{308}", "日本", "javascript:x", "a#b", "a?b", "a%20b", "a\nb", "a\u{1B}[31m", "con", "NUL", "com1.x", "a.", " a", "a ", "..a", "a..b", "-",
        "--help", "'a'", "a&b", "a;b", "a=b", "a+b",
        "(a)", "[a]", "{a}", "~a", "$a", "`a`", "a,b", "a!", "@a", "^a", "\u{202E}a", "a\u{200B}b", "INDEX", "index", "A", "html", "index.html", "assets", "tags",
        "embed", "single", "404", "index.md", "é",
        "\u{1F468}\u{200D}\u{2695}\u{FE0F}", "ß", "ﬁ", "İ", "a\\b", "a|b", "a*b", "<a>", "\"a\"",
    ]
    private static let folders = [
        "", "indications/", "criteria/", "regimens/", "products/", "evidence/", "protocols/", "references/", "therapies/", "dosing/", "images/", "files/", "assets/",
        "tags/", "a b/", "a:b/", ".x/", "x/y/z/",
        "regimens/sub/", "criteria/a.yml/",
    ]
    private static let endings = [".md", ".yml", ".yaml", ".json", ".png", ".svg", ".html", ".js", ".txt", ".MD", "", ".md.md", ".pdf", ".xhtml"]

    package static func mutated(_ path: String, _ random: inout SeededGenerator) -> String {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[slash...].lastIndex(of: ".") ?? path.endIndex
        var (folder, name, ending) = (String(path[..<slash]), String(path[slash..<dot]), String(path[dot...]))
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: name = names.randomElement(using: &random)!
        case 2: folder = folders.randomElement(using: &random)!
        case 3: ending = endings.randomElement(using: &random)!
        case 4: name = String(repeating: ["a", "é", "日"].randomElement(using: &random)!, count: Int.random(in: 60...260, using: &random))
        default: (folder, name) = (folders.randomElement(using: &random)!, names.randomElement(using: &random)!)
        }
        return folder + name + ending
    }

    /// A name of letters, digits and marks that are legal everywhere, if odd.
    package static func legal(_ random: inout SeededGenerator) -> String {
        let letters = Array("aZ09-_ .é日ßñ'&;=+(),!@$~[]{}^`ﬁΩж")
        while true {
            let name = String((0..<Int.random(in: 1...(Bool.random(using: &random) ? 6 : 60), using: &random)).map { _ in letters.randomElement(using: &random)! })
            if name.first == " " || name.first == "." || name.last == " " || name.last == "." || name.utf8.count > 190 { continue }
            return name
        }
    }
}
