extension ProductTerms {
    public func encode(into numbers: inout [Double]) {
        numbers.append(CoreVersion.number)
        numbers.append(code)
        Concentration.encode(concentration, into: &numbers)
        numbers.append(isDiluted)
        Concentration.encode(infused, into: &numbers)
        numbers.append(containers.count)
        for container in containers {
            numbers.append(container.value)
            numbers.append(container.unit.rawValue)
            numbers.append(optional: container.volume)
            numbers.append(container.form.rawValue)
        }
        numbers.append(isScored)
        numbers.append(hasLabel)
        numbers.append(uses.count)
        for use in uses {
            numbers.append(use.indication)
            numbers.append(use.isOnLabel)
            numbers.append(counts: use.regimens)
            use.ages.encode(into: &numbers)
        }
        numbers.append(infusions.count)
        for infusion in infusions {
            numbers.append(infusion.indication)
            numbers.append(infusion.occasion.rawValue)
            infusion.start.encode(into: &numbers)
            numbers.append(infusion.steps.count)
            for step in infusion.steps { step.encode(into: &numbers) }
            numbers.append(optional: infusion.every)
            infusion.maximum.encode(into: &numbers)
            numbers.append(optional: infusion.leastTime)
        }
        numbers.append(rateCaps.count)
        for cap in rateCaps {
            numbers.append(cap.question)
            cap.maximum.encode(into: &numbers)
        }
        QuestionTerms.encode(questions, into: &numbers)
    }

    public convenience init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        self.init(reading: &reader)
        try reader.check()
    }

    convenience init(reading reader: inout NumberReader) {
        reader.readVersion()
        self.init(
            code: reader.readCount(), concentration: Concentration.readOptional(&reader), isDiluted: reader.readBool(),
            infused: Concentration.readOptional(&reader), containers: reader.readList { Container(reading: &$0) },
            isScored: reader.readBool(), hasLabel: reader.readBool(), uses: reader.readList { Use(reading: &$0) },
            infusions: reader.readList { Infusion(reading: &$0) },
            rateCaps: reader.readList { RateCap(question: $0.readCount(), maximum: Rate(reading: &$0)) },
            questions: QuestionTerms.readList(&reader))
    }
}

extension ProductTerms.Concentration {
    static func encode(_ concentration: ProductTerms.Concentration?, into numbers: inout [Double]) {
        numbers.append(concentration != nil)
        guard let concentration else { return }
        numbers.append(concentration.value)
        numbers.append(concentration.unit.rawValue)
    }

    @inline(never)
    fileprivate static func readOptional(_ reader: inout NumberReader) -> ProductTerms.Concentration? {
        guard reader.readBool() else { return nil }
        let concentration = ProductTerms.Concentration(reader.readFinite(), reader.readChoice(else: .milligram))
        reader.expect(concentration != nil)
        return concentration
    }
}

extension ProductTerms.Use {
    fileprivate convenience init(reading reader: inout NumberReader) {
        self.init(
            indication: reader.readCount(), isOnLabel: reader.readBool(), regimens: reader.readCounts(), minimumAge: reader.readOptional(),
            maximumAge: reader.readOptional())
    }
}

extension ProductTerms.Infusion {
    fileprivate convenience init(reading reader: inout NumberReader) {
        self.init(
            indication: reader.readCount(), occasion: reader.readChoice(else: .any), start: Rate(reading: &reader),
            steps: reader.readList { Rate(reading: &$0) }, every: reader.readOptional(), maximum: Rate(reading: &reader),
            leastTime: reader.readOptional())
    }
}
