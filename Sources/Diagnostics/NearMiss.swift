/// The candidate an author most likely meant by `word`, if one is near enough.
///
/// Distance is optimal string alignment (insert, delete, replace, swap neighbours), case ignored;
/// near enough is at most a third of the word's length, and never more than 3.
public func nearMiss(_ word: String, in candidates: some Sequence<String>) -> String? {
    // Nobody means by a text of this length another of nearly this length.
    guard word.utf8.count <= 200 else { return nil }
    let wanted = Array(word.lowercased().unicodeScalars)
    let limit = min(3, max(1, wanted.count / 3))
    let letters = Letters(of: word)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != word {
        // Most candidates are ruled out by a look at their bytes: there may be thousands of words and thousands of candidates.
        guard letters.isNear(Letters(of: candidate), limit) else { continue }
        let other = Array(candidate.lowercased().unicodeScalars)
        guard abs(other.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, other)
        guard distance <= limit else { continue }
        if let best, (best.distance, best.candidate) <= (distance, candidate) { continue }
        best = (candidate, distance)
    }
    return best?.candidate
}

/// Which letters and digits a word has, case ignored, and how long it is.
private struct Letters {
    private var present: UInt64 = 0
    private var count = 0
    private var isASCII = true

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

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1...a.count {
        for j in 1...b.count {
            let cost = a[i - 1] == b[j - 1] ? 0 : 1
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
            }
        }
    }
    return rows[a.count][b.count]
}
