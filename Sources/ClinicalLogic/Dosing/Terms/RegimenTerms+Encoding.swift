extension RegimenTerms {
    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(code)
        numbers.append(indication)
        numbers.append(counts: products)
        numbers.append(counts: protocols)
        numbers.append(route?.rawValue ?? 0)
        population.ages.encode(into: &numbers)
        population.weights.encode(into: &numbers)
        numbers.append(population.isOnlyCaution)
        QuestionTerms.encode(questions, into: &numbers)
        numbers.append(measures.count)
        for measure in measures { measure.encode(into: &numbers) }
        numbers.append(rows.count)
        for row in rows {
            row.condition.encode(into: &numbers)
            switch row.outcome {
            case .stop(let alert): numbers.append(contentsOf: [0, Double(alert)])
            case .steps(let steps):
                numbers.append(contentsOf: [1, Double(steps.count)])
                for step in steps { step.encode(into: &numbers) }
            }
        }
        Cap.encode(caps, into: &numbers)
        numbers.append(adjustments.count)
        for adjustment in adjustments {
            adjustment.words.encode(into: &numbers)
            Amount.encode(adjustment.bolus, into: &numbers)
            Rate.encode(adjustment.change, into: &numbers)
            numbers.append(optional: adjustment.hold)
        }
        numbers.append(alerts.count)
        for alert in alerts {
            numbers.append(alert.isStop)
            numbers.append(alert.condition != nil)
            alert.condition?.encode(into: &numbers)
            numbers.append(counts: alert.risks)
        }
        guardWords.encode(into: &numbers)
    }

    public convenience init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        self.init(reading: &reader)
        try reader.check()
    }

    convenience init(reading reader: inout NumberReader) {
        reader.readVersion()
        self.init(
            code: reader.readCount(), indication: reader.readCount(), products: reader.readCounts(), protocols: reader.readCounts(),
            route: Route.readOptional(&reader),
            population: Population(ages: Limits(reading: &reader), weights: Limits(reading: &reader), isOnlyCaution: reader.readBool()),
            questions: QuestionTerms.readList(&reader), measures: reader.readList { MeasureTerms(reading: &$0) },
            rows: reader.readList { Row(PlanCondition(reading: &$0), Course(reading: &$0)) }, caps: Cap.readList(&reader),
            adjustments: reader.readList { Adjustment(reading: &$0) }, alerts: reader.readList(upTo: 10_000) { Alert(reading: &$0) },
            guardWords: ClinicalText(reading: &reader))
        // A measure is worked out from earlier ones only, so that none waits for itself.
        for (index, measure) in measures.enumerated() { reader.expect(measure.formula != .deIndexed || measure.source < index) }
    }
}

extension RegimenTerms.Step {
    func encode(into numbers: inout [Double]) {
        id.encode(into: &numbers)
        label.encode(into: &numbers)
        numbers.append(rows.count)
        for row in rows {
            row.condition.encode(into: &numbers)
            switch row.outcome {
            case .stop(let alert): numbers.append(contentsOf: [0, Double(alert)])
            case .dose(let dose):
                numbers.append(1)
                dose.encode(into: &numbers)
            }
        }
        RegimenTerms.Cap.encode(caps, into: &numbers)
    }

    convenience init(reading reader: inout NumberReader) {
        self.init(
            id: ClinicalText(reading: &reader), label: ClinicalText(reading: &reader),
            rows: reader.readList { .init(PlanCondition(reading: &$0), RegimenTerms.StepDose(reading: &$0)) },
            caps: RegimenTerms.Cap.readList(&reader))
    }
}

extension RegimenTerms.Course {
    fileprivate init(reading reader: inout NumberReader) {
        self = reader.readBool() ? .steps(reader.readList { RegimenTerms.Step(reading: &$0) }) : .stop(reader.readCount())
    }
}

extension RegimenTerms.StepDose {
    fileprivate init(reading reader: inout NumberReader) {
        self = reader.readBool() ? .dose(DoseTerms(reading: &reader)) : .stop(reader.readCount())
    }
}

extension RegimenTerms.Adjustment {
    fileprivate convenience init(reading reader: inout NumberReader) {
        self.init(
            words: ClinicalText(reading: &reader), bolus: Amount.readOptional(&reader), change: Rate.readOptional(&reader),
            hold: reader.readOptional())
    }
}

extension RegimenTerms.Alert {
    fileprivate convenience init(reading reader: inout NumberReader) {
        self.init(
            isStop: reader.readBool(), condition: reader.readBool() ? PlanCondition(reading: &reader) : nil, risks: reader.readCounts())
    }
}

extension RegimenTerms.Cap {
    static func encode(_ caps: [RegimenTerms.Cap], into numbers: inout [Double]) {
        numbers.append(caps.count)
        for cap in caps {
            switch cap.kind {
            case .dose: numbers.append(contentsOf: [1, 0])
            case .day: numbers.append(contentsOf: [2, 0])
            case .course: numbers.append(contentsOf: [3, 0])
            case .rate(let time): numbers.append(contentsOf: [4, Double(time.rawValue)])
            case .lifetime(let question): numbers.append(contentsOf: [5, Double(question)])
            }
            cap.amount.encode(into: &numbers)
        }
    }

    @inline(never)
    static func readList(_ reader: inout NumberReader) -> [RegimenTerms.Cap] {
        reader.readList { RegimenTerms.Cap(Kind(reading: &$0), Amount(reading: &$0)) }
    }
}

extension RegimenTerms.Cap.Kind {
    /// Its number, and what it is per or asks: 0 where that is nothing.
    fileprivate init(reading reader: inout NumberReader) {
        let code = reader.readCount(upTo: 5)
        let part = reader.readCount()
        switch code {
        case 1: self = .dose
        case 2: self = .day
        case 3: self = .course
        case 4:
            let time = UInt8(exactly: part).flatMap { BaseUnit(rawValue: $0) }
            reader.expect(time?.dimension == .time)
            self = .rate(time ?? .hour)
        default:
            reader.expect(code == 5)
            self = .lifetime(part)
        }
    }
}
