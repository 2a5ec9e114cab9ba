import SourceData

/// A stretch of text as clients name it.
struct ClientRange: Hashable {
    let start: ClientPosition
    let end: ClientPosition

    init(start: ClientPosition, end: ClientPosition) {
        self.start = start
        self.end = end
    }

    /// Nil where it is none.
    init?(_ data: DataValue) {
        guard let start = data["start"].flatMap(ClientPosition.init), let end = data["end"].flatMap(ClientPosition.init) else { return nil }
        self.init(start: min(start, end), end: max(start, end))
    }

    var json: JSONValue { .object(["start": start.json, "end": end.json]) }

    /// True where the two share a place; a place between two characters counts.
    func touches(_ other: ClientRange) -> Bool { start <= other.end && other.start <= end }
}

extension ClientPosition {
    init?(_ data: DataValue) {
        guard let line = data["line"]?.integer, let character = data["character"]?.integer else { return nil }
        self.init(line: line, character: character)
    }

    var json: JSONValue { .object(["line": .integer(line), "character": .integer(character)]) }
}
