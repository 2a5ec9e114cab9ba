import Diagnostics
import KnowledgeBase
import SourceData

/// The parts of a record that its author has named, and how the addresses of places are made of their names.
struct RecordParts: Sendable {
    struct Part: Hashable, Sendable {
        let kind: Naming.Part
        let id: String
        /// What its places are called, or begin with.
        let place: String
    }

    private let parts: Set<Part>
    let measures: Set<String>

    /// Of the record that `value` is.
    init(_ value: DataValue, _ form: Shape.Form) {
        var parts = Set<Part>()
        var measures = Set<String>()
        ShapeWalk { kind, name, around in
            guard case .naming(.defines(let part)) = kind else { return }
            if part == .measure { measures.insert(name.value) }
            if let place = Self.place(of: part, name.value, around) { parts.insert(Part(kind: part, id: name.value, place: place)) }
        }.walk(value, form)
        self.parts = parts
        self.measures = measures
    }

    /// What the places of a part are called; nil for what has none of its own.
    static func place(of part: Naming.Part, _ id: String, _ around: ShapeWalk.Around) -> String? {
        switch part {
        case .fact, .item, .score, .outcome, .study, .pooled, .step: id
        case .option: around[.item].map { "\($0).\(id)" }
        case .threshold: around[.score].map { "\($0).\(id)" }
        case .arm: around[.study].map { "\($0).\(id)" }
        case .alert: "alert.\(id)"
        case .infusion: "infusion.\(id)"
        case .question, .measure: nil
        }
    }

    func has(_ kind: Naming.Part, _ id: String) -> Bool { parts.contains { $0.kind == kind && $0.id == id } }

    /// The part of which `place` is the very place.
    func named(_ place: String) -> Part? { parts.filter { $0.place == place }.min { $0.kind.rawValue < $1.kind.rawValue } }

    /// The parts whose names `place` is made of, and where in it each stands, in bytes.
    func names(in place: String) -> [(place: String, range: Range<Int>)] {
        if parts.contains(where: { $0.kind == .fact && $0.place == place }) { return [(place, 0..<place.utf8.count)] }
        var found: [(place: String, range: Range<Int>)] = []
        for part in parts where part.kind != .fact {
            let end = part.place.utf8.count
            if place == part.place || place.hasPrefix(part.place + ".") { found.append((part.place, (end - part.id.utf8.count)..<end)) }
        }
        // Points of an item by the column of a score.
        let isOfItem = parts.contains { $0.kind == .item && place.hasPrefix($0.place + ".") }
        if isOfItem, let score = parts.first(where: { $0.kind == .score && place.hasSuffix("." + $0.id) }) {
            let end = place.utf8.count
            found.append((score.place, (end - score.id.utf8.count)..<end))
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
