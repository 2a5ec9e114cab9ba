import ClinicalLogic
import Diagnostics
import SourceData

extension Regimen {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        let drug = fields.requiredString("drug")
        route = reader.route(in: fields)
        indication = fields.string("indication")
        let population = Self.population(reader)
        reader.readQuestions()
        reader.readMeasures()
        guardWords = fields.string("guard")?.value
        duration = reader.richText("duration", in: fields)
        if duration != nil { reader.addAnchor("duration", at: fields.position) }
        let steps = StepsReader(reader)
        courses = steps.courses()
        caps = CapsReader(reader: reader).caps(fields)
        adjustments = Self.adjustments(reader)
        products = fields.strings("products")
        protocols = fields.strings("protocols")
        let own = Self.ownTerms(reader, hasProtocols: !protocols.isEmpty)
        ownTerms = own?.terms ?? .actualWeight
        ownWeight = own?.weight
        ownSurface = own?.surface
        ownRounding = own?.rounding
        alerts = Self.alerts(reader) + steps.stops
        // What rows stop for stands behind the record's own alerts.
        examples = WorkedExample.list(reader)
        measures = reader.measures
        questions = reader.asked
        guard let head = reader.head(), let drug, let population, own != nil, !courses.isEmpty else { return nil }
        self.head = head
        self.drug = drug.value
        self.population = population
        RegimenCheck(self, reader, hasAllRows: steps.hasAllRows).check()
    }

    private static func population(_ reader: RecordReader) -> Population? {
        guard let fields = reader.fields.required("population", { reader.fields.mapping("population", owner: "'population'") })
        else { return nil }
        let text = fields.requiredString("text")
        let minimum = reader.quantity("minimum-age", in: fields, like: "18 years", "90 days")
        let maximum = reader.quantity("maximum-age", in: fields, like: "18 years", "90 days")
        let lightest = reader.quantity("minimum-weight", in: fields, like: "5 kg")
        let heaviest = reader.quantity("maximum-weight", in: fields, like: "5 kg")
        let outside = fields.choice("outside", Outside.self) ?? .stop
        fields.finish()
        reader.addAnchor("population", at: fields.position)
        if let minimum { reader.addFact("minimum-age", "Minimum age", .quantity(minimum.value), at: minimum.position) }
        if let maximum { reader.addFact("maximum-age", "Maximum age", .quantity(maximum.value), at: maximum.position) }
        if let lightest { reader.addFact("minimum-weight", "Minimum weight", .quantity(lightest.value), at: lightest.position) }
        if let heaviest { reader.addFact("maximum-weight", "Maximum weight", .quantity(heaviest.value), at: heaviest.position) }
        if let minimum, let maximum, let least = minimum.value.years, let most = maximum.value.years, most < least {
            reader.log.report(
                .inconsistentRecord, at: maximum.position, "'maximum-age' is below 'minimum-age'", suggestion: "change one of the two")
        }
        if let lightest, let heaviest, let most = heaviest.value.converted(to: lightest.value.unit), most.value < lightest.value.value {
            reader.log.report(
                .inconsistentRecord, at: heaviest.position, "'maximum-weight' is below 'minimum-weight'", suggestion: "change one of the two")
        }
        return text.map {
            Population(
                text: $0.value, minimumAge: minimum?.value, maximumAge: maximum?.value, minimumWeight: lightest?.value, maximumWeight: heaviest?.value,
                isOnlyCaution: outside == .caution)
        }
    }

    private enum Outside: String, CaseIterable { case stop, caution }

    /// `weight`, `surface` and `rounding` of the regimen itself.
    private struct OwnTerms {
        let terms: ProtocolTerms
        let weight: WeightRule?
        let surface: DosingProtocol.SurfaceFormula?
        let rounding: RoundingRule?
    }

    /// Nil, with a diagnostic, beside `protocols`.
    private static func ownTerms(_ reader: RecordReader, hasProtocols: Bool) -> OwnTerms? {
        let fields = reader.fields
        var rule: WeightRule?
        var isGiven = false
        if let value = fields.value("weight") {
            isGiven = true
            if case .scalar(let text, _, let position) = value {
                guard text == "actual" else {
                    reader.log.report(.wrongType, at: position, "'weight' cannot be '\(text)'", suggestion: "write `weight: actual`, or a mapping with `basis`")
                    return nil
                }
            } else if let weight = Fields(value, owner: "'weight'", log: reader.log) {
                rule = WeightRule(weight, reader)
                weight.finish()
            }
        }
        let surface = fields.choice("surface", DosingProtocol.SurfaceFormula.self)
        let rounding = reader.rounding(in: fields, isFact: true)
        if hasProtocols, isGiven || rounding != nil || surface != nil {
            reader.log.report(
                .inconsistentRecord, at: fields.position, "a regimen has 'protocols', or 'weight', 'surface' and 'rounding' of its own",
                suggestion: "remove one of the two: which weight is used must be said once")
            return nil
        }
        let terms =
            rule.map { $0.terms(rounding: rounding, surface: surface, questions: []) ?? .actualWeight }
            ?? ProtocolTerms(basis: .actual, rounding: rounding?.terms ?? .none, surface: surface?.terms ?? .mosteller)
        return OwnTerms(terms: terms, weight: rule, surface: surface, rounding: rounding)
    }

    private static func alerts(_ reader: RecordReader) -> [Alert] {
        let alerts: [Alert] = reader.fields.list("alerts") { value, log in
            guard let fields = Fields(value, owner: "an alert", log: log) else { return nil }
            let id = fields.requiredString("id")
            let level = fields.requiredChoice("level", Alert.Level.self)
            let condition = fields.required("when") { fields.value("when") }.flatMap { reader.condition($0, allowsDose: true) }
            let text = fields.required("text") { reader.richText("text", in: fields) }
            let risks = fields.strings("at-risk").filter { reader.isTick($0) }.map(\.value)
            fields.finish()
            guard let id, let level, let condition, let text else { return nil }
            reader.addAnchor("alert.\(id.value)", at: id.position)
            return Alert(id: id.value, level: level, condition: condition, risks: risks, text: text, position: fields.position)
        }
        if !alerts.isEmpty { reader.addAnchor("alerts", at: reader.fields.position) }
        return alerts
    }

    private static func adjustments(_ reader: RecordReader) -> [Adjustment] {
        guard let fields = reader.fields.mapping("adjust", owner: "'adjust'") else { return [] }
        // The measurement is not asked: the table says what each of its values changes.
        let by = fields.requiredString("by")
        let asked = reader.asked
        let name = by.flatMap { by in asked.first { $0.id == by.value } ?? reader.questions.question(by.value) ?? reader.question(named: by) }
        if let name, !asked.contains(where: { $0.id == name.id }) { reader.asked.append(name) }
        defer { reader.asked = asked }
        let rows: [Adjustment] = fields.list("rows") { value, log in
            guard let row = Fields(value, owner: "a row of 'adjust'", log: log) else { return nil }
            let condition = row.required("when") { row.value("when") }.flatMap { reader.condition($0) }
            let bolus = row.string("bolus").flatMap { reader.amount($0, name: "'bolus'") }
            let change = row.string("change").flatMap { reader.rate($0, name: "'change'", allowsNegative: true) }
            let hold = reader.minutes("hold", in: row)
            row.finish()
            guard let condition else { return nil }
            if let name, condition.questions.contains(where: { $0 != name.id }) {
                log.report(.inconsistentRecord, at: row.position, "this row goes by something else than '\(name.id)'", suggestion: "make another table of it")
            }
            return Adjustment(
                condition: condition,
                terms: .init(words: ClinicalText(string: condition.words), bolus: bolus?.amount, change: change?.low, hold: hold?.value),
                position: row.position)
        }
        fields.finish()
        reader.addAnchor("adjust", at: fields.position)
        return rows
    }
}

extension RecordReader {
    /// True for a box to tick, which alerts and products may count as ticked.
    func isTick(_ id: Located<String>) -> Bool {
        guard let question = question(named: id) else { return false }
        if question.terms.isTick { return true }
        log.report(
            .inconsistentRecord, at: id.position, "'\(id.value)' is not a box to tick", suggestion: "name a question with `answer: tick`")
        return false
    }
}
