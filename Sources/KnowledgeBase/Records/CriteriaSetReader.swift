import ClinicalLogic
import Diagnostics
import SourceData

extension CriteriaSet {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        let log = reader.log
        let purpose = fields.requiredChoice("kind", Purpose.self)
        appliesTo = fields.strings("applies-to")
        reader.addAnchor("items", at: fields.position)

        let items: [Item] = fields.list("items") { value, _ in Self.item(value, reader) }
        if items.isEmpty, fields.value("items") == nil { fields.reportMissing("items") }
        let scores: [Score] = fields.list("scores") { value, _ in Self.score(value, reader) }
        var known = items.map(\.id)
        let outcomes: [Outcome] = fields.list("outcomes") { value, _ in
            guard let outcome = Self.outcome(value, reader, known: known) else { return nil }
            known.append(outcome.id)
            return outcome
        }
        exclusions = reader.richTexts("exclusions", in: fields)
        if !exclusions.isEmpty { reader.addAnchor("exclusions", at: fields.position) }

        let columns = Set(scores.map(\.id)).union(scores.count <= 1 ? ["points"] : [])
        for item in items {
            for column in item.points.keys.sorted() where !columns.contains(column) {
                log.report(
                    .inconsistentRecord, at: reader.facts.first { $0.id == "\(item.id).\(column)" }?.position ?? fields.position,
                    "'\(item.id)' has points in the column '\(column)', which no score names",
                    suggestion: suggestion(for: column, among: columns))
            }
        }
        policy = Self.policy(reader)
        if purpose == .coverage, fields.value("policy") == nil {
            fields.reportMissing("policy", suggestion: "coverage criteria say whose policy they are")
        }
        guard let head = reader.head(), let purpose else { return nil }
        self.head = head
        self.purpose = purpose
        self.items = items
        self.scores = scores
        self.outcomes = outcomes
    }

    private static func item(_ value: DataValue, _ reader: RecordReader) -> Item? {
        guard let fields = Fields(value, owner: "an item", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let definition = reader.richText("definition", in: fields)
        let group = fields.string("group")?.value
        let section = fields.string("section")?.value
        let source = reader.citation("source", in: fields)
        guard let id, let label else {
            _ = (fields.value("points"), fields.value("quantity"))
            fields.finish()
            return nil
        }
        reader.addAnchor(id.value, at: id.position)
        let points = Self.points(of: id.value, label: label.value, in: fields, reader)
        let quantity = Self.bounded(of: id.value, label: label.value, in: fields, reader)
        fields.finish()
        return Item(
            id: id.value, label: label.value, definition: definition, group: group, section: section, source: source,
            points: points, quantity: quantity)
    }

    private static func points(of id: String, label: String, in fields: Fields, _ reader: RecordReader) -> [String: Double] {
        guard let value = fields.value("points") else { return [:] }
        if case .scalar = value {
            guard let number = fields.number("points") else { return [:] }
            reader.addFact("\(id).points", "\(label): points", .number(number.value, unit: nil), at: number.position)
            return ["points": number.value]
        }
        guard let columns = Fields(value, owner: "'points'", log: reader.log) else { return [:] }
        var points: [String: Double] = [:]
        for key in columns.keys {
            guard let number = columns.number(key.value) else { continue }
            points[key.value] = number.value
            reader.addFact("\(id).\(key.value)", "\(label): points", .number(number.value, unit: nil), at: key.position)
        }
        return points
    }

    private static func bounded(of id: String, label: String, in fields: Fields, _ reader: RecordReader) -> Bounded? {
        guard let limits = fields.mapping("quantity", owner: "'quantity'") else { return nil }
        let unit = limits.string("unit")?.value
        let bound = reader.bound(in: limits)
        limits.finish()
        guard let (comparison, text) = bound else { return Bounded(unit: unit, comparison: nil, limit: nil) }
        guard let limit = Decimal.parse(text.value) else {
            reader.log.report(.wrongType, at: text.position, "'\(comparison.rawValue)' must be a number, not '\(text.value)'")
            return nil
        }
        reader.addFact(
            "\(id).\(comparison.rawValue)", "\(label): \(comparison.words)", .number(limit, unit: unit), at: text.position)
        return Bounded(unit: unit, comparison: comparison, limit: limit)
    }

    private static func score(_ value: DataValue, _ reader: RecordReader) -> Score? {
        guard let fields = Fields(value, owner: "a score", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        var highest: Threshold?
        let thresholds: [Threshold] = fields.list("thresholds") { value, log in
            guard let threshold = Fields(value, owner: "a threshold", log: log) else { return nil }
            let name = threshold.requiredString("id")
            let label = threshold.requiredString("label")
            let limit = threshold.required("at-least") { threshold.number("at-least") }
            threshold.finish()
            guard let id, let name, let label, let limit else { return nil }
            reader.addFact(
                "\(id.value).\(name.value)", "\(label.value), at least", .number(limit.value, unit: nil), at: limit.position)
            let found = Threshold(id: name.value, label: label.value, atLeast: limit.value)
            if let highest, highest.atLeast >= found.atLeast {
                log.report(
                    .inconsistentRecord, at: limit.position, "the threshold '\(found.id)' is not above '\(highest.id)'",
                    suggestion: "list thresholds from lowest to highest")
            }
            highest = found
            return found
        }
        fields.finish()
        guard let id, let label else { return nil }
        reader.addAnchor(id.value, at: id.position)
        return Score(id: id.value, label: label.value, thresholds: thresholds)
    }

    private static func outcome(_ value: DataValue, _ reader: RecordReader, known: [String]) -> Outcome? {
        guard let fields = Fields(value, owner: "an outcome", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let rule = fields.required("rule") { fields.value("rule") }.flatMap { Self.rule($0, reader, known: known) }
        fields.finish()
        guard let id, let label, let rule else { return nil }
        reader.addAnchor(id.value, at: id.position)
        return Outcome(id: id.value, label: label.value, rule: rule)
    }

    private static func rule(_ value: DataValue, _ reader: RecordReader, known: [String]) -> CriteriaRule? {
        if case .scalar(let id, _, let position) = value {
            if !known.contains(id) {
                reader.log.report(
                    .unknownReferenceInRule, at: position, "'\(id)' is neither an item nor an earlier outcome",
                    suggestion: suggestion(for: id, among: known))
            }
            return .reference(id)
        }
        guard let fields = Fields(value, owner: "a rule", log: reader.log) else { return nil }
        let problems = reader.log.diagnostics.count
        func parts(_ key: String) -> [CriteriaRule]? {
            guard fields.value(key) != nil else { return nil }
            return fields.list(key) { value, _ in Self.rule(value, reader, known: known) }
        }
        let all = parts("all")
        let any = parts("any")
        let of = parts("of")
        let count = fields.integer("at-least")
        let not = fields.value("not").flatMap { Self.rule($0, reader, known: known) }
        fields.finish()
        var rules: [CriteriaRule] = []
        if let all { rules.append(.all(all)) }
        if let any { rules.append(.any(any)) }
        if let not { rules.append(.not(not)) }
        if let count, let of {
            if count.value < 1 || count.value > of.count {
                reader.log.report(
                    .inconsistentRecord, at: count.position, "at least \(count.value) of \(of.count) can never be right",
                    suggestion: "use a number from 1 to \(of.count)")
            }
            rules.append(.atLeast(count.value, of: of))
        } else if count != nil || of != nil {
            reader.log.report(.missingField, at: fields.position, "'at-least' and 'of' belong together", suggestion: "write { at-least: 2, of: [...] }")
        }
        if [all, any, of].contains(where: { $0?.isEmpty == true }) {
            reader.log.report(.missingField, at: fields.position, "this rule has no parts", suggestion: howToWrite)
        }
        guard rules.count == 1 else {
            if rules.isEmpty, reader.log.diagnostics.count == problems {
                reader.log.report(.missingField, at: fields.position, "this rule says nothing", suggestion: howToWrite)
            } else if rules.count > 1 {
                reader.log.report(.inconsistentRecord, at: fields.position, "this rule says two things at once",
                    suggestion: "nest them under `all:` or `any:`")
            }
            return nil
        }
        return rules[0]
    }

    private static let howToWrite = "name an item, or write { all: [...] }, { any: [...] } or { at-least: 2, of: [...] }"

    private static func policy(_ reader: RecordReader) -> Policy? {
        guard let fields = reader.fields.mapping("policy", owner: "'policy'") else { return nil }
        let payer = fields.requiredString("payer")
        let number = fields.string("number")?.value
        let effective = fields.date("effective")?.value
        let retrieved = fields.date("retrieved")?.value
        let url = fields.string("url")
        let quote = fields.string("quote")?.value
        fields.finish()
        if let url, !url.value.hasPrefix("https://"), !url.value.hasPrefix("http://") {
            reader.log.report(.unknownScheme, at: url.position, "'\(url.value)' is not a web address", suggestion: "start it with https://")
        }
        guard let payer else { return nil }
        reader.addAnchor("policy", at: fields.position)
        return Policy(
            payer: payer.value, number: number, effective: effective, retrieved: retrieved, url: url?.value, quote: quote)
    }
}
