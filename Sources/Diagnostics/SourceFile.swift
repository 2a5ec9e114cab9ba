import Synchronization

/// A file that places are in, as a small number: a tree of a hundred places has a hundred numbers, and its path once.
public struct SourceFile: Hashable, Sendable {
    private let number: UInt32

    /// Path of the file, relative to the folder being built, with `/` between its parts.
    public init(_ path: String) {
        number = Self.known.withLock { known in
            if let number = known.numbers[path] { return number }
            let number = UInt32(known.paths.count)
            known.paths.append(path)
            known.numbers[path] = number
            return number
        }
    }

    public var path: String { Self.known.withLock { $0.paths[Int(number)] } }

    /// Every path that was named, for as long as the process lives: as many as there are files.
    private static let known = Mutex((paths: [String](), numbers: [String: UInt32]()))
}
