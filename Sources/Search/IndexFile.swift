package import SourceData

/// A file of the index: a script that gives its data away.
package struct IndexFile: Sendable {
    /// The folder of the site that has them all.
    package static let folder = "search"
    /// The one with a name that stays: it says how the others are called.
    package static let start = "search/start.js"

    /// Path relative to the root of the site.
    package let path: String
    package let bytes: [UInt8]

    /// Its name without folder and extension.
    let name: String

    static func path(of name: String) -> String { "\(folder)/\(name).js" }

    /// True for a path that says what its bytes are: another file would have another name.
    package static func isFingerprinted(_ path: String) -> Bool {
        path.hasPrefix("\(folder)/") && path.hasSuffix(".js") && path != start
    }

    /// True for a path that a file of an index may have.
    package static func isIndex(_ path: String) -> Bool { path == start || isFingerprinted(path) }

    /// With a name that is made of its bytes: a page can never meet the data of another version.
    init(_ data: IndexJSON) {
        let stamp = Stamp(data.bytes)
        var name: [UInt8] = []
        var rest = stamp.high
        for _ in 0..<Self.nameLength {
            name.append(Self.digits[Int(rest & 31)])
            rest >>= 5
        }
        self.init(name: String(decoding: name, as: UTF8.self), data)
    }

    /// The theme's script knows it.
    static let nameLength = 10
    /// File systems that do not tell capitals are met too.
    private static let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)

    /// The start, which has a name that stays.
    init(start data: IndexJSON) { self.init(name: "start", data) }

    private init(name: String, _ data: IndexJSON) {
        self.name = name
        path = Self.path(of: name)
        bytes = Array("materiaSearch(\"\(name)\",".utf8) + data.bytes + Array(");\n".utf8)
    }
}
