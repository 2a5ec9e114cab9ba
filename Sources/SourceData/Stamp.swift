import CContentHash
import Diagnostics

/// Tells one state of something from another: the same bytes have the same stamp, in any process and on any machine.
///
/// 128 bits of XXH3. Against accidents, not against somebody who makes bytes to deceive: it decides what is worked out again, and who
/// can write the content can do so without it.
public struct Stamp: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public init(_ bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Stamp($0) }
    }

    public init(_ bytes: UnsafeRawBufferPointer) {
        let hash = materia_content_hash(bytes.baseAddress, bytes.count)
        self.init(high: hash.high, low: hash.low)
    }

    public init(_ text: String) { self = text.withBytes { Stamp(UnsafeRawBufferPointer($0)) } }

    /// Of what `write` writes: the same values have the same stamp.
    public init(_ write: (inout ArchiveWriter) -> Void) {
        var archive = ArchiveWriter(isCanonical: true)
        write(&archive)
        self.init(archive.bytes)
    }

    /// The stamp of several in this order.
    public init(_ parts: some Sequence<Stamp>) {
        self.init { archive in for part in parts { archive.write(part) } }
    }

    /// Of what there is nothing of.
    public static let none = Stamp(high: 0, low: 0)
}
