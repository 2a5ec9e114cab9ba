import ClinicalLogic
import Diagnostics
import Markdown
import SourceData

/// Reads one record file, gathering its facts, anchors and Markdown texts on the way.
final class RecordReader {
    let fields: Fields
    let id: String
    let kind: RecordKind
    let source: SourceText
    private let file: ContentFile
    let log: DiagnosticLog
    /// The site's questions, and the ready ones.
    let questions: SiteQuestions
    /// What this record asks, in its order.
    var asked: [Question] = []
    /// What this record works out, in its order.
    var measures: [Measure] = []
    /// Where its limits stand.
    var places: [ObjectIdentifier: SourcePosition] = [:]
    private(set) var facts: [Fact] = []
    private(set) var namedFacts: [NamedFact] = []
    private var anchorPlaces: [String: SourcePosition] = [:]
    private var texts: [RichText] = []
    /// Texts of the file that are no Markdown.
    var plainTexts: [RichText] = []

    init(fields: Fields, file: ContentFile, kind: RecordKind, source: SourceText, questions: SiteQuestions = .none) {
        self.questions = questions
        self.fields = fields
        self.file = file
        id = file.stem
        self.kind = kind
        self.source = source
        log = fields.log
    }

    // MARK: What every record has

    /// Call last: reads the common fields, reports unknown keys, and returns nil when the title is missing.
    func head() -> RecordHead? {
        let title = fields.requiredString("title")
        let summary = fields.string("summary")
        let writtenStatus = fields.choice("status", RecordStatus.self)
        let status = writtenStatus ?? .current
        let statusPosition = fields.value("status")?.position ?? SourcePosition(file: source.path)
        let successors = fields.successors(isOutdated: fields.value("status") == nil ? false : writtenStatus?.isOutdated, by: "'superseded' or 'retired'")
        let sources = fields.required("sources") { citations("sources", in: fields) } ?? []
        // A review of what somebody else wrote is none of what is changed in it here.
        let version = file.version(of: source.text)
        let written = Review(in: fields, now: version)
        let review = file.override.map(\.review) ?? written
        let changes = fields.list("changes", change)
        let hazards = fields.list("hazards") { value, log in Hazard(value, log: log) { self.richText($0, in: $1) } }
        let aliases = fields.strings("aliases", atMost: 1000)
        let formerAnchors = fields.formerAnchors()
        let tags = fields.tags()
        let notes = richText("notes", in: fields)
        readNamedFacts()
        fields.finish()
        FormerAnchor.check(formerAnchors, against: Set(anchorPlaces.keys), log)
        guard let title else { return nil }
        return RecordHead(
            id: id, kind: kind, path: source.path, version: version, title: title.value,
            summary: summary?.value ?? "", local: file.local, status: status, statusPosition: statusPosition, successors: successors,
            writtenReview: review, sources: sources,
            changes: changes, hazards: hazards, aliases: aliases, formerAnchors: formerAnchors, tags: tags, notes: notes, facts: facts, namedFacts: namedFacts,
            anchors: Set(anchorPlaces.keys), texts: texts, plainTexts: plainTexts, position: SourcePosition(file: source.path))
    }

    /// What it names is of another time: no figure in it can be a fact of the record as it is.
    private func change(_ value: DataValue, _ log: DiagnosticLog) -> RecordHead.Change? {
        guard let entry = Fields(value, owner: "a change", log: log) else { return nil }
        let date = entry.required("date") { entry.date("date") }
        let text = entry.required("text") { self.richText("text", in: entry, isCited: true) }
        entry.finish()
        guard let date, let text else { return nil }
        return RecordHead.Change(date: date.value, text: text)
    }

    private func readNamedFacts() {
        let _: [Bool] = fields.list("facts") { value, log in
            guard let entry = Fields(value, owner: "an entry of 'facts'", log: log) else { return nil }
            let id = entry.requiredString("id")
            let label = entry.requiredString("label")
            let value = entry.requiredString("value")
            let source = self.citation("source", in: entry)
            entry.finish()
            guard let id, let label, let value else { return nil }
            if let comma = DecimalComma(in: value.value) {
                self.log.report(
                    .invalidQuantity, at: value.position, "'\(comma.number)' has a decimal comma: '\(value.value)'",
                    suggestion: comma.suggestion)
                return nil
            }
            // Texts may name a version; quantities are read by somebody who is in a hurry.
            if Quantity(parsing: value.value) != nil, let number = WrittenNumber(in: value.value) {
                self.log.report(
                    .invalidQuantity, at: value.position, "'\(number.number)' ends in a zero after its point: '\(value.value)'",
                    suggestion: number.suggestion)
                return nil
            }
            // As words it would be held to nothing but itself.
            if Decimal.read(value.value[...]) != nil, let unit = MisreadUnit(in: value.value) {
                self.log.report(.invalidQuantity, at: value.position, "'\(unit.symbol)' is no unit here: '\(value.value)'", suggestion: unit.suggestion)
                return nil
            }
            if let fact = self.addFact(id.value, label.value, Self.factValue(value.value), at: id.position) {
                self.namedFacts.append(NamedFact(fact: fact, source: source))
            }
            return true
        }
    }

    /// The most exact reading of a value written by an author.
    private static func factValue(_ text: String) -> FactValue {
        if let quantity = Quantity(parsing: text) { return .quantity(quantity) }
        let words = text.split(separator: " ")
        if words.count == 3, words[1] == "of", let events = Int(words[0]), let total = Int(words[2]), total > 0 {
            return .proportion(events: events, of: total)
        }
        if let (number, rest) = Decimal.read(text[...]) {
            let unit = rest.drop { $0 == " " }
            if unit.isEmpty { return .number(number, unit: nil) }
            if !unit.contains(where: \.isNumber), unit.split(separator: " ").count == 1 {
                return .number(number, unit: String(unit))
            }
        }
        if let date = CalendarDate(text) { return .date(date) }
        return .text(text)
    }

    // MARK: Facts and anchors

    @discardableResult
    func addFact(_ id: String, _ label: String, _ value: FactValue, at position: SourcePosition, dose: DoseTerms? = nil) -> Fact? {
        guard addAnchor(id, at: position) else { return nil }
        let fact = Fact(id: id, label: label, value: value, position: position, basis: dose?.key, dose: dose)
        facts.append(fact)
        return fact
    }

    /// Reserves an anchor on the record's page; a second use is reported and returns false.
    @discardableResult
    func addAnchor(_ id: String, at position: SourcePosition) -> Bool {
        let valid = id.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-._".unicodeScalars.contains($0))
        }
        guard valid, !id.isEmpty else {
            log.report(
                .malformedAnchor, at: position, "'\(id)' cannot be an identifier",
                suggestion: "use lower-case letters, digits and hyphens")
            return false
        }
        if let prefix = HeadingAnchors.reservedPrefixes.first(where: id.hasPrefix) {
            log.report(
                .malformedAnchor, at: position, "identifiers that start with '\(prefix)' are Materia's own",
                suggestion: "choose another beginning")
            return false
        }
        if let first = anchorPlaces[id] {
            // The parts of the page itself have the record's own place.
            if first == fields.position || position == fields.position {
                log.report(
                    .duplicateAnchor, at: max(first, position), "the identifier '\(id)' is the name of a part of the page",
                    suggestion: "choose another identifier")
            } else {
                log.report(
                    .duplicateAnchor, at: position, "the identifier '\(id)' is used twice in this record",
                    notes: [.init("first used here", at: first)], suggestion: "give one of the two another identifier")
            }
            return false
        }
        anchorPlaces[id] = position
        return true
    }

    // MARK: Kinds of fields

    /// Inline or block Markdown. It is cited when it says so itself, or its entry names a source.
    func richText(_ key: String, in fields: Fields, isCited: Bool = false) -> RichText? {
        // Asking for the value would make it a known key of every mapping.
        let hasSource = fields.keys.contains { $0.value == "source" || $0.value == "reference" }
        return fields.string(key).map { richText($0, isCited: isCited || hasSource) }
    }

    func richTexts(_ key: String, in fields: Fields) -> [RichText] {
        fields.strings(key).map { richText($0, isCited: false) }
    }

    private func richText(_ text: Located<String>, isCited: Bool) -> RichText {
        var rich = FieldText(source: source, log: log, override: file.override?.source).read(text)
        rich.isCited = isCited
        texts.append(rich)
        return rich
    }

    /// A list of reference keys, each with an optional locator after a comma.
    func citations(_ key: String, in fields: Fields) -> [CitationItem] {
        fields.strings(key).map(Self.citation)
    }

    func citation(_ key: String, in fields: Fields) -> CitationItem? {
        fields.string(key).map(Self.citation)
    }

    private static func citation(_ text: Located<String>) -> CitationItem {
        let parts = text.value.split(separator: ",", maxSplits: 1).map { part in
            part.split(separator: " ").joined(separator: " ")
        }
        var key = parts.first ?? ""
        if key.hasPrefix("@") { key.removeFirst() }
        return CitationItem(key: key, locator: parts.count > 1 ? parts[1] : nil, position: text.position)
    }

    /// A quantity that measures the same as one of `examples`.
    func quantity(_ key: String, in fields: Fields, like examples: String...) -> Located<Quantity>? {
        guard let text = fields.string(key) else { return nil }
        return quantity(text, name: "'\(key)'", like: examples)
    }

    func quantity(_ text: Located<String>, name: String, like examples: [String]) -> Located<Quantity>? {
        let help = "write it like \(examples.map { "'\($0)'" }.joined(separator: " or "))"
        guard let quantity = plainQuantity(text, name: name, help: help) else { return nil }
        let fits = examples.contains { Quantity(parsing: $0)!.unit.isCompatible(with: quantity.unit) }
        guard fits, quantity.value >= 0 else {
            log.report(
                .invalidQuantity, at: text.position,
                quantity.value < 0
                    ? "\(name) is below zero: '\(text.value)'"
                    : "\(name) cannot be given in \(quantity.unit.symbol): '\(text.value)'", suggestion: help)
            return nil
        }
        return Located(quantity, at: text.position)
    }

    /// A number and a unit, written so that nobody reads another one; nil with a diagnostic otherwise.
    func plainQuantity(_ text: Located<String>, name: String, help: String) -> Quantity? {
        func refuse(_ summary: String, _ suggestion: String) -> Quantity? {
            log.report(.invalidQuantity, at: text.position, summary, suggestion: suggestion)
            return nil
        }
        if let number = WrittenNumber(in: text.value), number.fault != .decimalComma {
            let what = number.fault.words
            return refuse("'\(number.number)' \(what): '\(text.value)'", number.suggestion)
        }
        guard let quantity = Quantity(parsing: text.value) else {
            return refuse(
                "\(name) is not a quantity: '\(text.value)'",
                WrittenNumber(in: text.value)?.suggestion ?? MisreadUnit(in: text.value)?.suggestion ?? help)
        }
        // What would be printed as another value, or as none, must not be a dose.
        guard Decimal.parse(Decimal.format(quantity.value)) == quantity.value else {
            return refuse("\(name) cannot be printed as it is: '\(text.value)'", "use a unit in which it has at most six decimals and fewer digits")
        }
        return quantity
    }

    /// Reads one comparison out of a mapping: `at-least: 5`. Nil when there is none.
    func bound(in fields: Fields) -> (comparison: Comparison, limit: Located<String>)? {
        var found: (Comparison, Located<String>)?
        for comparison in Comparison.allCases {
            guard let limit = fields.string(comparison.rawValue) else { continue }
            if found != nil {
                log.report(
                    .inconsistentRecord, at: limit.position, "\(fields.owner) has two limits",
                    suggestion: "keep one; a range is two conditions under `all:`, or two items")
            } else {
                found = (comparison, limit)
            }
        }
        return found
    }
}
