import Authoring
import Diagnostics
import Foundation
import KnowledgeBase
import Site
import SourceData
import Synchronization

/// A content folder as its author has it: the files of the disk, and over them the texts that are open in the editor.
final class ContentWorkspace {
    /// The folder, without a slash at its end.
    let root: String
    let lifetime = Lifetime()
    private let options: LanguageServer.Options
    private let themes: String
    private var folder = FolderMemory()
    private var memory: SiteBuild.Memory
    /// Where the first check is remembered for the next start.
    private var cache: BuildCache?
    private var disk: (files: [ContentFile], found: [Diagnostic]) = ([], [])
    /// The folder that the site extends; nil where it extends none.
    private var upstream: String?
    private var themeStamp = 0
    private var open: [String: (file: ContentFile, lines: TextLines)] = [:]
    private var files: [ContentFile] = []
    var renames: [Rename] = [] { didSet { if renames != oldValue { noteChange(of: nil) } } }

    /// What is known of the folder. That of the last state that had settings, where they cannot be read.
    private(set) var knowledgeBase: KnowledgeBase?
    private(set) var diagnostics: [String: [Diagnostic]] = [:]
    /// Who is called how, and where; nil where the folder cannot be read.
    private(set) var names: Names?
    /// What has changed since the last check of the whole.
    private var changes = Changes.all
    /// What has changed since the check that is under way began.
    private var changesSince = Changes()
    /// Of what the diagnostics are.
    private(set) var sight = Sight.unseen
    private var underWay: WholeCheck?

    init(_ root: String, _ options: LanguageServer.Options) {
        self.root = root
        self.options = options
        themes = options.themes(root)
        cache = options.cache(root)
        memory = cache.map { SiteBuild.Memory($0) } ?? SiteBuild.Memory()
        readDisk()
    }

    /// Looks at what has changed on the disk.
    func readDisk() {
        let log = DiagnosticLog()
        let files = folder.read(root, log: log)
        let stamp = FolderWatch.stamp(of: themes)
        if folder.hasChanged || log.diagnostics != disk.found || stamp != themeStamp { noteChange(of: nil) }
        let extends = files.contains { $0.upstream != nil }
        disk = (extends ? files.sorted(by: Self.isBefore) : files, log.diagnostics)
        upstream = extends ? UpstreamFolder(of: root).map { FileAddress.standardized($0.path) } : nil
        themeStamp = stamp
    }

    /// The folders whose files it depends on.
    var watched: [String] { [root, themes] + (upstream.map { [$0] } ?? []) }

    // MARK: Texts

    /// The path of a file in the folder; nil for what is not in it, and for hidden files, which are no content.
    func path(of file: String) -> String? {
        guard file.hasPrefix(root + "/") else { return nil }
        let path = String(file.dropFirst(root.count + 1))
        return path.isEmpty || path.split(separator: "/").contains { $0.hasPrefix(".") } ? nil : path
    }

    /// The text in the editor stands for the file from now on.
    func take(_ lines: TextLines, at path: String) {
        let file = ContentFile(path: path, bytes: lines.bytes)
        let isNew = (open[path]?.file ?? self.file(path))?.stamp != file.stamp
        open[path] = (file, lines)
        if isNew { noteChange(of: path) }
    }

    /// The file stands for itself again.
    func close(_ path: String) {
        let known = file(path)?.stamp
        open[path] = nil
        if own(path)?.stamp != known { noteChange(of: path) }
    }

    /// Nil for what everything depends on.
    private func noteChange(of path: String?) {
        changes.note(path)
        changesSince.note(path)
        sight = .unseen
    }

    /// True where something has changed since the last check of the whole.
    var isStale: Bool { changes.isAny }
    /// True where a check of the whole is made on another thread.
    var isChecking: Bool { underWay != nil }
    /// True where it has come to its end.
    var isDone: Bool { underWay?.isDone ?? false }

    /// A text as it is now; nil where there is no such file.
    func lines(_ path: String) -> TextLines? { open[path]?.lines ?? file(path).map { TextLines($0.bytes) } }

    /// A file as it was when it was checked last.
    func file(_ path: String) -> ContentFile? {
        index(path).map { files[$0] }
    }

    private func index(_ path: String) -> Int? {
        let index = files.partitioningIndex { $0.path >= path }
        return index < files.count && files[index].path == path ? index : nil
    }

    /// A file of the folder itself, as it is on the disk.
    private func own(_ path: String) -> ContentFile? { disk.files.first { $0.path == path && $0.upstream == nil } }

    /// By path; of two files at one path the folder's own stands first.
    private static func isBefore(_ a: ContentFile, _ b: ContentFile) -> Bool { (a.path, a.upstream == nil ? 0 : 1) < (b.path, b.upstream == nil ? 0 : 1) }

    /// Every file, sorted by path, as it was when it was checked last.
    var allFiles: [ContentFile] { files }

    // MARK: Check

    /// To look at more of them one by one takes as long as a check of the whole.
    private static let mostLookedAt = 8

    /// Brings the diagnostics up to what the author sees, where looking at what has changed is enough; what it means for the whole is still to come.
    func look() {
        guard isStale, sight == .unseen else { return }
        sight = .unseeable
        let edited = (changes.paths ?? []).sorted().compactMap { path in open[path]?.file ?? own(path) }
        guard let changed = changes.paths, edited.count == changed.count, changed.count <= Self.mostLookedAt, let knowledgeBase, names != nil,
            let found = memory.look(at: edited, in: knowledgeBase, isStrict: options.isStrict, bytes: { self.file($0)?.bytes })
        else { return }
        for file in edited { if let index = index(file.path) { files[index] = file } }
        diagnostics = Dictionary(grouping: found, by: \.position.file)
        sight = .seen
    }

    /// Checks the folder where something has changed, and waits for that.
    func check() {
        finishCheck()
        guard isStale else { return }
        startCheck {}
        finishCheck()
    }

    /// Checks the folder as it is now on a thread of its own. `finishCheck` takes over what came of it, when `isDone` was called there.
    func startCheck(_ isDone: @escaping @Sendable () -> Void) {
        guard underWay == nil else { return }
        changesSince = Changes()
        underWay = WholeCheck(
            presentFiles(), found: disk.found, renames: renames, themes: themes, themeStamp: themeStamp, memory, options, isDone)
    }

    /// Takes over what came of the check that is under way, and waits for it where it must.
    func finishCheck() {
        guard let check = underWay else { return }
        let result = check.result
        underWay = nil
        (changes, changesSince) = (changesSince, Changes())
        sight = isStale ? .unseen : .seen
        memory = result.memory
        files = check.files
        knowledgeBase = result.knowledgeBase ?? knowledgeBase
        names = result.names
        diagnostics = Dictionary(grouping: result.diagnostics, by: \.position.file)
        if let cache {
            self.cache = nil
            Thread { [memory] in memory.save(to: cache) }.start()
        }
    }

    /// Every file as it is now, sorted by path.
    private func presentFiles() -> [ContentFile] {
        var files = disk.files.map { $0.upstream == nil ? open[$0.path]?.file ?? $0 : $0 }
        if !open.isEmpty {
            let known = Set(disk.files.lazy.filter { $0.upstream == nil && self.open[$0.path] != nil }.map(\.path))
            let new = open.keys.filter { !known.contains($0) }
            if !new.isEmpty { files = (files + new.map { open[$0]!.file }).sorted(by: Self.isBefore) }
        }
        return files
    }

    /// Where a file that a diagnostic names stands.
    func fullPath(_ file: String) -> String {
        if file.hasPrefix("/") { return file }
        // What the site takes from another folder stands there.
        if let known = self.file(file), let upstream = known.upstream { return FileAddress.standardized("\(root)/\(upstream)/\(known.place)") }
        if file.hasPrefix("../") { return FileAddress.standardized("\(root)/\(file)") }
        // The settings stand for the folder.
        return "\(root)/\(file.isEmpty ? Site.path : file.hasPrefix("./") ? String(file.dropFirst(2)) : file)"
    }
}

extension ContentWorkspace {
    /// What the diagnostics are of.
    enum Sight {
        /// Not of what the author sees.
        case unseen
        /// Of what the author sees, but for what the last changes mean for the whole.
        case seen
        /// Not of what the author sees, and only a check of the whole can bring that about.
        case unseeable
    }

    private struct Changes {
        static let all = Changes(paths: nil)
        /// Nil where everything may have changed.
        private(set) var paths: Set<String>? = []

        var isAny: Bool { paths?.isEmpty != true }

        /// Nil for what everything depends on.
        mutating func note(_ path: String?) { if let path { paths?.insert(path) } else { paths = nil } }
    }
}

/// Says to other threads that a folder is no longer served.
final class Lifetime: Sendable {
    private let over = Mutex(false)

    var isOver: Bool { over.withLock { $0 } }
    func end() { over.withLock { $0 = true } }
}

extension Array {
    /// The first index for which `isAfter` holds, where it holds for all behind it.
    fileprivate func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
