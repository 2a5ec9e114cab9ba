/// Whole numbers as printable characters that stand in a script's text as they are: most take one.
///
/// There are 91 characters, all of ASCII but for controls, space, quotation mark and backslash. The first 64 end a number; each of the others is
/// the lowest of its digits to the base 27, and the rest follows.
enum IndexNumbers {
    static func digit(_ value: Int) -> UInt8 { UInt8(value < 57 ? 35 + value : 36 + value) }

    static func append(_ value: Int, to text: inout [UInt8]) {
        var value = value
        while value >= 64 {
            value -= 64
            text.append(digit(64 + value % 27))
            value /= 27
        }
        text.append(digit(value))
    }
}

/// JSON, as much of it as an index needs.
struct IndexJSON {
    var bytes: [UInt8] = []

    mutating func raw(_ text: StaticString) { text.withUTF8Buffer { bytes += $0 } }

    mutating func text(_ text: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func text(_ text: String) { self.text(text.utf8) }

    mutating func number(_ value: Int) { bytes += String(value).utf8 }

    /// `[`, the elements with commas between, `]`.
    mutating func list<Element>(_ elements: some Sequence<Element>, _ write: (inout IndexJSON, Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func texts(_ texts: some Sequence<String>) { list(texts) { $0.text($1) } }
}
