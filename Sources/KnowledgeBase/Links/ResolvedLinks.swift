import SourceData

/// Where the links of one source lead: followed once, and asked by the address as it is written from then on.
public struct ResolvedLinks: Sendable {
    private var targets: [String: LinkTarget] = [:]
    /// Few lead to a value, and a value has room for much.
    private var facts: [String: Fact] = [:]

    mutating func add(_ destination: String, _ target: LinkTarget, _ fact: Fact?) {
        targets[destination] = target
        facts[destination] = fact
    }

    /// Nil for an address that leads nowhere.
    public func target(_ destination: String) -> LinkTarget? { targets[destination] }

    /// The value of a record that a link names, if it names one: its text is held to it.
    public func fact(_ destination: String) -> Fact? { facts[destination] }
}

extension ResolvedLinks {
    /// In a row of bytes, but for the values: a dictionary has room for as much again.
    struct Packed: Sendable {
        private let bytes: [UInt8]
        private let facts: [String: Fact]

        init(_ links: ResolvedLinks) {
            var archive = ArchiveWriter()
            archive.write(links.targets.count)
            for (destination, target) in links.targets {
                archive.write(destination)
                archive.write(target)
            }
            bytes = archive.bytes.withUnsafeBufferPointer { Array($0) }
            facts = links.facts
        }

        var links: ResolvedLinks {
            var links = ResolvedLinks()
            links.facts = facts
            var archive = ArchiveReader(bytes)
            do throws(ArchiveReader.Damaged) {
                let count = try archive.count()
                links.targets.reserveCapacity(count)
                for _ in 0..<count { links.targets[try archive.string()] = try archive.value() }
            } catch {
                preconditionFailure("links that this process packed cannot be read")
            }
            return links
        }
    }
}
