import ClinicalLogic
import Diagnostics
import Markdown
import SourceData

extension Product {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        let genericName = fields.requiredString("generic-name")
        let drug = fields.string("drug")
        manufacturer = fields.string("manufacturer")?.value
        let concentration = fields.required("concentration") {
            reader.quantity("concentration", in: fields, like: "100 mg/mL")
        }
        if let concentration {
            reader.addFact("concentration", "Concentration", .quantity(concentration.value), at: concentration.position)
        }
        vials = fields.strings("vials").compactMap {
            reader.quantity($0, name: "a vial", like: ["10 g", "50 mL"])?.value
        }
        reader.addAnchor("vials", at: fields.position)
        stabiliser = fields.string("stabiliser")?.value
        if stabiliser != nil { reader.addAnchor("stabiliser", at: fields.position) }
        iga = Self.iga(reader)
        let label = Self.label(reader)
        labelledUses = fields.list("indications") { value, _ in Self.labelledUse(value, reader) }
        if !labelledUses.isEmpty { reader.addAnchor("indications", at: fields.position) }
        infusions = fields.list("infusion") { value, _ in Self.infusion(value, reader) }
        if !infusions.isEmpty { reader.addAnchor("infusion", at: fields.position) }
        rateCaps = fields.list("rate-caps") { value, _ in Self.rateCap(value, reader) }
        billing = Self.billing(reader)
        contraindications = reader.richTexts("contraindications", in: fields)
        if !contraindications.isEmpty { reader.addAnchor("contraindications", at: fields.position) }
        warnings = reader.richTexts("warnings", in: fields)
        if !warnings.isEmpty { reader.addAnchor("warnings", at: fields.position) }
        guard let head = reader.head(), let genericName, let concentration, let label else { return nil }
        self.head = head
        self.genericName = genericName.value
        self.drug = drug?.value ?? genericName.value
        self.concentration = concentration.value
        self.label = label
    }

    private static func iga(_ reader: RecordReader) -> IgA? {
        guard let fields = reader.fields.mapping("iga", owner: "'iga'") else { return nil }
        let text = fields.requiredString("text")
        let value = fields.required("value") { reader.quantity("value", in: fields, like: "100 mcg/mL") }
        fields.finish()
        guard let text, let value else { return nil }
        reader.addFact("iga", "IgA", .quantity(value.value), at: value.position)
        return IgA(text: text.value, value: value.value)
    }

    private static func label(_ reader: RecordReader) -> Label? {
        guard let fields = reader.fields.required("label", { reader.fields.mapping("label", owner: "'label'") }) else { return nil }
        let region = fields.requiredString("region")
        let date = fields.required("date") { fields.date("date") }
        let reference = reader.citation("reference", in: fields)
        let note = fields.string("note")?.value
        fields.finish()
        guard let region, let date else { return nil }
        reader.addFact("label-date", "Label date", .date(date.value), at: date.position)
        return Label(region: region.value, date: date.value, reference: reference, note: note)
    }

    private static func indication(in fields: Fields) -> Indication? {
        let article = fields.string("indication")
        let name = fields.string("name")?.value
        if article == nil, name == nil {
            fields.reportMissing("indication", suggestion: "give `indication` (an article's id) or `name`")
            return nil
        }
        return Indication(article: article, name: name)
    }

    private static func labelledUse(_ value: DataValue, _ reader: RecordReader) -> LabelledUse? {
        guard let fields = Fields(value, owner: "an indication", log: reader.log) else { return nil }
        let indication = indication(in: fields)
        let population = fields.string("population")?.value
        let status = fields.requiredChoice("status", LabelStatus.self)
        let regimens = fields.strings("regimens")
        if status == .offLabel, let first = regimens.first {
            reader.log.report(
                .inconsistentRecord, at: first.position, "an off-label use has no regimen that the label states",
                suggestion: "remove 'regimens', or change 'status'")
        }
        let minimum = reader.quantity("minimum-age", in: fields, like: "18 years", "90 days")?.value
        let maximum = reader.quantity("maximum-age", in: fields, like: "18 years", "90 days")?.value
        fields.finish()
        guard let indication, let status else { return nil }
        return LabelledUse(
            indication: indication, population: population, status: status, regimens: regimens, minimumAge: minimum, maximumAge: maximum)
    }

    private static func infusion(_ value: DataValue, _ reader: RecordReader) -> Infusion? {
        guard let fields = Fields(value, owner: "an infusion", log: reader.log) else { return nil }
        let rate = ["0.01 mL/kg/min", "1 mg/kg/min", "100 mL/h", "100 mg/h"]
        func quantity(_ key: String) -> Located<Quantity>? {
            fields.string(key).flatMap { reader.quantity($0, name: "'\(key)'", like: rate) }
        }
        let id = fields.requiredString("id")
        let indication = indication(in: fields)
        let population = fields.string("population")?.value
        let start = fields.required("start") { quantity("start") }
        let maximum = fields.required("maximum") { quantity("maximum") }
        let steps = fields.strings("steps").compactMap { reader.quantity($0, name: "a step", like: rate) }
        let every = reader.quantity("every", in: fields, like: "30 min")
        let leastTime = leastTime(fields, reader)
        let source = reader.citation("source", in: fields)
        let everySource = reader.citation("every-source", in: fields)
        if let everySource, every == nil {
            reader.log.report(
                .inconsistentRecord, at: everySource.position, "there is no 'every' for this source", suggestion: "give 'every', or remove it")
        }
        fields.finish()
        guard let id, let indication, let start, let maximum else { return nil }
        let name = "infusion.\(id.value)"
        reader.addAnchor(name, at: id.position)
        reader.addFact("\(name).start", "Starting rate", .quantity(start.value), at: start.position)
        if let every { reader.addFact("\(name).every", "Least time between steps", .quantity(every.value), at: every.position) }
        reader.addFact("\(name).maximum", "Maximum rate", .quantity(maximum.value), at: maximum.position)
        if let leastTime { reader.addFact("\(name).least-time", "Least time", .quantity(leastTime.value), at: leastTime.position) }
        checkOrder([start] + steps + [maximum], reader)
        return Infusion(
            id: id.value, indication: indication, population: population, start: start.value,
            steps: steps.map(\.value), every: every?.value, maximum: maximum.value, leastTime: leastTime?.value,
            source: source, everySource: everySource)
    }

    /// `over: { at-least: 60 min }`
    private static func leastTime(_ infusion: Fields, _ reader: RecordReader) -> Located<Quantity>? {
        guard let fields = infusion.mapping("over", owner: "'over'") else { return nil }
        let time = fields.required("at-least") { reader.quantity("at-least", in: fields, like: "60 min", "2 h") }
        fields.finish()
        return time
    }

    /// Rates rise from start to maximum; a slip of the decimal point shows here.
    private static func checkOrder(_ rates: [Located<Quantity>], _ reader: RecordReader) {
        for (lower, higher) in zip(rates, rates.dropFirst()) {
            guard let next = higher.value.converted(to: lower.value.unit) else {
                reader.log.report(
                    .inconsistentRecord, at: higher.position,
                    "\(higher.value.formatted()) and \(lower.value.formatted()) are different kinds of rate",
                    suggestion: "give all rates of one infusion in the same unit")
                continue
            }
            if next.value < lower.value.value {
                reader.log.report(
                    .inconsistentRecord, at: higher.position,
                    "the rate \(higher.value.formatted()) is below \(lower.value.formatted()), which comes before it",
                    suggestion: "rates rise from 'start' over 'steps' to 'maximum'")
            }
        }
    }

    private static func rateCap(_ value: DataValue, _ reader: RecordReader) -> RateCap? {
        guard let fields = Fields(value, owner: "a rate cap", log: reader.log) else { return nil }
        let flag = fields.requiredString("flag")
        let maximum = fields.required("maximum") {
            reader.quantity("maximum", in: fields, like: "0.01 mL/kg/min", "1 mg/kg/min", "100 mL/h", "100 mg/h")
        }
        let source = reader.citation("source", in: fields)
        fields.finish()
        guard let flag, let maximum, reader.checkFlag(flag) else { return nil }
        reader.addFact(
            "rate-cap.\(flag.value)", "Maximum rate with \(Condition.flag(flag.value).words)", .quantity(maximum.value),
            at: maximum.position)
        return RateCap(flag: flag.value, maximum: maximum.value, source: source)
    }

    private static func billing(_ reader: RecordReader) -> BillingCode? {
        guard let fields = reader.fields.mapping("hcpcs", owner: "'hcpcs'") else { return nil }
        let code = fields.requiredString("code")
        let unit = reader.quantity("unit", in: fields, like: "500 mg", "1 mL")?.value
        fields.finish()
        guard let code else { return nil }
        reader.addFact("hcpcs", "HCPCS code", .text(code.value), at: code.position)
        return BillingCode(code: code.value, unit: unit)
    }
}
