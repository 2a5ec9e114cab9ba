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
        reader.readQuestions()
        let concentration = Self.concentration("concentration", fields, reader)
        self.concentration = concentration?.value
        if let concentration {
            reader.addFact("concentration", "Concentration", .quantity(concentration.value), at: concentration.position)
        }
        let infusedAt = Self.concentration("infused-at", fields, reader)
        self.infusedAt = infusedAt?.value
        if let infusedAt { reader.addFact("infused-at", "Concentration infused", .quantity(infusedAt.value), at: infusedAt.position) }
        isDiluted = infusedAt != nil || fields.bool("diluted") ?? false
        containers = Self.containers(fields, reader)
        if !containers.isEmpty { reader.addAnchor("vials", at: fields.position) }
        isScored = fields.bool("scored") ?? false
        Self.check(containers, concentration, reader)
        if self.concentration == nil, !containers.contains(where: { $0.terms.form.isSolid || $0.terms.volume != nil }),
            !containers.contains(where: { $0.terms.form == .vial })
        {
            fields.reportMissing("concentration", suggestion: "write it like '100 mg/mL' or '120 mg/5 mL'; what is taken whole has `forms` instead")
        }
        stabiliser = fields.string("stabiliser")?.value
        if stabiliser != nil { reader.addAnchor("stabiliser", at: fields.position) }
        Self.checkOlderContents(fields, reader)
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
        questions = reader.asked
        guard let head = reader.head(), let genericName, let label else { return nil }
        self.head = head
        self.genericName = genericName.value
        self.drug = drug?.value ?? genericName.value
        self.label = label
    }

    /// What a form holds in its volume is the concentration of the product: two of them are two products.
    private static func check(_ containers: [Container], _ concentration: Located<Quantity>?, _ reader: RecordReader) {
        guard let concentration, let stated = ProductTerms.Concentration(concentration.value) else { return }
        for container in containers {
            guard let volume = container.terms.volume, let held = ProductTerms.Concentration(container.terms.value / volume, container.terms.unit) else { continue }
            let isSame = held.unit.dimension == stated.unit.dimension && abs(held.scaled - stated.scaled) <= 0.01 * stated.scaled
            if isSame { continue }
            let strength = Quantity(held.value, Unit(held.unit, per: .millilitre)).formatted(decimals: 3)
            reader.log.report(
                .inconsistentRecord, at: concentration.position, "'\(container.text)' holds \(strength), not \(concentration.value.formatted())",
                suggestion: "make a product of its own for each concentration")
        }
    }

    /// What a product holds besides its drug was once a key of its own: `{ text: average, value: 106 mcg/mL }`.
    private static func checkOlderContents(_ fields: Fields, _ reader: RecordReader) {
        for key in fields.keys {
            guard case .mapping(let entries, _)? = fields.entry(key.value), Set(entries.map(\.key)) == ["text", "value"] else { continue }
            reader.log.report(
                .unknownKey, at: key.position, "what a product holds besides its drug is a fact now",
                suggestion: "write it under 'facts': { id: \(key.value), label: …, value: … }")
            _ = fields.value(key.value)
        }
    }

    /// `100 mg/mL`, or by another volume: `120 mg/5 mL`.
    private static func concentration(_ key: String, _ fields: Fields, _ reader: RecordReader) -> Located<Quantity>? {
        guard let text = fields.string(key) else { return nil }
        let help = "write it like '100 mg/mL', '120 mg/5 mL' or '25,000 units/250 mL'"
        guard let (amount, volume) = Self.strength(text.value, text, reader, help, name: "'\(key)'") else { return nil }
        guard let volume, volume > 0, amount.unit.denominators.isEmpty, ProductTerms.Concentration(amount.value, amount.unit.numerator) != nil else {
            reader.log.report(.invalidQuantity, at: text.position, "'\(key)' is not an amount in a volume: '\(text.value)'", suggestion: help)
            return nil
        }
        return Located(Quantity(amount.value / volume, Unit(amount.unit.numerator, per: .millilitre)), at: text.position)
    }

    /// An amount, and the mL it is in where there is a slash.
    private static func strength(
        _ text: String, _ place: Located<String>, _ reader: RecordReader, _ help: String, name: String = "a form"
    ) -> (Quantity, Double?)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0).trimmed }
        guard let amount = reader.plainQuantity(Located(parts[0], at: place.position), name: name, help: help) else { return nil }
        if parts.count == 1 { return (amount, nil) }
        if let misread = MisreadUnit(in: parts[1]) {
            reader.log.report(.invalidQuantity, at: place.position, "\(name) has a unit that is misread: '\(text)'", suggestion: misread.suggestion)
            return nil
        }
        let volume = Decimal.read(parts[1][...]) == nil ? "1 \(parts[1])" : parts[1]
        guard parts.count == 2, let quantity = reader.plainQuantity(Located(volume, at: place.position), name: name, help: help),
            let millilitres = quantity.converted(to: Unit(.millilitre))
        else { return nil }
        return (amount, millilitres.value)
    }

    /// `forms: [40 mg/0.4 mL syringe, 5 mg tablet]`, and `vials: [10 g]` for plain vials.
    private static func containers(_ fields: Fields, _ reader: RecordReader) -> [Container] {
        let vials: [Container] = fields.strings("vials").compactMap { text in
            guard let quantity = reader.quantity(text, name: "a vial", like: ["10 g", "50 mL", "100 units", "1 mmol", "1 mEq"])?.value,
                let terms = ProductTerms.Container(quantity)
            else { return nil }
            return Container(text: quantity.formatted(), terms: terms)
        }
        let forms: [Container] = fields.strings("forms").compactMap { text in
            let help = "write it like '10 g vial', '40 mg/0.4 mL syringe' or '5 mg tablet'"
            let words = text.value.split(separator: " ")
            guard let last = words.last, let form = ProductTerms.Form(name: String(last)), words.count > 1 else {
                reader.log.report(
                    .unknownValue, at: text.position, "'\(text.value)' does not end with a form",
                    suggestion: words.last.flatMap { suggestion(for: String($0), among: ProductTerms.Form.allCases.map(\.words)) } ?? help)
                return nil
            }
            guard let (amount, volume) = strength(words.dropLast().joined(separator: " "), text, reader, help) else { return nil }
            guard let terms = ProductTerms.Container(amount, volume: volume, form) else {
                reader.log.report(.invalidQuantity, at: text.position, "'\(text.value)' is not what a form can hold", suggestion: help)
                return nil
            }
            return Container(text: text.value, terms: terms)
        }
        return vials + forms
    }

    private static func label(_ reader: RecordReader) -> Label? {
        guard let fields = reader.fields.required("label", { reader.fields.mapping("label", owner: "'label'") }) else { return nil }
        let region = fields.requiredString("region")
        let read = fields.date("read")
        let date = read ?? fields.required("date") { fields.date("date") }
        let reference = reader.citation("reference", in: fields)
        let note = fields.string("note")?.value
        fields.finish()
        guard let region, let date else { return nil }
        reader.addFact("label-date", "Label date", .date(date.value), at: date.position)
        if read != nil, let own = fields.value("date") {
            reader.log.report(.inconsistentRecord, at: own.position, "a label has 'date', or 'read' where it has none", suggestion: "remove one of the two")
        }
        return Label(region: region.value, date: date.value, isReadDate: read != nil, reference: reference, note: note)
    }

    private static func indication(in fields: Fields, isOptional: Bool = false) -> Indication? {
        let article = fields.string("indication")
        let name = fields.string("name")?.value
        if article == nil, name == nil {
            if isOptional { return nil }
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
        let limits = labelLimits(fields, reader)
        let every = reader.quantity("every", in: fields, like: "12 h", "4 weeks", "1 month")?.value
        fields.finish()
        guard let indication, let status else { return nil }
        return LabelledUse(
            indication: indication, population: population, status: status, regimens: regimens, minimumAge: minimum, maximumAge: maximum, limits: limits,
            every: every.flatMap { Interval($0) }, limitWords: limits.map { "at most \($0.text)" } + (every.map { ["not more often than every \($0.formatted())"] } ?? [])
        )
    }

    /// `caps: { per-day: 1 g/kg }`
    private static func labelLimits(_ use: Fields, _ reader: RecordReader) -> [LabelLimit] {
        guard let fields = use.mapping("caps", owner: "'caps'") else { return [] }
        let kinds: [(String, RegimenTerms.Cap.Kind)] = [("per-dose", .dose), ("per-day", .day), ("per-course", .course)]
        let limits = kinds.compactMap { key, kind -> LabelLimit? in
            guard let text = fields.string(key), let written = reader.amount(text, name: "'\(key)'"), written.most == nil, written.amount.value > 0 else { return nil }
            return LabelLimit(kind: kind, amount: written.amount, text: "\(written.quantity.formatted()) \(kind.words)")
        }
        fields.finish()
        return limits
    }

    private static func infusion(_ value: DataValue, _ reader: RecordReader) -> Infusion? {
        guard let fields = Fields(value, owner: "an infusion", log: reader.log) else { return nil }
        let rate = ["0.01 mL/kg/min", "1 mg/kg/min", "100 mL/h", "100 mg/h", "100 units/h", "18 units/kg/h"]
        func quantity(_ key: String) -> Located<Quantity>? {
            fields.string(key).flatMap { reader.quantity($0, name: "'\(key)'", like: rate) }
        }
        let id = fields.requiredString("id")
        let indication = indication(in: fields, isOptional: true)
        let occasion = fields.choice("occasion", Infusion.Occasion.self) ?? .any
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
        guard let id, let start, let maximum else { return nil }
        let name = "infusion.\(id.value)"
        reader.addAnchor(name, at: id.position)
        reader.addFact("\(name).start", "Starting rate", .quantity(start.value), at: start.position)
        if let every { reader.addFact("\(name).every", "Least time between steps", .quantity(every.value), at: every.position) }
        reader.addFact("\(name).maximum", "Maximum rate", .quantity(maximum.value), at: maximum.position)
        if let leastTime { reader.addFact("\(name).least-time", "Least time", .quantity(leastTime.value), at: leastTime.position) }
        checkOrder([start] + steps + [maximum], reader)
        return Infusion(
            id: id.value, indication: indication, occasion: occasion, population: population, start: start.value,
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
        if let flag = fields.string("flag") {
            reader.log.report(
                .unknownKey, at: flag.position, "risks are questions now",
                suggestion: "write `{ when: \(flag.value), maximum: … }`, and define the question in \(SiteQuestions.path)")
            _ = fields.string("maximum")
            _ = fields.string("source")
            fields.finish()
            return nil
        }
        let name = fields.requiredString("when")
        let maximum = fields.required("maximum") {
            reader.quantity("maximum", in: fields, like: "0.01 mL/kg/min", "1 mg/kg/min", "100 mL/h", "100 mg/h", "100 units/h", "18 units/kg/h")
        }
        let source = reader.citation("source", in: fields)
        fields.finish()
        guard let name, let maximum, reader.isTick(name), let question = reader.question(named: name) else { return nil }
        reader.addFact(
            "rate-cap.\(name.value)", "Maximum rate with \(question.label)", .quantity(maximum.value), at: maximum.position)
        return RateCap(question: name.value, words: question.label, maximum: maximum.value, source: source)
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
