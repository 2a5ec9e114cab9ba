import Synchronization

/// A value for each key, worked out when it is first asked for, from any thread. Two threads that ask at once may both work it out, so that it has
/// to be the same each time.
public final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let known = Mutex<[Key: Value]>([:])

    public init() {}

    public func value(_ key: Key, _ make: () -> Value) -> Value {
        if let known = known.withLock({ $0[key] }) { return known }
        let value = make()
        known.withLock { $0[key] = value }
        return value
    }
}
