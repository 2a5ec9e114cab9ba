public import SourceData

/// One file of the content folder, read into memory.
public struct ContentFile: Sendable {
    /// Path relative to the content folder, with `/` between its parts.
    public let path: String
    public let bytes: [UInt8]
    /// Of the bytes.
    public let stamp: Stamp

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        stamp = Stamp(bytes)
    }

    public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    /// The folder part, empty at the root: `criteria/eu/a.yml` is in `criteria/eu`.
    public var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
    /// The first folder, empty at the root.
    public var topFolder: String { path.contains("/") ? String(path.prefix { $0 != "/" }) : "" }
    public var name: String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }
    /// The file name without its last extension.
    public var stem: String {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
    /// Lower-cased, without the dot.
    public var fileExtension: String {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }
}
