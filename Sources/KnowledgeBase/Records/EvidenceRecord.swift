import ClinicalLogic
import Diagnostics
public import Markdown
import SourceData

/// What studies found on one question, and how certain that is.
public struct EvidenceRecord: Sendable {
    public struct Question: Sendable {
        public let population: RichText
        public let intervention: RichText
        public let comparator: RichText?
        public let outcome: RichText
    }

    public enum Design: String, CaseIterable, Sendable {
        case randomised, crossover, cohort
        case caseSeries = "case-series"
        case systematicReview = "systematic-review"
        case guideline

        public var words: String {
            switch self {
            case .randomised: "Randomised trial"
            case .crossover: "Randomised crossover trial"
            case .cohort: "Cohort study"
            case .caseSeries: "Case series"
            case .systematicReview: "Systematic review"
            case .guideline: "Guideline"
            }
        }
    }

    /// What was seen in one arm.
    public enum Result: Sendable {
        case events(Int, of: Int)
        case percent(Double, of: Int?)
        case change(Double, unit: String, n: Int?)
        case size(Int)
    }

    public struct Arm: Sendable {
        public let id: String
        public let label: String
        public let result: Result
    }

    public enum RiskOfBias: String, CaseIterable, Sendable {
        case low
        case someConcerns = "some-concerns"
        case high
        case notAssessed = "not-assessed"

        public var words: String { rawValue.replacing("-", with: " ") }
    }

    public struct Study: Sendable {
        public let id: String
        public let reference: CitationItem
        public let design: Design
        /// A single-arm series: nothing says what would have happened without treatment.
        public let isUncontrolled: Bool
        public let population: RichText?
        public let outcome: RichText?
        public let arms: [Arm]
        public let followUp: String?
        public let riskOfBias: RiskOfBias?
        public let riskOfBiasText: RichText?
        public let notes: RichText?
    }

    /// GRADE certainty, when somebody graded it.
    public enum Certainty: String, CaseIterable, Sendable {
        case high, moderate, low
        case veryLow = "very-low"
        case notGraded = "not-graded"

        public var words: String { rawValue.replacing("-", with: " ") }
    }

    /// A source's own grade, in its own words; never converted.
    public struct SourceGrade: Sendable {
        public let source: CitationItem
        public let grade: String
        public let text: RichText?
    }

    public let head: RecordHead
    public let question: Question
    public let studies: [Study]
    public let certainty: Certainty
    public let certaintyText: RichText?
    public let sourceGrades: [SourceGrade]
}

extension EvidenceRecord {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        let question = Self.question(reader)
        studies = fields.list("studies") { value, _ in Self.study(value, reader) }
        if fields.value("studies") == nil { fields.reportMissing("studies") }
        let certainty = fields.mapping("certainty", owner: "'certainty'")
        self.certainty = certainty?.requiredChoice("level", Certainty.self) ?? .notGraded
        certaintyText = certainty.flatMap { reader.richText("text", in: $0) }
        certainty?.finish()
        reader.addAnchor("certainty", at: certainty?.position ?? fields.position)
        sourceGrades = fields.list("source-grades") { value, log in
            guard let grade = Fields(value, owner: "a source grade", log: log) else { return nil }
            let source = grade.required("source") { reader.citation("source", in: grade) }
            let words = grade.requiredString("grade")
            let text = reader.richText("text", in: grade)
            grade.finish()
            guard let source, let words else { return nil }
            return SourceGrade(source: source, grade: words.value, text: text)
        }
        guard let head = reader.head(), let question else { return nil }
        self.head = head
        self.question = question
    }

    private static func question(_ reader: RecordReader) -> Question? {
        guard let fields = reader.fields.required("question", { reader.fields.mapping("question", owner: "'question'") })
        else { return nil }
        let population = fields.required("population") { reader.richText("population", in: fields, isCited: true) }
        let intervention = fields.required("intervention") { reader.richText("intervention", in: fields, isCited: true) }
        let comparator = reader.richText("comparator", in: fields, isCited: true)
        let outcome = fields.required("outcome") { reader.richText("outcome", in: fields, isCited: true) }
        fields.finish()
        guard let population, let intervention, let outcome else { return nil }
        return Question(population: population, intervention: intervention, comparator: comparator, outcome: outcome)
    }

    private static func study(_ value: DataValue, _ reader: RecordReader) -> Study? {
        guard let fields = Fields(value, owner: "a study", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let reference = fields.required("reference") { reader.citation("reference", in: fields) }
        let design = fields.requiredChoice("design", Design.self)
        let isUncontrolled = fields.bool("uncontrolled") ?? false
        let population = reader.richText("population", in: fields, isCited: true)
        let outcome = reader.richText("outcome", in: fields, isCited: true)
        if let id { reader.addAnchor(id.value, at: id.position) }
        let arms: [Arm] = fields.list("arms") { value, _ in Self.arm(value, of: id?.value ?? "", reader) }
        let followUp = fields.string("follow-up")?.value
        let bias = fields.mapping("risk-of-bias", owner: "'risk-of-bias'")
        let level = bias?.requiredChoice("level", RiskOfBias.self)
        let biasText = bias.flatMap { reader.richText("text", in: $0, isCited: true) }
        bias?.finish()
        let notes = reader.richText("notes", in: fields)
        fields.finish()
        guard let id, let reference, let design else { return nil }
        return Study(
            id: id.value, reference: reference, design: design, isUncontrolled: isUncontrolled, population: population,
            outcome: outcome, arms: arms, followUp: followUp, riskOfBias: level, riskOfBiasText: biasText, notes: notes)
    }

    private static func arm(_ value: DataValue, of study: String, _ reader: RecordReader) -> Arm? {
        let log = reader.log
        guard let fields = Fields(value, owner: "an arm", log: log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let n = fields.integer("n")
        let events = fields.integer("events")
        let percent = fields.string("percent")
        let change = fields.mapping("change", owner: "'change'")
        let changeValue = change.flatMap { change in change.required("value") { change.number("value") } }
        let unit = change?.requiredString("unit")
        change?.finish()
        fields.finish()
        guard let id, let label else { return nil }
        let results = ["events", "percent", "change"].filter { fields.value($0) != nil }
        if results.count > 1 {
            log.report(
                .inconsistentRecord, at: fields.position, "an arm has one result, not \(results.joined(separator: " and "))",
                suggestion: "keep one; put the others into `facts`, or into an arm of their own")
        }
        let name = "\(study).\(id.value)"
        let title = "\(label.value)"

        let result: Result
        if let events {
            guard let n, n.value > 0, (0...n.value).contains(events.value) else {
                log.report(
                    .inconsistentRecord, at: events.position, "'events' must be between 0 and 'n'",
                    suggestion: "give n, the number of people in the arm")
                return nil
            }
            result = .events(events.value, of: n.value)
            reader.addFact(name, title, .proportion(events: events.value, of: n.value), at: events.position)
        } else if let percent {
            guard let (number, rest) = Decimal.read(percent.value[...]), ["%", " %"].contains(rest), (0...100).contains(number)
            else {
                log.report(.wrongType, at: percent.position, "'percent' must be a percentage, not '\(percent.value)'", suggestion: "write it like '79 %'")
                return nil
            }
            result = .percent(number, of: n?.value)
            reader.addFact(name, title, .number(number, unit: "%"), at: percent.position)
        } else if let changeValue, let unit {
            result = .change(changeValue.value, unit: unit.value, n: n?.value)
            reader.addFact(name, title, .number(changeValue.value, unit: nil), at: changeValue.position)
        } else if let n {
            result = .size(n.value)
            reader.addAnchor(name, at: id.position)
        } else {
            if results.isEmpty, fields.value("n") == nil {
                log.report(
                    .missingField, at: fields.position, "an arm needs a result",
                    suggestion: "give 'events' with 'n', 'percent' or 'change'; or 'n' alone")
            }
            return nil
        }
        if let n {
            reader.addFact("\(name).n", "\(title), number of people", .number(Double(n.value), unit: nil), at: n.position)
        }
        return Arm(id: id.value, label: label.value, result: result)
    }
}
