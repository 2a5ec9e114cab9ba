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
            guard try archive.stamp() == identity, try archive.stamp() == archive.stampOfRest() else { return Recalled() }
            let finished: FinishedBuild? = try archive.optional()
            return Recalled(finished: finished, rest: archive.rest())
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
        let content = first.bytes + second.bytes
        var archive = ArchiveWriter()
        archive.write(identity)
        archive.write(Stamp(content))
        // What is built may be confidential, and the folder is often a home's.
        let options: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        guard (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: options)) != nil else { return }
        let next = "\(file).\(ProcessInfo.processInfo.processIdentifier)"
        guard FileManager.default.createFile(atPath: next, contents: Data(archive.bytes + content), attributes: [.posixPermissions: 0o600]),
            rename(next, file) == 0
        else {
            unlink(next)
            return
        }
        forgetOldFiles()
    }

    private func forgetOldFiles() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(Self.prefix) {
            let path = "\(folder)/\(name)"
            let date = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let date, date.timeIntervalSinceNow < -Self.keptDays * 86400 { unlink(path) }
        }
    }
}
