/// The candidate an author most likely meant by `word`, if one is near enough.
///
/// Distance is optimal string alignment (insert, delete, replace, swap neighbours), case ignored;
/// near enough is at most a third of the word's length, and never more than 3.
public func nearMiss(_ word: String, in candidates: some Sequence<String>) -> String? {
    // Nobody means by a text of this length another of nearly this length.
    guard word.utf8.count <= 200 else { return nil }
    let wanted = Array(word.lowercased().unicodeScalars)
    let limit = min(3, max(1, wanted.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in Set(candidates).sorted() where candidate != word {
        let other = Array(candidate.lowercased().unicodeScalars)
        guard abs(other.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, other)
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
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
