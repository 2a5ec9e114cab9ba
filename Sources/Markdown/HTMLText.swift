/// Escaping for HTML text and attributes.
public enum HTMLText {
    /// Escapes `&`, `<`, `>` and `"`, which is enough for text and for double-quoted attributes.
    public static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case 0x26: out += Array("&amp;".utf8)
            case 0x3C: out += Array("&lt;".utf8)
            case 0x3E: out += Array("&gt;".utf8)
            case 0x22: out += Array("&quot;".utf8)
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Escapes an address for `href` and `src`: bytes that cannot stand in one are percent-encoded.
    public static func escapeAddress(_ address: String) -> String {
        var out: [UInt8] = []
        for byte in address.utf8 {
            switch byte {
            case 0x26: out += Array("&amp;".utf8)
            case 0x27: out += Array("&#x27;".utf8)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                out.append(byte)
            case _ where "-_.+!*(),%#@?=;:/$~".utf8.contains(byte): out.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
