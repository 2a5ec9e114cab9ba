public import SourceData

/// One file of the content folder, read into memory.
public struct ContentFile: Sendable {
    /// Path relative to the content folder, with `/` between its parts.
    public let path: String
    let content: FileContent
    /// Of the bytes, and of what is changed in what they say.
    public let stamp: Stamp
    /// The folder of the knowledge base that the site extends, from the content folder, where the file is of that.
    public let upstream: String?
    /// What an overlay makes of the file; nil where there is none.
    package let standing: Standing?
    /// How what the file says is the site's own, in an overlay.
    let local: LocalContent?

    public init(path: String, bytes: [UInt8], upstream: String? = nil) {
        self.init(path: path, bytes: bytes, at: nil, upstream: upstream)
    }

    /// The file as it stands at `place` on this machine, where it may be read again.
    init(path: String, bytes: [UInt8], at place: String?, upstream: String?) {
        let stamp = Stamp(bytes)
        self.init(path: path, content: FileContent(bytes, stamp: stamp, place: place), stamp: stamp, upstream: upstream, standing: nil, local: nil)
    }

    public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    init(path: String, content: FileContent, stamp: Stamp, upstream: String?, standing: Standing?, local: LocalContent?) {
        self.path = path
        self.content = content
        self.stamp = stamp
        self.upstream = upstream
        self.standing = standing
        self.local = local
    }

    /// Read again from the disk where they were given up; nothing where the file is another by then.
    public var bytes: [UInt8] { content.bytes }
    /// Gives up the bytes of an article that can be read again, but for its front matter.
    func release() { content.release() }
    /// True where the file was read again and was another.
    var hasChanged: Bool { content.hasChanged }

    /// Where the file stands in the folder it is of: a file that two knowledge bases both have, each with its part, has another `path`.
    public var place: String {
        guard let upstream, path.hasPrefix(upstream + "/") else { return path }
        return String(path.dropFirst(upstream.utf8.count + 1))
    }
    /// The folder part, empty at the root: `criteria/eu/a.yml` is in `criteria/eu`.
    public var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
    /// The first folder, empty at the root.
    public var topFolder: String {
        let place = place
        return place.contains("/") ? String(place.prefix { $0 != "/" }) : ""
    }
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
