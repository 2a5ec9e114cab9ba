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
    /// True where something has changed since the last check of the whole.
    private(set) var isStale = true
    /// The files that have changed since; nil where everything has to be checked.
    private var changed: Set<String>?
    /// True where the diagnostics are of what the author sees, but for what the last change means for the whole.
    private(set) var isLookedAt = false

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
        upstream = extends ? UpstreamFolder(of: root)?.path : nil
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
        let earlier = isStale ? changed : []
        changed = path.flatMap { earlier?.union([$0]) }
        (isStale, isLookedAt) = (true, false)
    }

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

    /// Brings the diagnostics up to what the author sees, by the least that does. A check of the whole may still be to come.
    func look() {
        guard isStale, !isLookedAt else { return }
        let edited = (changed ?? []).sorted().compactMap { path in open[path]?.file ?? own(path) }
        guard let changed, edited.count == changed.count, changed.count <= Self.mostLookedAt, let knowledgeBase, names != nil,
            let found = memory.look(at: edited, in: knowledgeBase, isStrict: options.isStrict, bytes: { self.file($0)?.bytes })
        else { return check() }
        for file in edited { if let index = index(file.path) { files[index] = file } }
        diagnostics = Dictionary(grouping: found, by: \.position.file)
        isLookedAt = true
    }

    /// Checks the folder where something has changed.
    func check() {
        guard isStale else { return }
        (isStale, isLookedAt, changed) = (false, false, nil)
        var files = disk.files.map { $0.upstream == nil ? open[$0.path]?.file ?? $0 : $0 }
        if !open.isEmpty {
            let known = Set(disk.files.lazy.filter { $0.upstream == nil && self.open[$0.path] != nil }.map(\.path))
            let new = open.keys.filter { !known.contains($0) }
            if !new.isEmpty { files = (files + new.map { open[$0]!.file }).sorted(by: Self.isBefore) }
        }
        self.files = files
        let result = memory.check(
            files, found: disk.found, renames: renames, themes: themes, themeStamp: themeStamp,
            options: .init(threads: options.threads, today: options.today()), isStrict: options.isStrict)
        knowledgeBase = result.knowledgeBase ?? knowledgeBase
        names = result.knowledgeBase.map { Names($0, files: files) }
        diagnostics = Dictionary(grouping: result.diagnostics, by: \.position.file)
        if let cache {
            self.cache = nil
            Thread { [memory] in memory.save(to: cache) }.start()
        }
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
