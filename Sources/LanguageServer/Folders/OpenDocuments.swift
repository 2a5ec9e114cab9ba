/// The texts that are open in the editor, by the paths of their files.
struct OpenDocuments {
    struct Document {
        /// As the client names it.
        let uri: String
        var version: Int
        var lines: TextLines
    }

    private(set) var all: [String: Document] = [:]

    subscript(path: String) -> Document? {
        get { all[path] }
        set { all[path] = newValue }
    }

    /// How the client names a file, where it has it open.
    func uri(of path: String) -> String { all[path]?.uri ?? FileAddress.uri(of: path) }
}
