import Foundation
import Synchronization

/// Work spread over threads with results in the order of the input, so that the number of threads never shows.
public enum Parallel {
    public static var defaultThreadCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// `progress` is told, from any of the threads, how many inputs are done.
    public static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], threads: Int = defaultThreadCount, progress: @escaping @Sendable (Int) -> Void = { _ in },
        _ transform: @escaping @Sendable (Input) -> Output
    ) -> [Output] {
        guard threads > 1, inputs.count > 1 else {
            return inputs.enumerated().map { index, input in
                defer { progress(index + 1) }
                return transform(input)
            }
        }
        let state = Shared<Output>(count: inputs.count)
        let group = DispatchGroup()
        for _ in 0..<min(threads, inputs.count) {
            group.enter()
            let thread = Thread {
                while let index = state.takeIndex() {
                    progress(state.store(transform(inputs[index]), at: index))
                }
                group.leave()
            }
            // Markdown and YAML are walked recursively; the default of a secondary thread is a sixteenth of this.
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
        return state.results()
    }

    private final class Shared<Output: Sendable>: Sendable {
        private let count: Int
        private let next = Mutex(0)
        private let outputs: Mutex<(values: [Output?], done: Int)>

        init(count: Int) {
            self.count = count
            outputs = Mutex(([Output?](repeating: nil, count: count), 0))
        }

        func takeIndex() -> Int? {
            next.withLock { next in
                guard next < count else { return nil }
                defer { next += 1 }
                return next
            }
        }

        /// How many outputs there are now.
        func store(_ output: Output, at index: Int) -> Int {
            outputs.withLock { outputs in
                outputs.values[index] = output
                outputs.done += 1
                return outputs.done
            }
        }

        func results() -> [Output] { outputs.withLock { $0.values.map { $0! } } }
    }
}
