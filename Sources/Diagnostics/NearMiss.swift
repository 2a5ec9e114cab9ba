/// The candidate an author most likely meant by `word`, if one is near enough.
///
/// Distance is optimal string alignment (insert, delete, replace, swap neighbours), case ignored;
/// near enough is at most a third of the word's length, and never more than 3.
public func nearMiss(_ word: String, in candidates: some Sequence<String>) -> String? {
    // Nobody means by a text of this length another of nearly this length.
    guard word.utf8.count <= 200 else { return nil }
    let wanted = Array(word.lowercased().unicodeScalars)
    var limit = min(3, max(1, wanted.count / 3))
    let letters = Letters(of: word)
    // Most words are ASCII, and need no memory of their own for each.
    let wantedBytes = letters.isASCII ? wanted.map { UInt8($0.value) } : []
    var bytes: [UInt8] = []
    var best: String?
    for candidate in candidates where candidate != word {
        // Most candidates are ruled out by a look at their bytes: there may be thousands of words and thousands of candidates.
        let others = Letters(of: candidate)
        guard letters.isNear(others, limit) else { continue }
        let found: Int?
        if letters.isASCII, others.isASCII {
            bytes.removeAll(keepingCapacity: true)
            for byte in candidate.utf8 { bytes.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
            found = editDistance(wantedBytes, bytes, atMost: limit)
        } else {
            found = editDistance(wanted, Array(candidate.lowercased().unicodeScalars), atMost: limit)
        }
        guard let distance = found else { continue }
        if let best, distance == limit, best <= candidate { continue }
        (best, limit) = (candidate, distance)
    }
    return best
}

/// Which letters and digits a word has, case ignored, and how long it is.
private struct Letters {
    private var present: UInt64 = 0
    private var count = 0
    private(set) var isASCII = true

    init(of word: String) {
        word.withBytes { bytes in
            count = bytes.count
            for byte in bytes {
                switch byte {
                case 0x61...0x7A: present |= 1 << UInt64(byte - 0x61)
                case 0x41...0x5A: present |= 1 << UInt64(byte - 0x41)
                case 0x30...0x39: present |= 1 << UInt64(byte - 0x30 + 26)
                case 0x2D...0x2F: present |= 1 << UInt64(byte - 0x2D + 36)
                case 0x80...: isASCII = false
                default: present |= 1 << 40
                }
            }
        }
    }

    /// False where more than `limit` changes part the two.
    func isNear(_ other: Letters, _ limit: Int) -> Bool {
        guard isASCII, other.isASCII else { return true }
        return abs(count - other.count) <= limit && (present & ~other.present).nonzeroBitCount <= limit && (other.present & ~present).nonzeroBitCount <= limit
    }
}

/// `did you mean '…'?` for the nearest candidate, or what the candidates are when they are few.
public func suggestion(for word: String, among candidates: some Collection<String>) -> String? {
    if let near = nearMiss(word, in: candidates) { return "did you mean '\(near)'?" }
    guard !candidates.isEmpty, candidates.count <= 24 else { return nil }
    return "use one of: \(candidates.sorted().joined(separator: ", "))"
}

/// Nil where it is more than `limit`, which most rows of the table show before they are full.
private func editDistance<Letter: Equatable>(_ a: [Letter], _ b: [Letter], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    let width = b.count + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
        var (before, last, row) = (0, width, 2 * width)
        var leastBefore = 0
        for j in 0...b.count {
            rows[before + j] = limit + 1
            rows[last + j] = j
        }
        for i in 1...a.count {
            // What is further from the middle is more than the limit in any case.
            let (from, to) = (max(1, i - limit), min(b.count, i + limit))
            rows[row] = i
            if from > 1 { rows[row + from - 1] = limit + 1 }
            if to < b.count { rows[row + to + 1] = limit + 1 }
            var least = limit + 1
            if from <= to {
                for j in from...to {
                    let cost = a[i - 1] == b[j - 1] ? 0 : 1
                    var distance = min(rows[last + j] + 1, rows[row + j - 1] + 1, rows[last + j - 1] + cost)
                    if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, rows[before + j - 2] + 1) }
                    rows[row + j] = distance
                    least = min(least, distance)
                }
            }
            // A swap looks two rows back, and no further.
            if least > limit, leastBefore > limit { return nil }
            leastBefore = least
            (before, last, row) = (last, row, before)
        }
        let distance = rows[last + b.count]
        return distance <= limit ? distance : nil
    }
}
