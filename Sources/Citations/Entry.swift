/// An entry of a reference list while it is put together: groups of elements, each closed by a full
/// stop. A group without text leaves nothing behind, so no element has to know which others exist.
struct Entry {
    private(set) var runs: [Run] = []

    /// Adds a group and its full stop, unless the group ends a sentence by itself.
    mutating func group(_ parts: Run...) { group(parts) }

    mutating func group(_ marked: [Run]) {
        let parts = marked.flatMap(\.marked)
        let text = parts.plainText
        if text.isEmpty { return }
        separate()
        parts.forEach { add($0) }
        if !text.endsSentence { add(.text(".")) }
    }

    mutating func group(_ text: String?) { group(.text(text ?? "")) }

    /// Adds what must be copied to the letter, and therefore has no full stop after it.
    mutating func locator(_ parts: Run...) {
        if parts.plainText.isEmpty { return }
        separate()
        parts.forEach { add($0) }
    }

    private mutating func separate() {
        if !runs.isEmpty { add(.text(" ")) }
    }

    private mutating func add(_ run: Run) {
        if run.plainText.isEmpty { return }
        if case .text(let more) = run, case .text(let text) = runs.last {
            runs[runs.count - 1] = .text(text + more)
        } else {
            runs.append(run)
        }
    }
}

extension String {
    /// True when a full stop after this text would be one too many.
    var endsSentence: Bool {
        guard let last = last(where: { !"\"”’'»".contains($0) }) else { return false }
        return ".?!…。？！".contains(last)
    }

    /// The text, or nothing when there is none.
    var nonEmpty: String? { isEmpty ? nil : self }
}
