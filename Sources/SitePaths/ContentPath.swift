/// Arithmetic on `/`-separated paths inside the content folder.
public enum ContentPath {
    /// `destination`, read from a file in `folder`; nil when it climbs out of the content folder.
    public static func resolve(_ destination: some StringProtocol, from folder: String) -> String? {
        let slash = UInt8(ascii: "/")
        var path = folder
        for part in Substring(destination).utf8.split(separator: slash) {
            if part.elementsEqual(".".utf8) { continue }
            if part.elementsEqual("..".utf8) {
                guard !path.isEmpty else { return nil }
                path = ContentPath.folder(of: path)
            } else {
                if !path.isEmpty { path += "/" }
                path += Substring(part)
            }
        }
        return path
    }

    /// The way from a file in `folder` to `path`: `../criteria/a.yml`.
    public static func relative(_ path: String, from folder: String) -> String {
        // Whole folders at the head of both, and the depth of what is left of the second.
        var (path, folder) = (path.utf8[...], folder.utf8[...])
        let slash = UInt8(ascii: "/")
        while !folder.isEmpty, let end = path.firstIndex(of: slash) {
            let first = folder.prefix { $0 != slash }
            guard path[..<end].elementsEqual(first) else { break }
            path = path[end...].dropFirst()
            folder = folder.dropFirst(first.count).drop { $0 == slash }
        }
        var ups = 0
        while !folder.isEmpty {
            ups += 1
            folder = folder.drop { $0 != slash }.drop { $0 == slash }
        }
        return String(repeating: "../", count: ups) + String(Substring(path))
    }

    /// The folder part of a path, empty at the root.
    public static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    /// Undoes percent-encoding; nil when the bytes are not UTF-8.
    package static func decode(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
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
