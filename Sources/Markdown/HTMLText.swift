import Diagnostics

/// Escaping for HTML text and attributes.
public enum HTMLText {
    /// Escapes `&`, `<`, `>` and `"`, which is enough for text and for double-quoted attributes.
    public static func escape(_ text: String) -> String {
        let isPlain = text.withBytes { bytes in
            for byte in bytes where byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 { return false }
            return true
        }
        if isPlain { return text }
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
        if address.utf8.allSatisfy({ $0 &- 97 < 26 || $0 &- 48 < 10 || isAddressMark($0) || $0 &- 65 < 26 }) { return address }
        var out: [UInt8] = []
        for byte in address.utf8 {
            switch byte {
            case 0x26: out += Array("&amp;".utf8)
            case 0x27: out += Array("&#x27;".utf8)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                out.append(byte)
            case _ where isAddressMark(byte): out.append(byte)
            default: out += [0x25, digit(byte >> 4), digit(byte & 15)]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

    private static func isAddressMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "="),
            UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
