/// What a client counts the characters of a line in.
enum PositionEncoding: String {
    case utf8 = "utf-8"
    case utf16 = "utf-16"

    /// UTF-8 where the client offers it, which needs no counting; otherwise the default of the protocol.
    init(offered: [String]) { self = offered.contains(PositionEncoding.utf8.rawValue) ? .utf8 : .utf16 }
}

/// A place as clients name it: both count from 0.
struct ClientPosition: Hashable, Comparable {
    var line: Int
    var character: Int

    static func < (a: ClientPosition, b: ClientPosition) -> Bool { (a.line, a.character) < (b.line, b.character) }
}
