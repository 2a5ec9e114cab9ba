import KnowledgeBase
import SitePaths

extension Names {
    /// Gives every file in a folder, and in those inside it, a path in another.
    public func moving(folder old: String, to new: String, keepsAddresses: Bool = true) throws(RenameRefusal) -> RenamePlan {
        let (old, new) = (Self.folder(old), Self.folder(new))
        let inside = files.keys.filter { $0.hasPrefix(old + "/") }
        guard !inside.isEmpty else { throw RenameRefusal("there is no folder '\(old)' in the content") }
        guard !new.isEmpty, !new.hasPrefix(old + "/") else { throw RenameRefusal("'\(old)' cannot be moved into '\(new)'") }
        guard !files.keys.contains(where: { $0.hasPrefix(new + "/") }) else { throw RenameRefusal("there is a folder '\(new)' already") }
        return try moving(Dictionary(inside.map { ($0, new + $0.dropFirst(old.count)) }, uniquingKeysWith: { first, _ in first }), keepsAddresses: keepsAddresses)
    }

    private static func folder(_ path: String) -> String { ContentPath.resolve(path, from: "") ?? "" }

    /// Gives files other paths, by their old ones.
    public func moving(_ wanted: [String: String], keepsAddresses: Bool = true) throws(RenameRefusal) -> RenamePlan {
        var moves: [String: String] = [:]
        for (old, new) in wanted {
            let new = ContentPath.resolve(new, from: "") ?? ""
            try check(old, new, wanted)
            moves[old] = new
        }
        let change = NameChange(moves: moves)
        var edits: [RenamePlan.Edit] = []
        for path in files.keys.sorted() { edits += try self.edits(path, moves) }
        for old in moves.keys.sorted() {
            guard let new = moves[old], let file = files[old] else { continue }
            edits += EditorLine.edits(file, to: new)
            if knowledgeBase.isArticle(old) || knowledgeBase.isRecord(old) { edits += try addresses(file, to: new, keepsAddresses) }
        }
        return try proven(change, RenamePlan(edits, moves: moves))
    }

    private func check(_ old: String, _ new: String, _ moves: [String: String]) throws(RenameRefusal) {
        guard let file = files[old] else { throw RenameRefusal("there is no file '\(old)' in the content") }
        if ["index.md", Site.path, Glossary.path, SiteQuestions.path, "references/retractions.csv"].contains(old) {
            throw RenameRefusal("'\(old)' is known by this name alone, and cannot have another")
        }
        let target = ContentFile(path: new, bytes: [])
        guard !new.isEmpty, !target.name.isEmpty, !new.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else {
            throw RenameRefusal("'\(new)' cannot be a path in the content")
        }
        guard target.fileExtension == file.fileExtension || ["yml", "yaml"].contains(target.fileExtension) && ["yml", "yaml"].contains(file.fileExtension) else {
            throw RenameRefusal("'\(new)' has another ending than '\(old)', and would be another kind of file")
        }
        let taken = files.keys.first { $0.lowercased() == new.lowercased() && $0 != old && moves[$0] == nil }
        if let taken { throw RenameRefusal("there is a file '\(taken)' already") }
        if old == new { throw RenameRefusal("'\(old)' has this name already") }
        if old.lowercased() == new.lowercased() { throw RenameRefusal("the two names differ in letter case alone, which some disks and hosts cannot tell apart") }
        let isRecord = knowledgeBase.isRecord(old)
        if isRecord, target.topFolder != file.topFolder { throw RenameRefusal("the folder of a record says what kind it is: '\(new)' would be another kind") }
        if target.topFolder == "references" || file.topFolder == "references", target.topFolder != file.topFolder {
            throw RenameRefusal("files of references stand in references/")
        }
    }

    /// Links to what moves, and those of what moves.
    private func edits(_ path: String, _ moves: [String: String]) throws(RenameRefusal) -> [RenamePlan.Edit] {
        let names = names(in: path)
        let isFolderNew = moves[path].map { ContentPath.folder(of: $0) != ContentPath.folder(of: path) } ?? false
        let folder = ContentPath.folder(of: moves[path] ?? path)
        func isAffected(_ name: Name) -> Bool {
            switch name {
            case .file(let target): moves[target] != nil && target != path || isFolderNew || moves[target] != nil
            case .folder: isFolderNew
            default: false
            }
        }
        if let unplaced = names.unplaced.first(where: { isAffected($0.name) }) {
            throw RenameRefusal("\(path):\(unplaced.line): a file is named here in a way that cannot be changed safely; write it there letter for letter first")
        }
        return names.occurrences.compactMap { occurrence in
            guard isAffected(occurrence.name) else { return nil }
            let new: String
            switch (occurrence.name, occurrence.form) {
            case (.file(let target), .id):
                guard let moved = moves[target] else { return nil }
                new = ContentFile(path: moved, bytes: []).stem
            case (.file(let target), _): new = Self.written(ContentPath.relative(moves[target] ?? target, from: folder))
            case (.folder(let target), _):
                let old = edit(occurrence.span, "").old
                new = Self.written(ContentPath.relative(target, from: folder)) + (old.hasSuffix("/") ? "/" : "")
            default: return nil
            }
            let edit = edit(occurrence.span, new)
            return edit.old == edit.new ? nil : edit
        }
    }

    /// A path as Markdown takes it for an address.
    private static func written(_ path: String) -> String {
        var out = ""
        for byte in path.utf8 {
            switch byte {
            case 0x21, 0x24...0x27, 0x2A...0x3B, 0x3D, 0x40...0x5A, 0x5F, 0x61...0x7A, 0x7E, 0x80...: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return path.utf8.allSatisfy { $0 < 0x80 } ? out : path.replacing(" ", with: "%20")
    }

    // MARK: Old addresses

    /// The address that the file had stays one of its addresses, and the one it gets is none of the old ones.
    private func addresses(_ file: ContentFile, to new: String, _ keepsAddresses: Bool) throws(RenameRefusal) -> [RenamePlan.Edit] {
        let (before, after) = (addresses(file.path, as: file.path), addresses(file.path, as: new))
        let added = keepsAddresses ? zip(before, after).filter { $0 != $1 && OutputPath.alias($0) != nil }.map(\.0) : []
        return try AliasList(file).edits(adding: added, removing: after)
    }

    /// Where the site answers for the file at `path`, were it called `name`.
    private func addresses(_ path: String, as name: String) -> [String] {
        func page(_ output: String) -> String { String(output.dropLast("/index.html".utf8.count)) }
        guard let record = knowledgeBase.record(path) else { return [page(OutputPath.article(name))] }
        let id = ContentFile(path: name, bytes: []).stem
        switch record {
        case .regimen: return [page(OutputPath.record(name)), page(OutputPath.embed(id)), OutputPath.single(id), page(OutputPath.safety(of: name))]
        case .criteria: return [page(OutputPath.record(name)), page(OutputPath.embed(criteria: id)), OutputPath.single(criteria: id), page(OutputPath.safety(of: name))]
        default: return [page(OutputPath.record(name))]
        }
    }
}
