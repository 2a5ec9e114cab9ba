import Synchronization

/// Values that are given away one by one, from any thread, and are held no longer than until then.
package final class Handover<Value: Sendable>: Sendable {
    private let values: Mutex<[Value?]>

    package init(_ values: [Value?]) { self.values = Mutex(values) }

    /// Nil where there is none, or none any more.
    package func take(_ index: Int) -> Value? {
        values.withLock { values in
            defer { values[index] = nil }
            return values[index]
        }
    }
}
