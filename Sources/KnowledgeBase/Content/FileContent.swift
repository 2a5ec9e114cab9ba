import Diagnostics
import SourceData
import Synchronization

/// The bytes of a file: in memory, or where they stand on the disk.
///
/// A build needs those of an article once, and most of its memory would be what it needs no more. What is read again is held to what it was: a
/// page is never made of other words than those that were checked.
final class FileContent: Sendable {
    private enum State {
        case held([UInt8])
        case released(front: [UInt8]?)
        case changed
    }

    private let state: Mutex<State>
    private let stamp: Stamp
    /// On this machine; nil where there is no file.
    private let place: String?

    init(_ bytes: [UInt8], stamp: Stamp, place: String? = nil) {
        state = Mutex(.held(bytes))
        self.stamp = stamp
        self.place = place
    }

    var bytes: [UInt8] {
        if case .held(let bytes) = state.withLock({ $0 }) { return bytes }
        guard !hasChanged, let place else { return [] }
        if let bytes = FolderListing.bytes(of: place), Stamp(bytes) == stamp { return bytes }
        state.withLock { $0 = .changed }
        return []
    }

    /// The front matter of an article without its last line, where it may have `changes` or `authors`; nil of others, which nobody asks for it.
    var front: [UInt8]? {
        switch state.withLock({ $0 }) {
        case .held(let bytes): Self.front(bytes)
        case .released(let front): front
        case .changed: nil
        }
    }

    var hasChanged: Bool { if case .changed = state.withLock({ $0 }) { true } else { false } }

    func release() {
        guard place != nil else { return }
        state.withLock { state in
            if case .held(let bytes) = state { state = .released(front: Self.front(bytes)) }
        }
    }

    private static func front(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBufferPointer { bytes in
            guard let end = bytes.firstPlace(of: "\n---", from: 3) else { return nil }
            let front = UnsafeBufferPointer(rebasing: bytes[..<end])
            return front.firstPlace(of: "changes") == nil && front.firstPlace(of: "authors") == nil ? nil : Array(front)
        }
    }
}
