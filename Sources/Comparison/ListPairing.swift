import SourceData

/// Which entries of two lists are the same, before and now.
struct ListPairing {
    /// Places in the old and the new list, in the order of the new one.
    private(set) var pairs: [(old: Int, new: Int)] = []
    let removed: [Int]
    let added: [Int]

    /// Entries with an id go by it. Others are the same where all they say is, then where what tells them from others is, then in their order.
    init(_ old: [DataValue], _ new: [DataValue]) {
        var openOld = Array(old.indices)
        var openNew = Array(new.indices)
        var found: [(old: Int, new: Int)] = []
        func pair(_ key: (DataValue) -> String?) {
            var places: [String: [Int]] = [:]
            for index in openOld { if let key = key(old[index]) { places[key, default: []].append(index) } }
            var left: [Int] = []
            for index in openNew {
                guard let key = key(new[index]), let first = places[key]?.first else {
                    left.append(index)
                    continue
                }
                places[key]?.removeFirst()
                found.append((first, index))
                openOld.removeAll { $0 == first }
            }
            openNew = left
        }
        pair { $0["id"]?.text }
        pair(\.canonical)
        for key in Self.telling { pair { value in value[key].map { "\(key) \($0.canonical)" } } }
        if openOld.count == openNew.count {
            found += zip(openOld, openNew).map { ($0, $1) }
            (openOld, openNew) = ([], [])
        }
        pairs = found.sorted { $0.new < $1.new }
        removed = openOld
        added = openNew
    }

    private static let telling = ["term", "when", "patient", "indication", "name", "reference", "date", "for", "system", "hazard", "label", "task"]

    /// True where those that stay stand in another order.
    var isReordered: Bool { zip(pairs, pairs.dropFirst()).contains { $0.old > $1.old } }
}
