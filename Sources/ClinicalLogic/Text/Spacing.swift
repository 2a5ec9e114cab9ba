/// Spaces around what people type and paste: U+0020, no-break (U+00A0) and narrow no-break (U+202F).
enum Spacing {
    static func skipLeading(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text
        while let first = rest.first {
            if first == 0x20 {
                rest = rest.dropFirst()
            } else if first == 0xC2, rest.dropFirst().first == 0xA0 {
                rest = rest.dropFirst(2)
            } else if first == 0xE2, rest.dropFirst().first == 0x80, rest.dropFirst(2).first == 0xAF {
                rest = rest.dropFirst(3)
            } else {
                break
            }
        }
        return rest
    }
}
