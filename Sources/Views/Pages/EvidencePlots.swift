import ClinicalLogic
import KnowledgeBase
import Markdown

/// The plots of one evidence record: shares, comparisons and changes, each above an axis of its own.
struct EvidencePlots {
    let record: EvidenceRecord
    /// What readers call a study.
    let name: (EvidenceRecord.Study) -> String

    var all: [ForestPlot] { [proportions, comparisons(.difference), comparisons(.ratio)].compactMap { $0 } + changes }

    // Which marks the plots have, for the words beside them.
    var hasUncontrolled: Bool { record.studies.contains { $0.isUncontrolled && $0.arms.contains { $0.proportion != nil } } }
    var hasComparator: Bool { record.studies.contains { study in study.arms.contains { isComparator($0, in: study) && $0.proportion != nil } } }
    var hasPooled: Bool { !record.pooled.isEmpty }

    private func isComparator(_ arm: EvidenceRecord.Arm, in study: EvidenceRecord.Study) -> Bool {
        arm.isComparator || arm.id == study.comparison?.comparator.id
    }

    /// `Cherin 1991 · uncontrolled`
    private func title(_ study: EvidenceRecord.Study) -> String {
        name(study) + (study.isUncontrolled ? " · uncontrolled" : "") + (study.isOverlapping ? " · arms share people" : "")
    }

    private func group(_ study: EvidenceRecord.Study, _ rows: [ForestPlot.Row]) -> ForestPlot.Group? {
        rows.isEmpty ? nil : ForestPlot.Group(title: title(study), detail: study.outcome?.plainText ?? "", key: study.id, rows: rows)
    }

    private func pooled(_ isShown: (EvidenceRecord.Pooled) -> Bool, scaledBy factor: Double = 1) -> [ForestPlot.Group] {
        let rows = record.pooled.filter(isShown).map { pooled in
            let estimate = pooled.estimate
            return ForestPlot.Row(
                label: pooled.label, figures: EvidenceWords.pooled(pooled), value: estimate.value * factor,
                interval: Interval95(low: estimate.low * factor, high: estimate.high * factor), marker: .pooled, n: pooled.n, key: pooled.id)
        }
        return rows.isEmpty ? [] : [ForestPlot.Group(title: "Pooled by the source", detail: "", key: "pooled", rows: rows)]
    }

    private var proportions: ForestPlot? {
        let groups = record.studies.compactMap { study in
            group(
                study,
                study.arms.compactMap { arm in
                    let marker: ForestPlot.Marker = study.isUncontrolled ? .uncontrolled : isComparator(arm, in: study) ? .open : .filled
                    if let proportion = arm.proportion {
                        return ForestPlot.Row(
                            label: arm.label, figures: EvidenceWords.proportion(proportion), value: proportion.value, interval: proportion.interval,
                            marker: marker, n: proportion.total, key: arm.id)
                    }
                    guard case .percent(let percent, _) = arm.result else { return nil }
                    return ForestPlot.Row(
                        label: arm.label, figures: "\(Decimal.format(percent)) %, no interval", value: percent / 100, interval: nil, marker: .unsized,
                        n: nil, key: arm.id)
                })
        }
        let all = groups + pooled({ $0.measure == .proportion }, scaledBy: 0.01)
        guard !all.isEmpty else { return nil }
        return ForestPlot(
            title: "Share of people with the outcome, by study and arm", axis: "Share of people with the outcome", scale: .percent,
            tickText: { "\(Decimal.format($0 * 100, decimals: 0)) %" }, reference: nil, sides: nil, groups: all)
    }

    private func comparisons(_ measure: EvidenceRecord.Measure) -> ForestPlot? {
        var groups: [ForestPlot.Group] = []
        for study in record.studies {
            guard let comparison = study.comparison, comparison.measure == measure else { continue }
            var rows: [ForestPlot.Row] = []
            let label = "\(comparison.intervention.label) – \(comparison.comparator.label)"
            let n = [comparison.intervention.n, comparison.comparator.n].compactMap { $0 }.reduce(0, +)
            if let (value, interval) = comparison.estimate {
                rows.append(
                    ForestPlot.Row(
                        label: label, figures: EvidenceWords.estimate(value, interval, measure), value: value, interval: interval, marker: .filled,
                        n: n, key: "\(study.id)-\(measure.rawValue)"))
            } else if let reported = comparison.reported {
                let interval = Interval95(low: reported.low, high: reported.high)
                rows.append(
                    ForestPlot.Row(
                        label: label, figures: EvidenceWords.estimate(reported.value, interval, measure) + ", as reported", value: reported.value,
                        interval: interval, marker: .filled, n: n, key: "\(study.id)-\(measure.rawValue)"))
            }
            if let group = group(study, rows) { groups.append(group) }
        }
        groups += pooled { measure == .ratio ? $0.measure.isRatio : $0.measure == .riskDifference }
        guard !groups.isEmpty else { return nil }
        let values = groups.flatMap(\.rows).flatMap { [$0.value, $0.interval?.low, $0.interval?.high].compactMap { $0 } }
        let isRatio = measure == .ratio
        return ForestPlot(
            title: "\(measure.words) by study", axis: isRatio ? "\(measure.words), on a logarithmic axis" : "\(measure.words), percentage points",
            scale: isRatio ? .ratio(values) : .linear(values, reference: 0),
            tickText: { EvidenceWords.minus(Decimal.format($0, decimals: 2)) }, reference: (isRatio ? 1 : 0, "no difference"), sides: sides,
            groups: groups)
    }

    /// Whom the sides of the line favour, where the record says which way is good.
    private var sides: (left: String, right: String)? {
        guard let better = record.question.better else { return nil }
        let pairs = Set(record.studies.compactMap(\.comparison).map { [$0.intervention.label, $0.comparator.label] })
        let names = pairs.count == 1 ? pairs.first! : ["intervention", "comparator"]
        let (first, second) = better == .higher ? (names[1], names[0]) : (names[0], names[1])
        return ("favours \(first)", "favours \(second)")
    }

    /// One plot for each unit in which changes with intervals are reported.
    private var changes: [ForestPlot] {
        var units: [String] = []
        var groups: [String: [ForestPlot.Group]] = [:]
        func add(_ unit: String, _ group: ForestPlot.Group?) {
            guard let group else { return }
            if !units.contains(unit) { units.append(unit) }
            groups[unit, default: []].append(group)
        }
        for study in record.studies {
            var rows: [String: [ForestPlot.Row]] = [:]
            for arm in study.arms {
                guard case .change(let value, let unit, let n, let reported?) = arm.result else { continue }
                let marker: ForestPlot.Marker = study.isUncontrolled ? .uncontrolled : isComparator(arm, in: study) ? .open : .filled
                rows[unit, default: []].append(
                    ForestPlot.Row(
                        label: arm.label, figures: EvidenceWords.change(value, reported), value: value,
                        interval: Interval95(low: reported.low, high: reported.high), marker: marker, n: n, key: arm.id))
            }
            for unit in rows.keys.sorted() { add(unit, group(study, rows[unit]!)) }
        }
        for pooled in record.pooled where pooled.measure == .meanDifference {
            add(pooled.unit ?? "", self.pooled { $0.id == pooled.id }.first)
        }
        return units.map { unit in
            let values = groups[unit]!.flatMap(\.rows).flatMap { [$0.value, $0.interval?.low, $0.interval?.high].compactMap { $0 } }
            return ForestPlot(
                title: "Change in \(unit), by study and arm", axis: "Mean change, \(unit)", scale: .linear(values, reference: 0),
                tickText: { EvidenceWords.minus(Decimal.format($0, decimals: 2)) }, reference: (0, "no change"), sides: nil, groups: groups[unit]!)
        }
    }
}
