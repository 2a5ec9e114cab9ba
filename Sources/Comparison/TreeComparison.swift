import Diagnostics
import KnowledgeBase
import SourceData

/// Two states of one file of keys and values, walked together: whatever one says and the other does not is a change.
///
/// It goes by the file and not by what was made of it, so that no value can be forgotten. Comments, layout and the order of keys are none.
struct TreeComparison {
    let page: Change.Page
    /// What ids are called, before and now.
    let names: Sides<SaidValue>
    /// Ids of facts and their words, by where their values stand.
    let facts: Sides<FactPlaces>
    /// The group of a value by the keys that lead to it.
    let group: ([String]) -> Change.Group
    private(set) var changes: [Change] = []

    init(page: Change.Page, names: Sides<SaidValue>, facts: Sides<FactPlaces>, group: @escaping ([String]) -> Change.Group) {
        self.page = page
        self.names = names
        self.facts = facts
        self.group = group
    }

    /// Where the walk has come to.
    private struct Way {
        var keys: [String] = []
        var words: [String] = []
        /// Of the keys, where facts may have their places.
        var oldKey: SourcePosition?
        var newKey: SourcePosition?
        /// The key by whose value an entry of a list is called.
        var named: String?
        /// Its number in the list, from 1.
        var number = 0
    }

    mutating func compare(_ old: DataValue?, _ new: DataValue?) { compare(old, new, Way()) }

    private mutating func compare(_ old: DataValue?, _ new: DataValue?, _ way: Way) {
        let old = old.flatMap { $0.saysNothing ? nil : $0 }
        let new = new.flatMap { $0.saysNothing ? nil : $0 }
        switch (old, new) {
        case (nil, nil): break
        // A condition is one statement: half of it would say something else.
        case (let old?, let new?) where ["when", "rule"].contains(way.keys.last): if old.canonical != new.canonical { add(old, new, way) }
        case (.mapping(let olds, _)?, .mapping(let news, _)?): compare(olds, news, way)
        case (.sequence(let olds, _)?, .sequence(let news, _)?): compare(olds, news, way)
        case (let old?, let new?):
            if old.canonical != new.canonical { add(old, new, way) }
        case (nil, .sequence(let news, _)?) where !news.contains { $0.text != nil }: compare([], news, way)
        case (.sequence(let olds, _)?, nil) where !olds.contains { $0.text != nil }: compare(olds, [], way)
        // A file that is new or gone is told value by value.
        case (nil, .mapping(let news, _)?) where way.words.isEmpty: compare([], news, way)
        case (.mapping(let olds, _)?, nil) where way.words.isEmpty: compare(olds, [], way)
        default: add(old, new, way)
        }
    }

    private mutating func compare(_ olds: [DataValue.Entry], _ news: [DataValue.Entry], _ way: Way) {
        let oldByKey = Dictionary(olds.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let newByKey = Dictionary(news.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for key in news.map(\.key) + olds.map(\.key).filter({ newByKey[$0] == nil }) {
            var next = way
            next.keys.append(key)
            // Where the name of a row is what is another, both names are its value.
            if key == "when", way.named == "when" { next.words[next.words.count - 1] = "row \(way.number)" }
            next.words.append(names.new.names[key] ?? FieldWords.words(key, under: way.keys.last))
            next.named = nil
            next.oldKey = oldByKey[key]?.keyPosition
            next.newKey = newByKey[key]?.keyPosition
            compare(oldByKey[key]?.value, newByKey[key]?.value, next)
        }
    }

    private mutating func compare(_ olds: [DataValue], _ news: [DataValue], _ way: Way) {
        let pairing = ListPairing(olds, news)
        func inside(_ value: DataValue, _ said: SaidValue, _ index: Int, of count: Int) -> Way {
            var next = way
            guard value.text == nil else { return next }
            next.number = index + 1
            if let key = way.keys.last, let word = FieldWords.singular(key), !next.words.isEmpty { next.words[next.words.count - 1] = word }
            if let name = said.name(of: value) {
                next.words.append(name.words)
                next.named = name.key
            } else if count > 1 {
                next.words.append("no. \(index + 1)")
            }
            return next
        }
        for (old, new) in pairing.pairs { compare(olds[old], news[new], inside(news[new], names.new, new, of: news.count)) }
        for new in pairing.added { compare(nil, news[new], inside(news[new], names.new, new, of: news.count)) }
        for old in pairing.removed { compare(olds[old], nil, inside(olds[old], names.old, old, of: olds.count)) }
        guard pairing.isReordered else { return }
        func order(_ values: [DataValue], _ places: [Int], _ said: SaidValue) -> String {
            places.map { said.name(of: values[$0], under: way.keys.last)?.words ?? "no. \($0 + 1)" }.joined(separator: "; ")
        }
        var next = way
        next.words.append("order")
        add(
            order(olds, pairing.pairs.map(\.old).sorted(), names.old), order(news, pairing.pairs.map(\.new), names.new), next,
            olds.first?.position, news.first?.position, nil)
    }

    private mutating func add(_ old: DataValue?, _ new: DataValue?, _ way: Way) {
        let key = way.keys.last
        var oldWords = old.map { names.old.words($0, under: key, but: new == nil ? way.named : nil) }
        var newWords = new.map { names.new.words($0, under: key, but: old == nil ? way.named : nil) }
        // Another id can have the same name.
        if let old, let new, oldWords == newWords {
            oldWords = SaidValue().words(old, under: key)
            newWords = SaidValue().words(new, under: key)
            if oldWords == newWords { (oldWords, newWords) = (old.text.map(SaidValue.laidOut) ?? oldWords, new.text.map(SaidValue.laidOut) ?? newWords) }
        }
        let fact = facts.new.fact(new?.position, way.newKey) ?? facts.old.fact(old?.position, way.oldKey)
        var way = way
        if let fact, fact.label != "Dose", !way.words.dropLast().contains(fact.label), !way.words.isEmpty, new?.text ?? old?.text != nil {
            way.words[way.words.count - 1] = way.words.contains { fact.label.hasPrefix($0) } ? way.words[way.words.count - 1] : Self.lowered(fact.label)
        }
        add(oldWords, newWords, way, old?.position, new?.position, fact?.id)
    }

    private mutating func add(_ old: String?, _ new: String?, _ way: Way, _ oldPlace: SourcePosition?, _ newPlace: SourcePosition?, _ fact: String?) {
        let ratio = if let old, let new { Self.isMeasured(way.keys) ? Ratio.words(old, new) : nil } else { String?.none }
        changes.append(
            Change(
                group: group(way.keys), page: page, what: Self.sentence(way.words), fact: fact, values: [.init(old: old, new: new, note: ratio)],
                oldPlace: oldPlace, newPlace: newPlace))
    }

    /// Numbers that count or measure: ten times a volume of a journal is no news.
    private static func isMeasured(_ keys: [String]) -> Bool {
        guard let key = keys.last else { return true }
        return !["volume", "issue", "page", "number", "code", "date-parts", "year", "id", "title", "label", "version", "PMID", "DOI", "PMCID"].contains(key)
    }

    /// `Dose, where age under 18 years: interval`.
    static func sentence(_ words: [String]) -> String {
        guard let last = words.last else { return "" }
        let text = words.count == 1 ? last : "\(words.dropLast().joined(separator: ", ")): \(last)"
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func lowered(_ label: String) -> String {
        // Not of an abbreviation.
        label.dropFirst().first?.isUppercase ?? false ? label : label.prefix(1).lowercased() + label.dropFirst()
    }
}

/// Facts by where their values stand.
struct FactPlaces {
    private var byPlace: [SourcePosition: Fact] = [:]

    init(_ facts: [Fact] = []) { for fact in facts where byPlace[fact.position] == nil { byPlace[fact.position] = fact } }

    /// By the place of the value, or of its key.
    func fact(_ value: SourcePosition?, _ key: SourcePosition?) -> Fact? { value.flatMap { byPlace[$0] } ?? key.flatMap { byPlace[$0] } }
}
