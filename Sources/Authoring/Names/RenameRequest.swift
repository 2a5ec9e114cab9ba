import KnowledgeBase
import SitePaths

extension Names {
    /// What an author calls it on a command line: `@key`, `path#place`, `tags/tag`, a path with its ending or without, or a folder.
    public func named(_ text: String) throws(RenameRefusal) -> Name {
        if text.hasPrefix("@") { return .reference(String(text.dropFirst())) }
        if text.hasPrefix("tags/") { return .tag(String(text.dropFirst("tags/".count))) }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let path = ContentPath.resolve(parts[0], from: "") ?? ""
        let file = [path, "\(path).md", "\(path).yml", "\(path).yaml"].first { files[$0] != nil }
        if let file { return parts.count == 2 ? .place(file: file, id: parts[1]) : .file(file) }
        if parts.count == 1, files.keys.contains(where: { $0.hasPrefix(path + "/") }) { return .folder(path) }
        throw RenameRefusal("there is no '\(parts[0])' in the content; give a path from the content folder, path#place, @key or tags/tag")
    }

    /// The plan for `old` and `new` as they are given on a command line; the ending of a file may be left out.
    public func renaming(_ old: String, to new: String, keepsAddresses: Bool = true) throws(RenameRefusal) -> RenamePlan {
        let name = try named(old)
        guard case .file(let path) = name else { return try renaming(name, to: new, keepsAddresses: keepsAddresses) }
        let file = ContentFile(path: path, bytes: [])
        let target = ContentFile(path: new, bytes: [])
        if new.hasSuffix("/") { return try renaming(name, to: new + file.name, keepsAddresses: keepsAddresses) }
        // Another ending is refused: with a second one behind it the file would be another than its name says.
        let isWhole = !target.fileExtension.isEmpty && target.fileExtension.allSatisfy(\.isLetter)
        return try renaming(name, to: isWhole ? new : "\(new).\(file.name.split(separator: ".").last ?? "")", keepsAddresses: keepsAddresses)
    }
}
