import Diagnostics
import Testing

struct SourceTextTests {
    @Test(
        "lines",
        arguments: [
            ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\nb", ["a", "b"]), ("\n\n", ["", "", ""]), ("a\r\nb\r\n", ["a", "b", ""]),
            ("a\rb", ["a\rb"]), ("é\n🩺e\u{301}\n\u{301}x", ["é", "🩺e\u{301}", "\u{301}x"]), ("a\r\r\nb", ["a\r", "b"]), ("\r\n\r\n", ["", "", ""]),
            ("a\u{2028}b", ["a\u{2028}b"]),
        ])
    func lines(_ text: String, _ lines: [String]) {
        let source = SourceText(path: "a.md", text: text)
        #expect(source.lineCount == lines.count)
        #expect((1...lines.count).map { Array(source.line($0).unicodeScalars) } == lines.map { Array($0.unicodeScalars) })
        for outside in [-1, 0, lines.count + 1, .max] { #expect(source.line(outside) == "") }
    }

    @Test("valid bytes are decoded, without a byte order mark")
    func valid() throws {
        let log = DiagnosticLog()
        #expect(SourceText(path: "a.md", bytes: Array("é\r\n\0🩺".utf8), log: log)?.text == "é\r\n\0🩺")
        #expect(SourceText(path: "a.md", bytes: [0xEF, 0xBB, 0xBF, 0x61], log: log)?.text == "a")
        #expect(SourceText(path: "a.md", bytes: Array("\u{FEFF}\u{FEFF}a".utf8), log: log)?.text == "\u{FEFF}a")
        #expect(SourceText(path: "a.md", bytes: [], log: log)?.text == "")
        #expect(log.diagnostics == [])
    }

    @Test(
        "the place of what is not UTF-8",
        arguments: [
            ([0xFF], 1, 1, "FF"),
            ([0x61, 0x0A, 0xC3, 0xA9, 0x62, 0xE9, 0x63], 2, 3, "E9"),
            ([0x61, 0x0D, 0x0A, 0x80], 2, 1, "80"),
            ([0xF0, 0x9F, 0xA9, 0xBA, 0xF0, 0x9F, 0xA9], 1, 2, "F0"),
            ([0x61, 0xC3], 1, 2, "C3"),
            ([0x61, 0xC3, 0x28, 0x0A], 1, 2, "C3"),
            ([0x61, 0xE2, 0x82, 0x0A, 0x62], 1, 2, "E2"),
            ([0xC0, 0x80], 1, 1, "C0"),
            ([0xED, 0xA0, 0x80], 1, 1, "ED"),
            ([0xF4, 0x90, 0x80, 0x80], 1, 1, "F4"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0x62, 0xFE], 2, 2, "FE"),
            ([0xEF, 0xBB, 0xBF, 0xFE], 1, 1, "FE"),
            ([0xFF, 0xFE, 0x61, 0x00], 1, 1, "FF"),
            ([0x61, 0xFF, 0x0A, 0xFF], 1, 2, "FF"),
            ([0x0A, 0x0A, 0x0A, 0xBF], 4, 1, "BF"),
        ] as [([UInt8], Int, Int, String)])
    func invalid(_ bytes: [UInt8], line: Int, column: Int, byte: String) {
        let log = DiagnosticLog()
        #expect(SourceText(path: "a.md", bytes: bytes, log: log) == nil)
        #expect(
            ConsoleFormat().format(log.diagnostics) == """
                a.md:\(line):\(column): error: byte 0x\(byte) is not UTF-8 text [invalid-utf8]
                    help: save the file as UTF-8 in your editor

                """)
    }

    @Test("every broken byte is found, wherever it stands")
    func everywhere() {
        let valid = Array("aé\n🩺b\r\nc日\n".utf8)
        for index in 0...valid.count {
            var bytes = valid
            bytes.insert(0xFF, at: index)
            let log = DiagnosticLog()
            #expect(SourceText(path: "a.md", bytes: bytes, log: log) == nil)
            let place = log.diagnostics.first?.position
            #expect(place?.line == valid[..<index].count { $0 == 0x0A } + 1)
            #expect(log.diagnostics.count == 1)
        }
    }
}
