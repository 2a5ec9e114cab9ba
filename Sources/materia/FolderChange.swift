import Authoring
import Foundation
import KnowledgeBase

/// Files of a folder that change together: all of them or none.
struct FolderChange {
    /// Why nothing was changed.
    struct Failure: Error { let message: String }

    private struct Change {
        let old: String
        let new: String
        let before: Data
        let after: Data
    }

    private let changes: [Change]

    /// `files` are those of `folder` that the plan was made of.
    init(of files: [ContentFile], by plan: RenamePlan, in folder: String) {
        let changed = Set(plan.files)
        changes = files.filter { $0.upstream == nil && changed.contains($0.path) }.map { file in
            let after = plan.applied(to: file)
            return Change(old: "\(folder)/\(file.path)", new: "\(folder)/\(after.path)", before: Data(file.bytes), after: Data(after.bytes))
        }
    }

    private var manager: FileManager { .default }

    /// Writes the new texts beside the old ones, and then lets them take their places. Where that fails, the old texts are put back.
    func make() throws(Failure) {
        for change in changes {
            guard let attributes = try? manager.attributesOfItem(atPath: change.old), attributes[.type] as? FileAttributeType == .typeRegular else {
                throw Failure(message: "\(change.old) is no ordinary file; nothing was changed")
            }
            guard manager.contents(atPath: change.old) == change.before else { throw Failure(message: "\(change.old) was changed meanwhile; nothing was changed") }
            if change.old != change.new, manager.fileExists(atPath: change.new) { throw Failure(message: "\(change.new) is there already; nothing was changed") }
        }
        do {
            for change in changes { try stage(change) }
        } catch {
            for change in changes { try? manager.removeItem(atPath: Self.staged(change)) }
            removeEmptyFolders(changes.map(\.new))
            throw Failure(message: "the content cannot be written: \(error.localizedDescription); nothing was changed")
        }
        var done: [Change] = []
        do {
            for change in changes {
                done.append(change)
                try replace(change)
            }
        } catch {
            putBack(done)
            throw Failure(message: "the content cannot be written: \(error.localizedDescription); the files are as they were")
        }
        removeEmptyFolders(changes.filter { $0.old != $0.new }.map(\.old))
    }

    /// Hidden, so that nothing reads it as content.
    private static func staged(_ change: Change) -> String {
        let url = URL(fileURLWithPath: change.new)
        return url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).renaming").path
    }

    private func stage(_ change: Change) throws {
        let path = Self.staged(change)
        try manager.createDirectory(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try change.after.write(to: URL(fileURLWithPath: path))
        let mode = try manager.attributesOfItem(atPath: change.old)[.posixPermissions]
        if let mode { try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: path) }
    }

    private func replace(_ change: Change) throws {
        guard rename(Self.staged(change), change.new) == 0 else { throw CocoaError(.fileWriteUnknown) }
        if change.old != change.new { try manager.removeItem(atPath: change.old) }
    }

    private func putBack(_ done: [Change]) {
        for change in done.reversed() {
            if change.old != change.new { try? manager.removeItem(atPath: change.new) }
            if manager.contents(atPath: change.old) != change.before { try? change.before.write(to: URL(fileURLWithPath: change.old), options: .atomic) }
        }
        for change in changes { try? manager.removeItem(atPath: Self.staged(change)) }
        removeEmptyFolders(changes.map(\.new))
    }

    /// A folder that has lost its last file would be a folder of nothing.
    private func removeEmptyFolders(_ paths: [String]) {
        for path in paths {
            var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            while (try? manager.contentsOfDirectory(atPath: folder.path).isEmpty) == true {
                guard (try? manager.removeItem(at: folder)) != nil else { break }
                folder.deleteLastPathComponent()
            }
        }
    }
}
