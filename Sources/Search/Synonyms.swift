/// Names of the same thing: what is looked for by one is found by the others.
package enum Synonyms {
    /// A name, folded, and the others it has.
    package struct Entry: Sendable, Equatable {
        let words: [String]
        let others: [[String]]
        /// The first word.
        var first: String { words[0] }

        /// Of words as `Words.folded` gives them.
        package init(words: [String], others: [[String]]) {
            self.words = words
            self.others = others
        }
    }

    /// Names of one thing, or of one thing and what it belongs to.
    package struct Set: Sendable {
        let names: [String]
        /// Found by the names, and not the other way round.
        let wider: [String]

        /// `wider` are names of what this belongs to: looking for a brand finds the drug.
        package init(_ names: [String], wider: [String] = []) {
            self.names = names
            self.wider = wider
        }
    }

    /// Others than this many are left out: each is a search of its own.
    private static let most = 6

    /// In the order of the words. A name of several things has the others of them all.
    package static func entries(_ sets: [Set]) -> [Entry] {
        var found: [[String]: [[String]]] = [:]
        for set in sets {
            let names = set.names.map(Words.folded).filter { !$0.isEmpty && $0.count <= 6 }
            let wider = set.wider.map(Words.folded).filter { !$0.isEmpty && $0.count <= 6 }
            for name in names {
                for other in names + wider where other != name && !found[name, default: []].contains(other) { found[name, default: []].append(other) }
            }
        }
        return found.filter { !$0.value.isEmpty }
            .map { Entry(words: $0.key, others: Array($0.value.prefix(most))) }
            .sorted { Array($0.words.joined(separator: " ").utf8).lexicographicallyPrecedes(Array($1.words.joined(separator: " ").utf8)) }
    }
}
