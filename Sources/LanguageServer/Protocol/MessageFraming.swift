/// Takes messages out of a stream of bytes: headers, an empty line, and as many bytes as the headers say.
struct MessageFraming {
    /// Headers that say no length, or one that no message has.
    struct Malformed: Error {}

    /// Nobody edits text of this size, and a length beyond it is a slip of the other side.
    private static let longest = 200_000_000
    private static let longestHeader = 8192

    private var buffer: [UInt8] = []
    private var start = 0

    mutating func add(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

    /// The body of the next message that is there whole; nil where none is.
    mutating func next() throws(Malformed) -> [UInt8]? {
        guard let (length, body) = try header() else { return nil }
        guard buffer.count - body >= length else { return nil }
        let message = Array(buffer[body..<(body + length)])
        start = body + length
        if start == buffer.count || start > 1 << 20 {
            buffer.removeFirst(start)
            start = 0
        }
        return message
    }

    /// The length of the body, and where it begins; nil where the headers are not there whole.
    private func header() throws(Malformed) -> (length: Int, body: Int)? {
        var length: Int?
        var line = start
        while let end = buffer[line...].firstIndex(of: 0x0A) {
            var text = buffer[line..<end]
            if text.last == 0x0D { text.removeLast() }
            line = end + 1
            if text.isEmpty {
                // Lines between two messages are passed over.
                guard let length else { throw Malformed() }
                return (length, line)
            }
            let header = String(decoding: text, as: UTF8.self)
            guard let colon = header.firstIndex(of: ":") else { throw Malformed() }
            guard header[..<colon].lowercased() == "content-length" else { continue }
            let value = header[header.index(after: colon)...].drop(while: \.isWhitespace)
            guard let number = Int(value), (0...Self.longest).contains(number) else { throw Malformed() }
            length = number
        }
        if buffer.count - start > Self.longestHeader { throw Malformed() }
        return nil
    }

    /// A message as it is sent.
    static func framed(_ body: [UInt8]) -> [UInt8] { Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body }
}
