import SourceData

/// Where the links of one source lead: followed once, and asked by the address as it is written from then on.
public struct ResolvedLinks: Sendable {
    private struct Link: Sendable {
        let destination: String
        var target: LinkTarget
    }

    /// In the order of their addresses: all articles have theirs in memory at once, and a dictionary has as much room again.
    private var links: [Link] = []
    /// Few lead to a value, and a value has room for much.
    private var facts: [String: Fact] = [:]

    mutating func add(_ destination: String, _ target: LinkTarget, _ fact: Fact?) {
        let place = place(of: destination)
        if place < links.count, links[place].destination == destination {
            links[place].target = target
        } else {
            links.insert(Link(destination: destination, target: target), at: place)
        }
        facts[destination] = fact
    }

    /// Nil for an address that leads nowhere.
    public func target(_ destination: String) -> LinkTarget? {
        let place = place(of: destination)
        return place < links.count && links[place].destination == destination ? links[place].target : nil
    }

    /// The value of a record that a link names, if it names one: its text is held to it.
    public func fact(_ destination: String) -> Fact? { facts[destination] }

    /// In a row of bytes, but for the values.
    struct Packed: Sendable {
        fileprivate let bytes: [UInt8]
        fileprivate let facts: [String: Fact]
    }

    var packed: Packed {
        var archive = ArchiveWriter()
        archive.write(links.count)
        for link in links {
            archive.write(link.destination)
            archive.write(link.target)
        }
        return Packed(bytes: archive.bytes.withUnsafeBufferPointer { Array($0) }, facts: facts)
    }

    init() {}

    init(_ packed: Packed) {
        facts = packed.facts
        var archive = ArchiveReader(packed.bytes)
        do throws(ArchiveReader.Damaged) {
            for _ in 0..<(try archive.count()) { links.append(Link(destination: try archive.string(), target: try archive.value())) }
        } catch {
            preconditionFailure("links that this process packed cannot be read")
        }
    }

    /// Of the first address that does not stand before `destination`.
    private func place(of destination: String) -> Int {
        var (low, high) = (0, links.count)
        while low < high {
            let middle = (low + high) / 2
            if links[middle].destination < destination { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
