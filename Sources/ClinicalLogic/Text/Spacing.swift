/// Spaces around what people type and paste: U+0020, no-break (U+00A0) and narrow no-break (U+202F).
enum Spacing {
    static func skipLeading(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.dropFirst(leading(Array(text)))
    }

    @inline(never)
    static func trimmed(_ text: ClinicalText) -> ClinicalText {
        let bytes = text.bytes
        let start = leading(bytes)
        var end = bytes.count
        var length = 1
        while length <= 3 {
            if end - length >= start, space(bytes, at: end - length) == length {
                end -= length
                length = 1
            } else {
                length += 1
            }
        }
        return text.part(from: start, to: end)
    }

    /// Bytes of the spaces at the start.
    private static func leading(_ bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count {
            let length = space(bytes, at: start)
            if length == 0 { break }
            start += length
        }
        return start
    }

    /// Bytes of the space that starts at an index; 0 where none does.
    @inline(never)
    private static func space(_ bytes: [UInt8], at index: Int) -> Int {
        if bytes[index] == 0x20 { return 1 }
        if index + 1 < bytes.count, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { return 2 }
        if index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF { return 3 }
        return 0
    }
}
