import FlyingFox
import FlyingSocks
import Foundation

/// Lets every part of an answer go as soon as it is there.
///
/// The server sends the head of an answer and its body apart; a system that waits for more to send along keeps the body back until
/// the head is acknowledged, which takes a browser 40 ms.
struct PromptPool: AsyncSocketPool {
    private let pool: any AsyncSocketPool

    init() { pool = HTTPServer.defaultPool() }

    func prepare() async throws { try await pool.prepare() }
    func run() async throws { try await pool.run() }

    /// The first to wait is the socket that listens; those it accepts are as it is.
    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
        try await pool.suspendSocket(socket, untilReadyFor: events)
    }
}
