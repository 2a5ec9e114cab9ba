import Synchronization

/// How long each step of a run took, by the clock, in the order of the steps, and how much of what there is it had to work on.
public final class Timings: Sendable {
    public struct Share: Hashable, Sendable {
        public let done: Int
        public let all: Int
    }

    private let measured = Mutex<[(step: String, seconds: Double)]>([])
    private let counted = Mutex<[String: Share]>([:])

    public init() {}

    public var steps: [(step: String, seconds: Double)] { measured.withLock { $0 } }
    /// Of the steps that can be spared.
    public var shares: [String: Share] { counted.withLock { $0 } }

    /// Notes that a step had to be done for `done` of `all` files or pages.
    public func count(_ step: String, _ done: Int, of all: Int) { counted.withLock { $0[step] = Share(done: done, all: all) } }

    /// Runs `body` and notes how long it took.
    public func measure<T, E: Error>(_ step: String, _ body: () throws(E) -> T) throws(E) -> T {
        let start = ContinuousClock.now
        defer {
            let (seconds, attoseconds) = (ContinuousClock.now - start).components
            let time = Double(seconds) + Double(attoseconds) / 1e18
            measured.withLock { measured in
                if let index = measured.firstIndex(where: { $0.step == step }) { measured[index].seconds += time } else { measured.append((step, time)) }
            }
        }
        return try body()
    }
}
