import Citations
import ClinicalLogic
import KnowledgeBase
import Markdown
import Rendering
import Templates

/// An evidence record as a question, a summary of findings, plots and the certainty.
struct EvidenceTable {
    let renderer: ContentRenderer
    let hasAnchors: Bool

    func values(_ record: EvidenceRecord) -> [TemplateKey: TemplateValue] {
        var question: [TemplateValue] = []
        func part(_ label: String, _ text: RichText?) {
            guard let text else { return }
            question.append([.label: .text(label), .html: .html(renderer.html(text))])
        }
        part("Population", record.question.population)
        part("Intervention", record.question.intervention)
        part("Comparator", record.question.comparator)
        part("Outcome", record.question.outcome)
        let plots = EvidencePlots(record: record, name: name)
        let drawn = plots.all
        return [
            .question: .list(question),
            .studies: .list(record.studies.map(study)),
            .pooled: .list(record.pooled.map(pooled)),
            .biasNote: .text(biasNote(record)),
            .methods: .text(methods(record)),
            .plots: .list(drawn.map { [.title: .text($0.title), .svg: .html($0.html)] }),
            .hasPlots: .flag(!drawn.isEmpty),
            .plotsUncontrolled: .flag(plots.hasUncontrolled), .plotsComparator: .flag(plots.hasComparator),
            .plotsPooled: .flag(plots.hasPooled),
            .certaintyID: .text(hasAnchors ? "certainty" : ""),
            .certainty: .text(record.certainty.level.words),
            .certaintyMark: .text(mark(record.certainty.level)),
            .isGraded: .flag(record.certainty.level != .notGraded),
            .certaintyText: .html(renderer.html(record.certainty.text)),
            .certaintySource: .html(record.certainty.source.map { renderer.citation([$0]) }),
            .certaintyBy: .text(record.certainty.by),
            .certaintyStart: .text(record.certainty.start?.words),
            .reasons: .list(record.certainty.reasons.map(reason)),
            .grades: .list(
                record.sourceGrades.map { grade in
                    [
                        .grade: .text(grade.grade), .html: .html(renderer.html(grade.text)),
                        .source: .html(renderer.citation([grade.source])),
                        .name: .text(grade.source.key),
                    ]
                }),
        ]
    }

    // MARK: Studies

    private func study(_ study: EvidenceRecord.Study) -> TemplateValue {
        [
            .id: .text(hasAnchors ? study.id : ""), .key: .text(study.id),
            .name: .text(name(study)),
            .citation: .html(renderer.citation([study.reference])),
            .design: .text(study.design.words),
            .isUncontrolled: .flag(study.isUncontrolled), .isOverlapping: .flag(study.isOverlapping),
            .population: .html(renderer.html(study.population)),
            .outcome: .html(renderer.html(study.outcome)),
            .arms: .list(study.arms.map { arm($0, of: study) }),
            .comparisons: .list(study.comparison.map { [comparison($0, of: study)] } ?? []),
            .followUp: .text(study.followUp),
            .bias: .text(isAssessed(study) ? study.riskOfBias?.words : nil),
            .biasText: .html(renderer.html(study.riskOfBiasText)),
            .notes: .html(renderer.html(study.notes)), .hasNotes: .flag(study.notes != nil || study.riskOfBiasText != nil),
        ]
    }

    /// Whether anybody assessed it.
    private func isAssessed(_ study: EvidenceRecord.Study) -> Bool { study.riskOfBias.map { $0 != .notAssessed } ?? false }

    /// Said once for all studies, where there is something to say.
    private func biasNote(_ record: EvidenceRecord) -> String? {
        let open = record.studies.filter { !isAssessed($0) }
        let count = open.count
        // Each may say for itself why.
        if count == 0 || open.allSatisfy({ $0.riskOfBiasText != nil }) { return nil }
        return count == record.studies.count ? "Risk of bias: not assessed." : "Risk of bias: not assessed where the table gives none."
    }

    /// `Dalakas 1993`: the first author and the year of the reference, and what tells two of them apart.
    private func name(_ study: EvidenceRecord.Study) -> String {
        shortName(study) + (study.label.map { ", \($0)" } ?? "")
    }

    private func shortName(_ study: EvidenceRecord.Study) -> String {
        guard let reference = renderer.scope.knowledgeBase.reference(study.reference.key) else { return study.id }
        let name =
            switch reference.authors.first {
            case .person(let person): person.family
            case .group(let name): name
            // Where the authors are not known, the journal tells one study from another.
            case nil: reference.containerTitleShort ?? reference.containerTitle ?? ""
            }
        let year = if case .date(let date) = reference.issued { String(date.year) } else { "" }
        let text = [name, year].filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? study.id : text
    }

    private func arm(_ arm: EvidenceRecord.Arm, of study: EvidenceRecord.Study) -> TemplateValue {
        let id = "\(study.id).\(arm.id)"
        var text: String
        var detail = ""
        var parts: [TemplateValue] = []
        func part(_ before: String, _ name: String, _ text: String, _ after: String = "") {
            parts.append([.before: .text(before), .id: .text(hasAnchors ? "\(id).\(name)" : ""), .key: .text(name), .text: .text(text), .after: .text(after)])
        }
        switch arm.result {
        case .events(let events, let total):
            text = FactValue.proportion(events: events, of: total).text
            if let proportion = arm.proportion {
                let display = proportion.display
                part("", "percent", FactValue.estimate(proportion.value * 100, display).text)
                part("(", "interval", FactValue.interval(proportion.interval.low * 100, proportion.interval.high * 100, display).text, ")")
            }
        case .percent(let percent, let total):
            text = FactValue.number(percent, unit: "%").text
            detail = total.map { "of \(Decimal.format(Double($0)))" } ?? ""
        case .change(let value, let unit, let total, let reported):
            text = "\(value > 0 ? "+" : "")\(EvidenceWords.minus(Decimal.format(value)))"
            detail = unit + (total.map { ", n = \(Decimal.format(Double($0)))" } ?? "")
            if let reported {
                part(
                    "(\(Decimal.format(reported.level)) % interval of the source: ", "interval",
                    EvidenceWords.minus(FactValue.interval(reported.low, reported.high, FactDisplay(exact: nil)).text), ")")
            }
        case .beforeAfter(let before, let after, let unit, let total):
            text = total.map { "n = \(Decimal.format(Double($0)))" } ?? ""
            part("before ", "before", EvidenceWords.minus(Decimal.format(before)), ",")
            part("after ", "after", EvidenceWords.minus(Decimal.format(after)), " \(unit)")
        case .size(let total):
            text = "n = \(Decimal.format(Double(total)))"
        }
        return [
            .id: .text(hasAnchors ? id : ""), .key: .text(arm.id), .countID: .text(hasAnchors && arm.n != nil ? "\(id).n" : ""),
            .label: .text(arm.label), .text: .text(text), .detail: .text(detail), .parts: .list(parts),
        ]
    }

    private func comparison(_ comparison: EvidenceRecord.Comparison, of study: EvidenceRecord.Study) -> TemplateValue {
        let id = "\(study.id).\(comparison.measure.rawValue)"
        func anchor(_ suffix: String) -> TemplateValue { .text(hasAnchors ? id + suffix : "") }
        var values: [TemplateKey: TemplateValue] = [
            .key: .text(comparison.measure.rawValue),
            .label: .text("\(comparison.measure.words), \(comparison.intervention.label) against \(comparison.comparator.label)"),
            // Said even where there are none: a template would take the study's own.
            .id: "", .text: "", .reported: "",
        ]
        if let (value, interval) = comparison.estimate {
            let display = comparison.measure.display(interval)
            if value.isFinite {
                values[.id] = anchor("")
                values[.text] = .text(EvidenceWords.minus(FactValue.estimate(value, display).text))
            } else {
                values[.text] = "no upper limit"
            }
            values[.intervalID] = anchor(".interval")
            values[.interval] = .text(EvidenceWords.minus(FactValue.interval(interval.low, interval.high, display).text))
        }
        if let reported = comparison.reported {
            let display = FactDisplay(exact: comparison.measure.unit)
            values[.reportedID] = anchor(".reported")
            values[.reported] = .text(EvidenceWords.minus(FactValue.estimate(reported.value, display).text))
            values[.reportedIntervalID] = anchor(".reported.interval")
            values[.reportedInterval] = .text(EvidenceWords.minus(FactValue.interval(reported.low, reported.high, display).text))
            values[.reportedLevel] = .text("\(Decimal.format(reported.level)) %")
        }
        return .object(values)
    }

    private func pooled(_ pooled: EvidenceRecord.Pooled) -> TemplateValue {
        let display = pooled.display
        let size = [pooled.studies.map { "\($0) \($0 == 1 ? "study" : "studies")" }, pooled.n.map { "\(Decimal.format(Double($0))) people" }]
        return [
            .id: .text(hasAnchors ? pooled.id : ""), .key: .text(pooled.id), .label: .text(pooled.label),
            .citation: .html(renderer.citation([pooled.source])), .measure: .text(pooled.measure.words.prefix(1).uppercased() + pooled.measure.words.dropFirst()),
            .text: .text(EvidenceWords.minus(FactValue.estimate(pooled.estimate.value, display).text)),
            .intervalID: .text(hasAnchors ? "\(pooled.id).interval" : ""),
            .interval: .text(EvidenceWords.minus(FactValue.interval(pooled.estimate.low, pooled.estimate.high, display).text)),
            .level: .text("\(Decimal.format(pooled.estimate.level)) %"), .size: .text(size.compactMap { $0 }.joined(separator: ", ")),
            .notes: .html(renderer.html(pooled.text)),
        ]
    }

    // MARK: Words

    /// By which methods the intervals of this record were worked out; nil when there are none.
    private func methods(_ record: EvidenceRecord) -> String? {
        var methods: [String] = []
        if record.studies.contains(where: { $0.arms.contains { $0.proportion != nil } }) { methods.append("shares by Wilson") }
        let measures = record.studies.compactMap { $0.comparison?.estimate == nil ? nil : $0.comparison?.measure }
        if measures.contains(.difference) { methods.append("risk differences by Newcombe") }
        if measures.contains(.ratio) { methods.append("risk ratios by Miettinen and Nurminen") }
        guard !methods.isEmpty else { return nil }
        return "95 % confidence intervals in brackets are worked out from these numbers: \(methods.joined(separator: ", "))."
    }

    /// GRADE's circles: as many filled as the certainty is high.
    private func mark(_ certainty: EvidenceRecord.Certainty) -> String? {
        let filled: Int
        switch certainty {
        case .high: filled = 4
        case .moderate: filled = 3
        case .low: filled = 2
        case .veryLow: filled = 1
        case .notGraded: return nil
        }
        return String(repeating: "⊕", count: filled) + String(repeating: "◯", count: 4 - filled)
    }

    private func reason(_ reason: EvidenceRecord.Reason) -> TemplateValue {
        [
            .verb: .text(reason.isLowering ? "Lowered" : "Raised"), .domain: .text(reason.domain.words),
            .levels: .text(reason.levels == 1 ? "1 level" : "\(reason.levels) levels"), .html: .html(renderer.html(reason.text)),
        ]
    }
}
