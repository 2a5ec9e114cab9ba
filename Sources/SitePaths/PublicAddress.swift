/// Addresses on a web host, of a site that knows where it stands.
public enum PublicAddress {
    /// The address of the page at `output`, as readers and other programs name it: a page of a folder goes without `index.html`.
    /// `base` ends with `/`.
    public static func of(_ output: String, at base: String) -> String {
        let page = "index.html"
        let path = output == page || output.hasSuffix("/" + page) ? output.dropLast(page.utf8.count) : output[...]
        return base + encoded(path)
    }

    /// Everything but letters, figures and `-._~/` as bytes in hexadecimal.
    private static func encoded(_ path: Substring) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
