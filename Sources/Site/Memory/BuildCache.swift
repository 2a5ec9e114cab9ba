import Foundation
import KnowledgeBase
public import SourceData

/// What builds remember over the end of a process, in one folder that may be deleted at any time.
///
/// Nothing in it is an answer by itself: each part is kept with the stamp of what it was worked out from, and is used only where the
/// bytes that are there now have that stamp. What another version of Materia wrote, or what is damaged, is passed over.
public struct BuildCache: Sendable {
    /// What is remembered of one site.
    struct Memory: Sendable {
        var load = LoadMemory()
        var pages = PageMemory()
    }

    private let folder: String
    private let file: String
    private let identity: Stamp

    /// Files that nothing has touched for so long are of sites that are gone, or of versions that are.
    private static let keptDays = 30.0
    private static let prefix = "site-"

    /// `identity` tells one version of Materia from another; `site` names what is built and where to.
    public init(folder: String, identity: Stamp, site: [String]) {
        self.folder = folder
        self.identity = identity
        let name = Stamp(site.joined(separator: "\0"))
        file = "\(folder)/\(Self.prefix)\(Self.hexadecimal(name.high))\(Self.hexadecimal(name.low))"
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// What the last build remembered; nothing where there was none, or none that can be used.
    func load() -> Recalled {
        guard let bytes = FolderListing.bytes(of: file) else { return Recalled() }
        var archive = ArchiveReader(bytes)
        do throws(ArchiveReader.Damaged) {
            guard try archive.stamp() == identity else { return Recalled() }
            let stamp = try archive.stamp()
            let first = try archive.raw()
            let rest = archive.rest()
            guard stamp == Self.stamp(first, rest) else { return Recalled() }
            var reader = ArchiveReader(first)
            let finished: FinishedBuild? = try reader.optional()
            return Recalled(finished: finished, rest: rest)
        } catch {
            return Recalled()
        }
    }

    /// What is remembered, of which most is read only when it is asked for.
    struct Recalled {
        var finished: FinishedBuild?
        fileprivate var rest: [UInt8] = []

        func memory() -> Memory {
            var archive = ArchiveReader(rest)
            do throws(ArchiveReader.Damaged) {
                var memory = Memory()
                memory.load = try archive.value()
                memory.pages = try archive.value()
                return archive.isAtEnd ? memory : Memory()
            } catch {
                return Memory()
            }
        }
    }

    /// Keeps `memory` for the next build. Nothing is lost but time where that cannot be done.
    func save(_ finished: FinishedBuild?, _ memory: Memory) {
        var first = ArchiveWriter()
        first.write(finished)
        var second = ArchiveWriter()
        second.write(memory.load)
        second.write(memory.pages)
        var head = ArchiveWriter()
        head.write(identity)
        head.write(Self.stamp(first.bytes, second.bytes))
        head.write(first.bytes)
        // What is built may be confidential, and the folder is often a home's.
        let options: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        guard (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: options)) != nil else { return }
        let next = "\(file).\(ProcessInfo.processInfo.processIdentifier)"
        guard Self.write([head.bytes, second.bytes], to: next), rename(next, file) == 0 else {
            unlink(next)
            return
        }
        forgetOldFiles()
    }

    private static func stamp(_ first: [UInt8], _ second: [UInt8]) -> Stamp { Stamp([Stamp(first), Stamp(second)]) }

    /// One part behind the other, as they are in memory: together they are as much as a tenth of a build takes. False where that cannot be done.
    private static func write(_ parts: [[UInt8]], to path: String) -> Bool {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]), let file = FileHandle(forWritingAtPath: path)
        else { return false }
        do {
            for part in parts {
                try part.withUnsafeBytes { bytes in
                    guard let start = bytes.baseAddress else { return }
                    try file.write(contentsOf: Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none))
                }
            }
            try file.close()
            return true
        } catch {
            return false
        }
    }

    private func forgetOldFiles() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(Self.prefix) {
            let path = "\(folder)/\(name)"
            let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let date, date.timeIntervalSinceNow < -Self.keptDays * 86400 { unlink(path) }
        }
    }
}
