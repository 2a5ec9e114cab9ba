/// Arithmetic on `/`-separated paths inside the content folder.
public enum ContentPath {
    /// `destination`, read from a file in `folder`; nil when it climbs out of the content folder.
    public static func resolve(_ destination: some StringProtocol, from folder: String) -> String? {
        var parts = folder.split(separator: "/").map(String.init)
        for part in destination.split(separator: "/", omittingEmptySubsequences: true) {
            switch part {
            case ".": continue
            case "..":
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// The way from a file in `folder` to `path`: `../criteria/a.yml`.
    public static func relative(_ path: String, from folder: String) -> String {
        let to = path.split(separator: "/", omittingEmptySubsequences: false)
        let from = folder.split(separator: "/")
        var shared = 0
        while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
        return String(repeating: "../", count: from.count - shared) + to[shared...].joined(separator: "/")
    }

    /// The folder part of a path, empty at the root.
    public static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// Undoes percent-encoding; nil when the bytes are not UTF-8.
    static func decode(_ text: Substring) -> String? {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
