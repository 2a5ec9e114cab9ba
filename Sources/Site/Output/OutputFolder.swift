import CFileExchange
public import Diagnostics
import Foundation
import KnowledgeBase
import Parallelism
import SourceData

/// Writes a site so that readers see the old one or the new one, never half of each.
///
/// The new site is put together in a folder beside the old one: changed files are written, unchanged and foreign
/// files are linked from the old site. Then the two folders change places in one step of the file system. Where one page alone is another,
/// that page takes the place of the old one: to link a whole site for it would cost more than all else.
public struct OutputFolder: Sendable {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
        /// What is wrong with the pages, where that is the reason.
        public var diagnostics: [Diagnostic] = []
    }

    public struct Result: Sendable {
        public let fileCount: Int
        public let written: Int
        public let unchanged: Int
        public let removed: Int
    }

    /// Lists the files Materia wrote, one per line, sorted: only these may it replace or delete.
    static let manifestName = ".materia-files"

    let path: String
    private var name: String { URL(fileURLWithPath: path).lastPathComponent }
    private var parent: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
    private var stagingPrefix: String { ".\(name).staging-" }

    /// `inputs` are folders the site is built from; the output may neither hold them nor lie inside them.
    public init(_ path: String, inputs: [String]) throws(Failure) {
        let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
        self.path = url.path
        guard url.path != "/", !url.lastPathComponent.isEmpty else {
            throw Failure(description: "the output folder cannot be the root of the file system")
        }
        for input in inputs + [FileManager.default.currentDirectoryPath, NSHomeDirectory()] {
            let other = URL(fileURLWithPath: input).standardizedFileURL.resolvingSymlinksInPath().path
            if (other + "/").hasPrefix(url.path + "/") {
                throw Failure(description: "the output folder '\(path)' holds '\(input)'; choose a folder of its own, like 'site'")
            }
            if inputs.contains(input), (url.path + "/").hasPrefix(other + "/") {
                throw Failure(description: "the output folder '\(path)' lies inside '\(input)'; choose a folder outside it")
            }
        }
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory), !isDirectory.boolValue {
            throw Failure(description: "'\(path)' is a file, not a folder")
        }
    }

    /// Replaces the site with the files at `paths`. `known` has the stamps of those whose bytes are known: where the site has them already they
    /// are kept, and `fill` is told so and adds all others. `isOpen` where it may add more than is expected; `part` tells what a reader meets together.
    /// Throws before anything visible has changed.
    func publish(
        _ paths: [String], known: [String: Stamp] = [:], isOpen: Bool = false, threads: Int = 1, part: (String) -> SitePart = SitePart.file,
        _ fill: (Publication, _ kept: Set<String>) -> Void
    ) throws(Failure) -> Result {
        for path in paths where path.isEmpty || path.hasPrefix("/") || path.split(separator: "/").contains("..") {
            throw Failure(description: "'\(path)' is not a path inside the site")
        }
        let lock = try FolderLock(parent: parent, name: name)
        defer { lock.release() }
        removeAbandonedStaging()
        let files = try existingFiles()
        let owned = manifest()
        try checkForeign(files, owned, paths)

        let new = Set(paths)
        let old = Set(files)
        let kept = self.kept(known.filter { new.contains($0.key) }, among: old, threads: threads)
        let isSameSet = !isOpen && owned == new && old.contains(Self.manifestName)
        if isSameSet, kept.count == new.count { return Result(fileCount: paths.count, written: 0, unchanged: paths.count, removed: 0) }
        let staging = "\(parent)/\(stagingPrefix)\(ProcessInfo.processInfo.processIdentifier)"
        guard mkdir(staging, 0o755) == 0 else { throw Failure(description: "cannot write to '\(staging)': \(Self.systemError())") }
        do {
            // First of all: by it the next build knows what it may clear away.
            try FileBytes.write(Self.list(new), to: "\(staging)/\(Self.manifestName)")
            if let rights = rights() { rights.apply(to: staging, isFilled: false) } else { FolderRights.makeReadable(staging) }
            let publication = Publication(site: path, staging: staging, existing: old, expected: new)
            fill(publication, kept)
            let written = try publication.written()
            let late = publication.late
            if !late.isEmpty { try checkForeign(files, owned, late) }
            let change = SiteChange(old: old, owned: owned, new: new.union(late), written: written)
            if change.isOfOnePage(part), canReplace(change) {
                try replace(change, owned, in: staging, part)
                Self.remove(staging, threads: threads)
            } else {
                try complete(publication, change, kept: kept, in: staging, threads: threads)
                try swap(staging, threads: threads)
            }
            return Result(
                fileCount: change.new.count, written: change.written.count, unchanged: change.new.count - change.written.count, removed: change.removed.count)
        } catch {
            Self.remove(staging, threads: threads)
            throw error
        }
    }

    /// The site as it is, when it is just these files with these bytes; nil when anything is another.
    func confirm(_ files: [String: Stamp], threads: Int) throws(Failure) -> Result? {
        let lock = try FolderLock(parent: parent, name: name)
        defer { lock.release() }
        removeAbandonedStaging()
        let old = try existingFiles()
        guard manifest() == Set(files.keys), old.contains(Self.manifestName), kept(files, among: Set(old), threads: threads).count == files.count
        else { return nil }
        return Result(fileCount: files.count, written: 0, unchanged: files.count, removed: 0)
    }

    /// The bytes of a file of the site as it stands; nil where there is none.
    func bytes(of file: String) -> [UInt8]? { FolderListing.bytes(of: "\(path)/\(file)") }

    private static func list(_ files: Set<String>) -> [UInt8] { Array((files.sorted().joined(separator: "\n") + "\n").utf8) }

    // MARK: What is there

    /// The files of the site as it stands.
    func manifest() -> Set<String> {
        let manifest = "\(path)/\(Self.manifestName)"
        guard isRegular(manifest), let bytes = FolderListing.bytes(of: manifest) else { return [] }
        return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    /// Every file and link below the output folder, with empty folders ending in a slash.
    private func existingFiles() throws(Failure) -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        var files: [String] = []
        func visit(_ folder: String) throws(Failure) {
            guard let entries = FolderListing.entries(of: folder.isEmpty ? path : "\(path)/\(folder)") else {
                throw Failure(description: "cannot read '\(path)/\(folder)'")
            }
            if entries.isEmpty, !folder.isEmpty { files.append(folder + "/") }
            for entry in entries {
                let file = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
                guard entry.kind != .unnamed else {
                    throw Failure(description: "the name of '\(file)' in '\(path)' is not UTF-8 text; rename the file, or move it away")
                }
                if entry.kind == .folder { try visit(file) } else { files.append(file) }
            }
        }
        try visit("")
        return files
    }

    /// The files that are there with the bytes they are to have.
    private func kept(_ known: [String: Stamp], among old: Set<String>, threads: Int) -> Set<String> {
        let candidates = known.filter { old.contains($0.key) }.map { (path: $0.key, stamp: $0.value) }
        let isKept = Parallel.map(candidates, threads: threads) { [path] in FileBytes.stamp(of: "\(path)/\($0.path)") == $0.stamp }
        return Set(zip(candidates, isKept).filter(\.1).map(\.0.path))
    }

    private func checkForeign(_ old: [String], _ owned: Set<String>, _ paths: [String]) throws(Failure) {
        let foreign = old.filter { !owned.contains($0) && $0 != Self.manifestName }
        if owned.isEmpty, let visible = foreign.first(where: { !$0.hasPrefix(".") }) {
            throw Failure(
                description: "'\(path)' holds files Materia did not write (such as '\(visible)'); choose an empty folder, or move them away")
        }
        let new = Set(paths)
        if let clash = foreign.first(where: { file in
            new.contains(file) || new.contains { $0.hasPrefix(file + "/") || file.hasPrefix($0 + "/") }
        }) {
            throw Failure(
                description: "'\(clash)' in '\(path)' was not written by Materia, and a page would take its place; move it away first")
        }
    }

    // MARK: Putting the new site together

    /// False where a folder is not there or cannot be written to, or where something else than a file is in the place of one.
    private func canReplace(_ change: SiteChange) -> Bool {
        change.folders.allSatisfy { access("\(path)/\($0)", W_OK | X_OK) == 0 }
            && change.written.allSatisfy { !change.old.contains($0) || isRegular("\(path)/\($0)") }
    }

    /// Puts each file in the place of the old one: readers see one or the other, as with the whole. What is named by its bytes comes first and
    /// goes last, so that whatever leads to it finds it.
    private func replace(_ change: SiteChange, _ owned: Set<String>, in staging: String, _ part: (String) -> SitePart) throws(Failure) {
        func put(_ file: String) throws(Failure) {
            guard rename("\(staging)/\(file)", "\(path)/\(file)") == 0 else {
                throw Failure(description: "cannot write to '\(path)/\(file)': \(Self.systemError())")
            }
        }
        // Killed in between, nothing is taken for somebody else's.
        if owned != change.new { try list(owned.union(change.new), in: path, by: staging) }
        for file in change.written.sorted(by: { (part($0).rank, $0) < (part($1).rank, $1) }) { try put(file) }
        for file in change.removed { unlink("\(path)/\(file)") }
        if owned != change.new { try list(change.new, in: path, by: staging) }
    }

    /// The list of `folder` is that of `files` from now on. The staging folder has one of its own at any moment: by it the next build clears it away.
    private func list(_ files: Set<String>, in folder: String, by staging: String) throws(Failure) {
        let next = "\(staging)/\(Self.manifestName).next"
        try FileBytes.write(Self.list(files), to: next)
        guard rename(next, "\(folder)/\(Self.manifestName)") == 0 else { throw Failure(description: "cannot write to '\(folder)': \(Self.systemError())") }
    }

    /// Links what stays as it is and what is not Materia's, so that the new site can change places with the old one.
    private func complete(_ publication: Publication, _ change: SiteChange, kept: Set<String>, in staging: String, threads: Int) throws(Failure) {
        // Neighbours by one thread: they share a folder.
        _ = Parallel.map(kept.sorted().batches(of: 500), threads: threads) { for file in $0 { publication.keep(file) } }
        _ = try publication.written()
        if !publication.late.isEmpty { try list(change.new, in: staging, by: staging) }
        for file in change.foreign where file != Self.manifestName {
            if file.hasSuffix("/") {
                try publication.makeFolder(of: file)
            } else {
                try publication.take(file, isOrdinary: isRegular("\(path)/\(file)"))
            }
        }
        publication.finish()
    }

    /// Of the site that is there; nil where there is none.
    private func rights() -> FolderRights? {
        var status = stat()
        return lstat(path, &status) == 0 ? FolderRights(status) : nil
    }

    private func isRegular(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeRegular
    }

    // MARK: Changing places

    private func swap(_ staging: String, threads: Int) throws(Failure) {
        guard FileManager.default.fileExists(atPath: path) else {
            guard rename(staging, path) == 0 else { throw Failure(description: "cannot create '\(path)': \(Self.systemError())") }
            return
        }
        rights()?.apply(to: staging, isFilled: true)
        if materia_exchange_paths(staging, path) == 0 {
            Self.remove(staging, threads: threads)
            return
        }
        // Not every file system can exchange two folders; then the old site is put aside for a moment.
        let aside = "\(parent)/\(stagingPrefix)old-\(ProcessInfo.processInfo.processIdentifier)"
        guard rename(path, aside) == 0 else {
            throw Failure(
                description: "cannot replace '\(path)': \(Self.systemError()). If it is a mount point, choose a folder inside it")
        }
        guard rename(staging, path) == 0 else {
            let reason = Self.systemError()
            rename(aside, path)
            throw Failure(description: "cannot replace '\(path)': \(reason)")
        }
        Self.remove(aside, threads: threads)
    }

    /// What an interrupted build left behind. The lock says that no other build is using it.
    private func removeAbandonedStaging() {
        for entry in FolderListing.entries(of: parent) ?? [] where entry.kind == .folder && isStaging(entry.name) {
            let leftover = "\(parent)/\(entry.name)"
            // Killed before there was anything in it.
            if rmdir(leftover) == 0 { continue }
            guard isRegular("\(leftover)/\(Self.manifestName)") else { continue }
            // Killed between the two renames of the fallback: the old site is whole, under another name.
            if entry.name.hasPrefix(stagingPrefix + "old-"), !FileManager.default.fileExists(atPath: path) {
                rename(leftover, path)
            } else {
                Self.remove(leftover)
            }
        }
    }

    /// True for a name that a build gives: `.site.staging-4711`, `.site.staging-old-4711`. A folder called nearly so is somebody's own.
    private func isStaging(_ name: String) -> Bool {
        guard name.hasPrefix(stagingPrefix) else { return false }
        var number = name.dropFirst(stagingPrefix.count)
        if number.hasPrefix("old-") { number = number.dropFirst(4) }
        return !number.isEmpty && number.utf8.allSatisfy { $0 &- 48 < 10 }
    }

    /// Removes a folder that Materia made. The list by which it is known as such goes last: what cannot be removed now is removed next time.
    private static func remove(_ folder: String, threads: Int = 1) {
        // What its owner may not write to cannot be emptied.
        chmod(folder, 0o700)
        let entries = (FolderListing.entries(of: folder) ?? []).filter { $0.name != manifestName }
        _ = Parallel.map(entries, threads: threads) { try? FileManager.default.removeItem(atPath: "\(folder)/\($0.name)") }
        guard let rest = FolderListing.entries(of: folder), rest.allSatisfy({ $0.name == manifestName }) else { return }
        unlink("\(folder)/\(manifestName)")
        rmdir(folder)
    }

    static func systemError() -> String { String(cString: strerror(errno)) }
}
