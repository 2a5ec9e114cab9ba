import Parallelism
import SourceData
import Synchronization

/// The compressed forms of the files of one build: those that a build before made of the same bytes are kept, others are made.
final class Packing: Sendable {
    private let compression: Compression
    private let former: PackingMemory
    private let found: Mutex<[String: PackingMemory.Entry]> = Mutex([:])

    /// `memory` is what the last build remembered.
    init(_ compression: Compression, _ memory: PackingMemory?) {
        self.compression = compression
        former = memory?.identity == compression.identity ? memory! : PackingMemory(identity: compression.identity, entries: [:])
    }

    /// What the next build is to remember.
    var memory: PackingMemory { PackingMemory(identity: compression.identity, entries: found.withLock { $0 }) }

    /// The stamps of the forms of `files`, as far as they are remembered.
    func known(_ files: [String: Stamp]) -> [String: Stamp] {
        var known: [String: Stamp] = [:]
        for (path, stamp) in files { if let entry = entry(path, stamp) { known.merge(entry.forms) { old, _ in old } } }
        return known
    }

    /// True where nothing is known of the forms that some text among `paths` will have.
    func isOpen(_ paths: Set<String>, known: [String: Stamp]) -> Bool {
        paths.contains { path in Compression.isText(path) && known[path].flatMap { entry(path, $0) } == nil }
    }

    /// Makes the forms of a file that is published now, from any thread.
    func add(_ file: OutputFile, to publication: Publication, but kept: Set<String> = []) {
        guard Compression.isText(file.path) else { return }
        let forms = compression.forms(of: file)
        let entry = PackingMemory.Entry(source: Stamp(file.bytes), forms: Dictionary(uniqueKeysWithValues: forms.map { ($0.path, Stamp($0.bytes)) }))
        found.withLock { $0[file.path] = entry }
        for form in forms where !kept.contains(form.path) { publication.add(form) }
    }

    /// Of the files that stay as they are, with these stamps: forms that stay are remembered, and what lacks one gets it.
    func complete(_ kept: Set<String>, known: [String: Stamp], of folder: OutputFolder, to publication: Publication, threads: Int) {
        var lacking: [String] = []
        for path in kept where Compression.isText(path) {
            if let stamp = known[path], let entry = entry(path, stamp), entry.forms.keys.allSatisfy(kept.contains) {
                found.withLock { $0[path] = entry }
            } else {
                lacking.append(path)
            }
        }
        _ = Parallel.map(lacking.sorted(), threads: threads) { path in
            guard let bytes = folder.bytes(of: path) else {
                return publication.fail(OutputFolder.Failure(description: "cannot read '\(folder.path)/\(path)'"))
            }
            self.add(OutputFile(path: path, bytes: bytes), to: publication, but: kept)
        }
    }

    private func entry(_ path: String, _ stamp: Stamp) -> PackingMemory.Entry? { former.entries[path].flatMap { $0.source == stamp ? $0 : nil } }
}

/// The stamps of compressed forms, with those of what they were made of.
struct PackingMemory: Sendable {
    struct Entry: Sendable {
        let source: Stamp
        /// By path; none where the file is small.
        let forms: [String: Stamp]
    }

    /// What made them.
    let identity: String
    /// By the path of the file.
    let entries: [String: Entry]

    /// Of all forms, by path.
    var stamps: [String: Stamp] { entries.values.reduce(into: [:]) { all, entry in all.merge(entry.forms) { old, _ in old } } }
}

extension PackingMemory: Archived {
    func write(to archive: inout ArchiveWriter) {
        archive.write(identity)
        archive.write(entries.count)
        for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
            archive.write(path)
            archive.write(entry.source)
            archive.write(entry.forms.count)
            for (form, stamp) in entry.forms.sorted(by: { $0.key < $1.key }) {
                archive.write(form)
                archive.write(stamp)
            }
        }
    }

    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        identity = try archive.string()
        var entries: [String: Entry] = [:]
        for _ in 0..<(try archive.count()) {
            let path = try archive.string()
            let source = try archive.stamp()
            var forms: [String: Stamp] = [:]
            for _ in 0..<(try archive.count()) {
                let form = try archive.string()
                forms[form] = try archive.stamp()
            }
            entries[path] = Entry(source: source, forms: forms)
        }
        self.entries = entries
    }
}
