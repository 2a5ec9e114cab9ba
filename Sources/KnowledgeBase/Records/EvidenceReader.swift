public import ClinicalLogic
import Diagnostics
import Markdown
import SourceData

extension EvidenceRecord {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        let question = Self.question(reader)
        studies = fields.list("studies") { value, _ in Self.study(value, reader) }
        if fields.value("studies") == nil { fields.reportMissing("studies") }
        pooled = fields.list("pooled") { value, _ in Self.pooled(value, reader) }
        certainty = Self.certainty(reader)
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
        // What is asked is no claim.
        let population = fields.required("population") { reader.richText("population", in: fields, isCited: true) }
        let intervention = fields.required("intervention") { reader.richText("intervention", in: fields, isCited: true) }
        let comparator = reader.richText("comparator", in: fields, isCited: true)
        let outcome = fields.required("outcome") { reader.richText("outcome", in: fields, isCited: true) }
        let better = fields.choice("better", Direction.self)
        fields.finish()
        guard let population, let intervention, let outcome else { return nil }
        return Question(population: population, intervention: intervention, comparator: comparator, outcome: outcome, better: better)
    }

    private static func study(_ value: DataValue, _ reader: RecordReader) -> Study? {
        guard let fields = Fields(value, owner: "a study", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.string("label")?.value
        let reference = fields.required("reference") { reader.citation("reference", in: fields) }
        let design = fields.requiredChoice("design", Design.self)
        let isUncontrolled = fields.bool("uncontrolled") ?? false
        let isOverlapping = fields.bool("overlapping") ?? false
        let population = reader.richText("population", in: fields)
        let outcome = reader.richText("outcome", in: fields)
        if let id { reader.addAnchor(id.value, at: id.position) }
        let arms: [Arm] = fields.list("arms") { value, _ in ArmReader(study: id?.value ?? "", reader: reader).arm(value) }
        let comparison = comparison(fields, arms, study: id?.value ?? "", reader)
        if isOverlapping || isUncontrolled, let place = fields.value("comparison")?.position {
            reader.log.report(
                .inconsistentRecord, at: place,
                isOverlapping ? "arms that share people cannot be compared as separate groups" : "an uncontrolled study has nothing to compare with",
                suggestion: "take out 'comparison'; say in 'notes' what the source reports")
        }
        let followUp = fields.string("follow-up")?.value
        let bias = fields.mapping("risk-of-bias", owner: "'risk-of-bias'")
        let level = bias?.requiredChoice("level", RiskOfBias.self)
        let biasText = bias.flatMap { reader.richText("text", in: $0, isCited: true) }
        bias?.finish()
        let notes = reader.richText("notes", in: fields)
        fields.finish()
        guard let id, let reference, let design else { return nil }
        return Study(
            id: id.value, label: label, reference: reference, design: design, isUncontrolled: isUncontrolled, isOverlapping: isOverlapping,
            population: population, outcome: outcome, arms: arms, comparison: comparison, followUp: followUp, riskOfBias: level,
            riskOfBiasText: biasText, notes: notes)
    }

    private static func comparison(_ study: Fields, _ arms: [Arm], study id: String, _ reader: RecordReader) -> Comparison? {
        guard let fields = study.mapping("comparison", owner: "'comparison'") else { return nil }
        func arm(_ key: String) -> Arm? {
            guard let name = fields.requiredString(key) else { return nil }
            guard let arm = arms.first(where: { $0.id == name.value }) else {
                reader.log.report(
                    .unknownValue, at: name.position, "'\(key)' cannot be '\(name.value)': the study has no such arm",
                    suggestion: suggestion(for: name.value, among: arms.map(\.id)), cause: FollowUps.part(name.value, of: name.position.file))
                return nil
            }
            return arm
        }
        let intervention = arm("of")
        let comparator = arm("with")
        let measure = fields.requiredChoice("measure", Measure.self)
        let given = fields.mapping("reported", owner: "'reported'")
        let reported = given.flatMap { reader.reported($0) }
        given?.finish()
        fields.finish()
        guard let intervention, let comparator, let measure else { return nil }
        guard intervention.id != comparator.id else {
            reader.log.report(.inconsistentRecord, at: fields.position, "an arm cannot be compared with itself", suggestion: "name two arms")
            return nil
        }
        let comparison = Comparison(intervention: intervention, comparator: comparator, measure: measure, reported: reported)
        guard comparison.estimate != nil || reported != nil else {
            reader.log.report(
                .inconsistentRecord, at: fields.position, "there is nothing to work a \(measure.words.lowercased()) out from",
                suggestion: "give 'events' and 'n' of both arms, or what the source reports")
            return nil
        }
        let name = "\(id).\(measure.rawValue)"
        if let (value, interval) = comparison.estimate {
            // Without events in the comparator a ratio has a lower limit alone.
            if value.isFinite { reader.addFact(name, measure.words, .estimate(value, measure.display(interval)), at: fields.position) }
            reader.addFact(
                "\(name).interval", "\(measure.words), 95 % confidence interval", .interval(interval.low, interval.high, measure.display(interval)),
                at: fields.position)
        }
        if let reported {
            let display = FactDisplay(exact: measure.unit, singular: measure.unit.map { String($0.dropLast()) })
            reader.addFact("\(name).reported", "\(measure.words) as the source reports it", .estimate(reported.value, display), at: fields.position)
            reader.addFact(
                "\(name).reported.interval", "\(measure.words), the source's interval", .interval(reported.low, reported.high, display),
                at: fields.position)
        }
        return comparison
    }

    private static func pooled(_ value: DataValue, _ reader: RecordReader) -> Pooled? {
        guard let fields = Fields(value, owner: "a pooled estimate", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        let source = fields.required("source") { reader.citation("source", in: fields) }
        let measure = fields.requiredChoice("measure", Pooled.Measure.self)
        let estimate = reader.reported(fields)
        let unit = fields.string("unit")?.value
        let studies = fields.integer("studies")
        let n = fields.integer("n")
        let text = reader.richText("text", in: fields)
        fields.finish()
        guard let id, let label, let source, let measure, let estimate else { return nil }
        if measure.isRatio, estimate.low <= 0 {
            reader.log.report(.inconsistentRecord, at: fields.position, "a ratio and its limits are above zero", suggestion: "check the figures against the source")
            return nil
        }
        let display = measure.display(unit: unit)
        reader.addFact(id.value, label.value, .estimate(estimate.value, display), at: id.position)
        reader.addFact("\(id.value).interval", "\(label.value), interval", .interval(estimate.low, estimate.high, display), at: id.position)
        return Pooled(
            id: id.value, label: label.value, source: source, measure: measure, estimate: estimate, unit: unit, studies: studies?.value,
            n: n?.value, text: text)
    }

    // MARK: Certainty

    private static func certainty(_ reader: RecordReader) -> Grading {
        let fields = reader.fields.mapping("certainty", owner: "'certainty'")
        reader.addAnchor("certainty", at: fields?.position ?? reader.fields.position)
        guard let fields else { return Grading(level: .notGraded, start: nil, source: nil, by: nil, reasons: [], text: nil, position: reader.fields.position) }
        let level = fields.requiredChoice("level", Certainty.self) ?? .notGraded
        let start = fields.choice("start", Certainty.self)
        let source = reader.citation("source", in: fields)
        let by = fields.string("by")?.value
        let lowered = reasons("lowered", in: fields, reader, isLowering: true)
        let raised = reasons("raised", in: fields, reader, isLowering: false)
        let text = reader.richText("text", in: fields)
        fields.finish()
        let grading = Grading(level: level, start: start, source: source, by: by, reasons: lowered + raised, text: text, position: fields.position)
        check(grading, fields, reader.log)
        return grading
    }

    private static func reasons(_ key: String, in fields: Fields, _ reader: RecordReader, isLowering: Bool) -> [Reason] {
        let allowed = isLowering ? Reason.Domain.lowering : Reason.Domain.raising
        return fields.list(key) { value, log in
            guard let entry = Fields(value, owner: "an entry of '\(key)'", log: log) else { return nil }
            let domain = entry.requiredString("for")
            let levels = entry.integer("levels")
            let text = reader.richText("text", in: entry, isCited: fields.keys.contains { $0.value == "source" })
            entry.finish()
            guard let domain else { return nil }
            guard let known = allowed.first(where: { $0.rawValue == domain.value }) else {
                log.report(
                    .unknownValue, at: domain.position, "certainty is not \(key) for '\(domain.value)'",
                    suggestion: suggestion(for: domain.value, among: allowed.map(\.rawValue)))
                return nil
            }
            if let levels, ![1, 2].contains(levels.value) {
                log.report(.inconsistentRecord, at: levels.position, "certainty is \(key) by 1 or 2 levels, not \(levels.value)", suggestion: "write 1 or 2")
                return nil
            }
            return Reason(domain: known, isLowering: isLowering, levels: levels?.value ?? 1, text: text)
        }
    }

    /// The levels must add up, and reasons have a start.
    private static func check(_ grading: Grading, _ fields: Fields, _ log: DiagnosticLog) {
        guard let rank = grading.level.rank else {
            if !grading.reasons.isEmpty || grading.start != nil {
                log.report(
                    .inconsistentRecord, at: fields.position, "what is not graded has no start and no reasons",
                    suggestion: "give the level, or say in 'text' what limits the evidence")
            }
            return
        }
        guard let start = grading.start?.rank else {
            if !grading.reasons.isEmpty {
                log.report(
                    .missingField, at: fields.position, "certainty that was lowered or raised needs 'start'",
                    suggestion: "write `start: high` for randomised trials, `start: low` for other studies")
            }
            return
        }
        let sum = grading.reasons.reduce(start) { $0 + ($1.isLowering ? -$1.levels : $1.levels) }
        let reached = min(4, max(1, sum))
        if reached != rank {
            let word = Certainty.allCases.first { $0.rank == reached }!.words
            log.report(
                .inconsistentRecord, at: fields.position, "from \(grading.start!.words), these reasons lead to \(word), not to \(grading.level.words)",
                suggestion: "check the level and the reasons against the source")
        }
    }
}

extension EvidenceRecord.Measure {
    public var unit: String? { self == .difference ? "percentage points" : nil }

    /// How its values are written: small ratios with more places, so that none becomes zero.
    public func display(_ interval: Interval95) -> FactDisplay {
        switch self {
        case .difference: FactDisplay(decimals: 0, unit: unit, singular: "percentage point")
        case .ratio: FactDisplay(decimals: interval.low > 0 && interval.low < 0.05 ? 4 : 2, unit: nil)
        }
    }
}

extension Proportion {
    /// How its percentage is written: with as many places as so many people can tell apart.
    public var display: FactDisplay { FactDisplay(decimals: total < 200 ? 0 : total < 2000 ? 1 : 2, unit: "%") }
}

extension EvidenceRecord.Pooled {
    /// How its values are written.
    public var display: FactDisplay { measure.display(unit: unit) }
}

extension EvidenceRecord.Pooled.Measure {
    func display(unit: String?) -> FactDisplay {
        switch self {
        case .proportion: FactDisplay(exact: "%")
        case .riskDifference: FactDisplay(exact: "percentage points", singular: "percentage point")
        case .riskRatio, .oddsRatio, .hazardRatio: FactDisplay(exact: nil)
        case .meanDifference: FactDisplay(exact: unit)
        }
    }
}
