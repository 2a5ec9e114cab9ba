import Synchronization

/// How long each step of a run took, by the clock, in the order of the steps.
public final class Timings: Sendable {
    private let measured = Mutex<[(step: String, seconds: Double)]>([])

    public init() {}

    public var steps: [(step: String, seconds: Double)] { measured.withLock { $0 } }

    /// Runs `body` and notes how long it took.
    public func measure<T, E: Error>(_ step: String, _ body: () throws(E) -> T) throws(E) -> T {
        let start = ContinuousClock.now
        defer {
            let (seconds, attoseconds) = (ContinuousClock.now - start).components
            measured.withLock { $0.append((step, Double(seconds) + Double(attoseconds) / 1e18)) }
        }
        return try body()
    }
}
