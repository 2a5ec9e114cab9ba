import Diagnostics
import Foundation
import SourceData
import Synchronization

/// What the server has to do next.
enum Event {
    case message(Message)
    case malformed(Message.Malformed)
    /// Work that another thread has handed over.
    case work(@Sendable (LanguageServer) -> Void)
    /// Nothing more will come.
    case end
}

/// Messages from one file descriptor and to another. They are read on a thread of their own, so that a request can be taken back, and the latest
/// edit be known, while the server works.
final class MessageChannel: Sendable {
    private struct State {
        var events: [Event] = []
        var cancelled: Set<String> = []
    }

    private let state = Mutex(State())
    private let waiting = DispatchSemaphore(value: 0)
    private let output: Int32

    init(input: Int32, output: Int32) {
        self.output = output
        let thread = Thread { [self] in read(input) }
        thread.start()
    }

    /// The next event, in the order of their coming; nil where none comes within so many milliseconds.
    func next(within milliseconds: Int?) -> Event? {
        if let milliseconds {
            guard waiting.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return nil }
        } else {
            waiting.wait()
        }
        return state.withLock { $0.events.removeFirst() }
    }

    func add(_ event: sending Event) {
        state.withLock { [event] in $0.events.append(event) }
        waiting.signal()
    }

    /// True when the client no longer wants the answer; asked once.
    func isCancelled(_ id: JSONValue) -> Bool { state.withLock { $0.cancelled.remove(Message.key(id)) != nil } }

    /// Where whoever listened is gone, the end of the input says so.
    func send(_ message: JSONValue) { Descriptor.write(MessageFraming.framed(message.bytes), to: output) }

    private func read(_ input: Int32) {
        var framing = MessageFraming()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(input, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            framing.add(chunk[..<count])
            do {
                while let body = try framing.next() { take(body) }
            } catch {
                // Where the next message begins nobody knows.
                add(.malformed(.init(failure: Failure(.parseError, "the headers of a message cannot be read"), id: .null)))
                break
            }
        }
        add(.end)
    }

    private func take(_ body: [UInt8]) {
        do {
            let message = try Message(body)
            if case .notification("$/cancelRequest", let params) = message {
                if let id = params["id"].flatMap(Message.id) { cancel(id) }
                return
            }
            add(.message(message))
        } catch {
            add(.malformed(error))
        }
    }

    /// Only what still waits can be taken back.
    private func cancel(_ id: JSONValue) {
        state.withLock { state in
            let isThere = state.events.contains { event in if case .message(.request(let other, _, _)) = event { other == id } else { false } }
            if isThere { state.cancelled.insert(Message.key(id)) }
        }
    }
}
