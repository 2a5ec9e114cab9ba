import Diagnostics

/// Reports words of a YAML source that are nowhere in the data that was read from it.
///
/// Left out is what YAML does not keep: comments; and words with a character written as an escape, which the data has in another form.
enum YAMLWords {
    static func check(_ text: String, _ data: DataValue, in file: SourceFile, lineOffset: Int, _ log: DiagnosticLog) {
        var text = text
        text.withUTF8 { bytes in
            var lost = LostText(bytes, words: each)
            account(for: data, &lost)
            guard lost.isAny else { return }
            for line in lost.lines() { log.reportLost(line, in: file, lineOffset: lineOffset) }
        }
    }

    private static func account(for data: DataValue, _ lost: inout LostText) {
        switch data {
        case .scalar(let text, _, _): lost.take(text)
        case .sequence(let values, _): for value in values { account(for: value, &lost) }
        case .mapping(let entries, _):
            for entry in entries {
                lost.take(entry.key)
                account(for: entry.value, &lost)
            }
        }
    }

    private static func each(in bytes: UnsafeBufferPointer<UInt8>, _ take: (WordCount.Word) -> Void) {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "#") where index == 0 || isBlank(bytes[index - 1]):
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            case UInt8(ascii: "\\"):
                index += 1
                // At the end of a line it joins the words on both sides.
                if index < bytes.count, bytes[index] == 0x0A { while index < bytes.count, isBlank(bytes[index]) { index += 1 } }
                while index < bytes.count, WordCount.kind(bytes[index]) != .mark { index += 1 }
            case let byte where WordCount.kind(byte) == .mark: index += 1
            default:
                let word = WordCount.Word(at: index, in: bytes)
                index = word.end
                if index == bytes.count || bytes[index] != UInt8(ascii: "\\") { take(word) }
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
