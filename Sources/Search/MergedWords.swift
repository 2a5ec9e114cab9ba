import Foundation

/// The words of several lists, each in order, as one: every word once, with where it stands in the lists.
struct MergedWords {
    struct Place: Sendable, Equatable {
        private let partNumber: UInt32
        private let termNumber: UInt32

        init(part: Int, term: Int) {
            partNumber = UInt32(part)
            termNumber = UInt32(term)
        }

        var part: Int { Int(partNumber) }
        var term: Int { Int(termNumber) }
    }

    /// In order; places in that of the lists.
    private(set) var all: [[Place]] = []
    private let lists: [WordList]
    /// The next of each list that has one: a heap, the least first.
    private var heap: [Place] = []

    init(of lists: [WordList]) {
        self.lists = lists
        for part in lists.indices where lists[part].count > 0 {
            heap.append(Place(part: part, term: 0))
            rise(from: heap.count - 1)
        }
        while let least = heap.first {
            if let last = all.last, order(last[0], least) == 0 { all[all.count - 1].append(least) } else { all.append([least]) }
            if least.term + 1 < lists[least.part].count {
                heap[0] = Place(part: least.part, term: least.term + 1)
            } else {
                heap[0] = heap[heap.count - 1]
                heap.removeLast()
            }
            sink()
        }
    }

    /// Of the words that stand there: below nought, nought or above, as the first stands before the second.
    private func order(_ a: Place, _ b: Place) -> Int {
        lists[a.part][a.term].withUnsafeBufferPointer { a in
            lists[b.part][b.term].withUnsafeBufferPointer { b in
                let common = min(a.count, b.count)
                let order = common == 0 ? 0 : Int(memcmp(a.baseAddress!, b.baseAddress!, common))
                return order == 0 ? a.count - b.count : order
            }
        }
    }

    private func isBefore(_ a: Place, _ b: Place) -> Bool {
        let order = order(a, b)
        return order == 0 ? a.part < b.part : order < 0
    }

    private mutating func rise(from place: Int) {
        var place = place
        while place > 0, isBefore(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while place * 2 + 1 < heap.count {
            var child = place * 2 + 1
            if child + 1 < heap.count, isBefore(heap[child + 1], heap[child]) { child += 1 }
            guard isBefore(heap[child], heap[place]) else { return }
            heap.swapAt(place, child)
            place = child
        }
    }
}
