import ClinicalLogic
import Diagnostics
import SourceData

extension CriteriaSet.Item {
    /// Nil, with a diagnostic, when it has no name.
    init?(_ value: DataValue, _ reader: RecordReader) {
        guard let fields = Fields(value, owner: "an item", log: reader.log) else { return nil }
        let id = fields.requiredString("id")
        let label = fields.requiredString("label")
        definition = reader.richText("definition", in: fields)
        let group = fields.string("group")
        section = fields.string("section")?.value
        source = reader.citation("source", in: fields)
        guard let id, let label else {
            _ = ["points", "quantity", "bands", "options"].map(fields.value)
            fields.finish()
            return nil
        }
        reader.addAnchor(id.value, at: id.position)
        let part = Part(id: id.value, label: label.value, reader: reader)
        points = part.points(in: fields)
        let written = part.bounded(in: fields)
        bands = part.bands(in: fields)
        quantity = written?.notBelowZero(unless: bands)
        options = part.options(in: fields)
        fields.finish()
        self.id = id.value
        self.label = label.value
        self.group = group?.value
        check(fields, group, reader.log)
    }

    private func check(_ fields: Fields, _ group: Located<String>?, _ log: DiagnosticLog) {
        func report(_ summary: String, at position: SourcePosition? = nil, _ help: String) {
            log.report(.inconsistentRecord, at: position ?? fields.position, summary, suggestion: help)
        }
        if !bands.isEmpty, fields.value("quantity") == nil {
            report("'\(id)' has bands but no quantity", "add `quantity: { unit: ... }`: bands are bands of a number")
        }
        if !options.isEmpty, fields.value("quantity") != nil || !bands.isEmpty {
            report("'\(id)' is both a number and a choice", "keep 'quantity' or 'options'")
        }
        if !points.isEmpty, !bands.isEmpty || !options.isEmpty {
            report("'\(id)' has points twice", "put them on its \(bands.isEmpty ? "options" : "bands") alone")
        }
        if options.count == 1 { report("'\(id)' leaves no choice", "give it two options or more, or none") }
        if let group, fields.value("quantity") != nil || !options.isEmpty {
            report(
                "only items that are simply met or not can share a group", at: group.position,
                "take '\(id)' out of the group, or make one item with `options` of the whole group")
        }
    }
}

extension CriteriaSet.Bounded {
    /// A slip of a minus sign is no finding. Where any limit lies below zero, figures may, and where `minimum` says so.
    fileprivate func notBelowZero(unless bands: [CriteriaSet.Band]) -> CriteriaSet.Bounded {
        let limits = bands.compactMap(\.limit?.value) + [limit, maximum].compactMap { $0 }
        guard minimum == nil, !limits.contains(where: { $0 < 0 }) else { return self }
        return CriteriaSet.Bounded(unit: unit, comparison: comparison, limit: limit, minimum: 0, maximum: maximum)
    }
}

/// Reads the parts of one item; `id` is the beginning of their fact ids.
private struct Part {
    let id: String
    let label: String
    let reader: RecordReader

    private var log: DiagnosticLog { reader.log }

    func points(in fields: Fields) -> CriteriaSet.Points {
        guard let value = fields.value("points") else { return [:] }
        if case .scalar = value {
            guard let number = fields.number("points"), isCountable(number) else { return [:] }
            reader.addFact("\(id).points", "\(label): points", .number(number.value, unit: nil), at: number.position)
            return ["points": number.value]
        }
        guard let columns = Fields(value, owner: "'points'", log: log) else { return [:] }
        var points: CriteriaSet.Points = [:]
        for key in columns.keys {
            guard let number = columns.number(key.value), isCountable(number) else { continue }
            points[key.value] = number.value
            reader.addFact("\(id).\(key.value)", "\(label): points", .number(number.value, unit: nil), at: key.position)
        }
        return points
    }

    /// Scores are added up in whole millionths, so that their sums are exact.
    private func isCountable(_ number: Located<Double>) -> Bool {
        if ScorePoints.millionths(number.value) != nil { return true }
        log.report(
            .inconsistentRecord, at: number.position, "'points' must lie within 1,000,000 and have at most six decimals",
            suggestion: "round it as its source does")
        return false
    }

    func bounded(in fields: Fields) -> CriteriaSet.Bounded? {
        guard let limits = fields.mapping("quantity", owner: "'quantity'") else { return nil }
        let unit = limits.string("unit")?.value
        let bound = reader.bound(in: limits)
        let minimum = limits.number("minimum")
        let maximum = limits.number("maximum")
        limits.finish()
        if let minimum, let maximum, minimum.value >= maximum.value {
            log.report(
                .inconsistentRecord, at: maximum.position, "'maximum' is not above 'minimum'", suggestion: "change one of the two")
        }
        var comparison: Comparison?
        var limit: Double?
        if let (found, text) = bound {
            guard let number = Decimal.parse(text.value) else {
                log.report(
                    .wrongType, at: text.position, "'\(found.rawValue)' must be a number, not '\(text.value)'",
                    suggestion: DecimalComma(in: text.value)?.suggestion)
                return nil
            }
            if number < minimum?.value ?? number || number > maximum?.value ?? number {
                log.report(
                    .inconsistentRecord, at: text.position, "the limit lies outside 'minimum' and 'maximum'",
                    suggestion: "change one of them")
            }
            reader.addFact("\(id).\(found.rawValue)", "\(label): \(found.words)", .number(number, unit: unit), at: text.position)
            comparison = found
            limit = number
        }
        return CriteriaSet.Bounded(
            unit: unit, comparison: comparison, limit: limit, minimum: minimum?.value, maximum: maximum?.value)
    }

    func bands(in fields: Fields) -> [CriteriaSet.Band] {
        var number = 0
        var last: Double?
        let unit = fields.value("quantity").flatMap { value -> String? in
            guard case .mapping(let entries, _) = value, case .scalar(let unit, _, _)? = entries.first(where: { $0.key == "unit" })?.value
            else { return nil }
            return unit
        }
        let bands: [CriteriaSet.Band] = fields.list("bands") { value, log in
            guard let band = Fields(value, owner: "a band", log: log) else { return nil }
            number += 1
            let part = Part(id: "\(id).band-\(number)", label: "\(label), band \(number)", reader: reader)
            let bounds = [Comparison.atLeast, .over].compactMap { comparison in
                band.number(comparison.rawValue).map { (comparison: comparison, limit: $0) }
            }
            let points = band.required("points") { part.points(in: band) } ?? [:]
            band.finish()
            if bounds.count > 1 {
                log.report(.inconsistentRecord, at: bounds[1].limit.position, "a band has two limits", suggestion: "keep one")
            }
            guard let bound = bounds.first else {
                if number > 1 { band.reportMissing("at-least", suggestion: "only the first band can do without 'at-least' or 'over'") }
                return CriteriaSet.Band(limit: nil, points: points)
            }
            if let last, bound.limit.value <= last {
                log.report(
                    .inconsistentRecord, at: bound.limit.position, "the band's limit is not above the one before it",
                    suggestion: "list bands from lowest to highest")
            }
            last = bound.limit.value
            reader.addFact(
                "\(part.id).\(bound.comparison.rawValue)", "\(label): \(bound.comparison.words)",
                .number(bound.limit.value, unit: unit), at: bound.limit.position)
            return CriteriaSet.Band(limit: (bound.comparison, bound.limit.value), points: points)
        }
        if bands.count > CriteriaTerms.mostBands {
            log.report(
                .inconsistentRecord, at: fields.position, "'\(id)' has more than \(CriteriaTerms.mostBands) bands",
                suggestion: "split it into two items")
        }
        return bands
    }

    func options(in fields: Fields) -> [CriteriaSet.Option] {
        let options: [CriteriaSet.Option] = fields.list("options") { value, log in
            guard let option = Fields(value, owner: "an option", log: log) else { return nil }
            let name = option.requiredString("id")
            let title = option.requiredString("label")
            let definition = reader.richText("definition", in: option)
            guard let name, let title else {
                _ = option.value("points")
                option.finish()
                return nil
            }
            let part = Part(id: "\(id).\(name.value)", label: "\(label), \(title.value)", reader: reader)
            reader.addAnchor(part.id, at: name.position)
            let points = part.points(in: option)
            option.finish()
            return CriteriaSet.Option(id: name.value, label: title.value, definition: definition, points: points)
        }
        if options.count > CriteriaTerms.mostBands {
            log.report(
                .inconsistentRecord, at: fields.position, "'\(id)' has more than \(CriteriaTerms.mostBands) options",
                suggestion: "split it into two items")
        }
        return options
    }
}
