import Foundation
import KnowledgeBase

/// Finds content folders: those that hold a `site.yml`.
enum ContentFolders {
    /// A folder that is open in the editor, or the folders in it that hold content, `content` first.
    static func inside(_ folder: String) -> [String] {
        if isContent(folder) { return [folder] }
        let names = (FolderListing.entries(of: folder) ?? []).filter { $0.kind == .folder && !$0.name.hasPrefix(".") }.map(\.name)
        return (names.filter { $0 == "content" } + names.filter { $0 != "content" }.sorted()).map { folder == "/" ? "/\($0)" : "\(folder)/\($0)" }.filter(isContent)
    }

    /// The nearest folder above a file that holds content.
    static func above(_ file: String) -> String? {
        var folder = Substring(file)
        while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            folder = folder[..<slash]
            if isContent(String(folder)) { return String(folder) }
        }
        return nil
    }

    private static func isContent(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(Site.path)") }
}
