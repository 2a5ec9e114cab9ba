/// Puts the old names of places into a page, where those places stand now: addresses that readers have kept still lead there, whatever the theme.
enum FormerPlaces {
    /// `bytes` with an empty element for each old name, within the element that has the new one or the first inside it that can hold text.
    static func adding(_ names: [(old: String, new: String)], to bytes: [UInt8]) -> [UInt8] {
        if names.isEmpty { return bytes }
        var bytes = bytes
        for (old, new) in names {
            guard let place = place(of: new, in: bytes) else { continue }
            bytes.insert(contentsOf: Array("<span id=\"\(old)\"></span>".utf8), at: place)
        }
        return bytes
    }

    /// Elements in which no text can stand, but only others.
    private static let frames: Set<String> = ["table", "thead", "tbody", "tr", "ul", "ol", "dl", "div", "section"]

    private static func place(of id: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(" id=\"\(id)\"".utf8)
        guard let found = (0..<max(0, bytes.count - wanted.count)).first(where: { bytes[$0] == 0x20 && bytes[$0...].starts(with: wanted) }),
            var start = bytes[..<found].lastIndex(of: UInt8(ascii: "<"))
        else { return nil }
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) {
            let name = String(decoding: bytes[(start + 1)..<end].prefix { $0 > 0x20 }, as: UTF8.self)
            let next = bytes[(end + 1)...].firstIndex { $0 > 0x20 } ?? bytes.endIndex
            // Only into what is inside of it.
            guard frames.contains(name), next + 1 < bytes.count, bytes[next] == UInt8(ascii: "<"), bytes[next + 1] != UInt8(ascii: "/") else { return end + 1 }
            start = next
        }
        return nil
    }
}
