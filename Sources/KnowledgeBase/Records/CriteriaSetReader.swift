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

        let items: [Item] = fields.list("items") { value, _ in Item(value, reader) }
        if items.isEmpty, fields.value("items") == nil { fields.reportMissing("items") }
        let scores: [Score] = fields.list("scores") { value, _ in Self.score(value, reader) }
        var names = RuleNames(items: items, scores: scores)
        let outcomes: [Outcome] = fields.list("outcomes") { value, _ in
            guard let outcome = Self.outcome(value, reader, names) else { return nil }
            names.add(outcome: outcome.id)
            return outcome
        }
        exclusions = reader.richTexts("exclusions", in: fields)
        if !exclusions.isEmpty { reader.addAnchor("exclusions", at: fields.position) }

        Self.checkColumns(of: items, scores, reader)
        policy = Self.policy(reader)
        if purpose == .coverage, fields.value("policy") == nil {
            fields.reportMissing("policy", suggestion: "coverage criteria say whose policy they are")
        }
        let isSound = !log.diagnostics.hasErrors
        guard let head = reader.head(), let purpose else { return nil }
        self.head = head
        self.purpose = purpose
        self.items = items
        self.scores = scores
        self.outcomes = outcomes
        if isSound, CriteriaTerms(self) == nil {
            log.report(
                .inconsistentRecord, at: fields.position, "these criteria are too large to be computed with",
                suggestion: "split them: at most 30 outcomes, 30 members of a group, and rules nested 60 deep")
        } else if isSound {
            CriteriaReach(items: items, scores: scores, reader).check(outcomes)
        }
    }

    private static func checkColumns(of items: [Item], _ scores: [Score], _ reader: RecordReader) {
        let columns = Set(scores.map(\.id)).union(["points"])
        for item in items {
            let parts =
                [(item.id, item.points)] + item.bands.enumerated().map { ("\(item.id).band-\($0.offset + 1)", $0.element.points) }
                + item.options.map { ("\(item.id).\($0.id)", $0.points) }
            for (id, points) in parts {
                for column in points.keys.sorted() where !columns.contains(column) {
                    let place = reader.facts.first { $0.id == "\(id).\(column)" }?.position ?? reader.fields.position
                    reader.log.report(
                        .inconsistentRecord, at: place, "'\(id)' has points in the column '\(column)', which no score names",
                        suggestion: suggestion(for: column, among: columns), cause: FollowUps.part(column, of: place.file))
                }
            }
        }
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
        let probability = Self.probability(id: id?.value, label: label?.value, in: fields, reader)
        fields.finish()
        guard let id, let label else { return nil }
        reader.addAnchor(id.value, at: id.position)
        return Score(id: id.value, label: label.value, thresholds: thresholds, probability: probability)
    }

    private static func probability(id: String?, label: String?, in fields: Fields, _ reader: RecordReader) -> Probability? {
        guard let terms = fields.mapping("probability", owner: "'probability'") else { return nil }
        let intercept = terms.required("intercept") { terms.number("intercept") }
        let slope = terms.required("slope") { terms.number("slope") }
        let source = terms.required("source") { reader.citation("source", in: terms) }
        terms.finish()
        guard let id, let label, let intercept, let slope, let source else { return nil }
        reader.addFact("\(id).intercept", "\(label): intercept of the probability", .number(intercept.value, unit: nil), at: intercept.position)
        reader.addFact("\(id).slope", "\(label): slope of the probability", .number(slope.value, unit: nil), at: slope.position)
        return Probability(intercept: intercept.value, slope: slope.value, source: source)
    }

    private static func outcome(_ value: DataValue, _ reader: RecordReader, _ names: RuleNames) -> Outcome? {
        guard let fields = Fields(value, owner: "an outcome", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let rule = fields.required("rule") { fields.value("rule") }.flatMap { CriteriaRule($0, names, reader.log) }
        fields.finish()
        guard let id, let label, let rule else { return nil }
        reader.addAnchor(id.value, at: id.position)
        return Outcome(id: id.value, label: label.value, rule: rule, position: id.position)
    }

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
