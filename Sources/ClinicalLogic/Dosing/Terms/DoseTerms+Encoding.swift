extension DoseTerms {
    func encode(into numbers: inout [Double]) {
        numbers.append(key.rawValue)
        amount.encode(into: &numbers)
        Amount.encode(most, into: &numbers)
        numbers.append(calvert != nil)
        if let calvert {
            numbers.append(calvert.target)
            calvert.filtration.encode(into: &numbers)
            numbers.append(optional: calvert.filtrationAtMost)
        }
        numbers.append(time.rawValue)
        Interval.encode(every, into: &numbers)
        numbers.append(optional: times)
        numbers.append(occasions != nil)
        if let occasions {
            numbers.append(occasions.unit.rawValue)
            numbers.append(counts: occasions.numbers)
        }
        numbers.append(optional: dosesPerDay)
        numbers.append(division != nil)
        if let division {
            numbers.append(contentsOf: [Double(division.fewest), Double(division.most)])
            numbers.append(division.isConsecutive)
        }
        Interval.encode(duration, into: &numbers)
        Interval.encode(after, into: &numbers)
        numbers.append(isAsNeeded)
        numbers.append(optional: mostDoses)
        numbers.append(mostDosesIn)
        numbers.append(infusion != nil)
        if let infusion {
            numbers.append(optional: infusion.atLeast)
            numbers.append(optional: infusion.atMost)
            numbers.append(infusion.isExact)
            Rate.encode(infusion.highestRate, into: &numbers)
        }
        numbers.append(parts.count)
        for part in parts {
            numbers.append(optional: part.share)
            numbers.append(optional: part.minutes)
        }
        numbers.append(route?.rawValue ?? 0)
        RegimenTerms.Cap.encode(caps, into: &numbers)
        numbers.append(rounding != nil)
        rounding?.encode(into: &numbers)
        numbers.append(isDivisionOpen)
        numbers.append(isWithoutProduct)
    }

    @inline(never)
    convenience init(reading reader: inout NumberReader) {
        self.init(
            reader.readChoice(else: .each), Amount(reading: &reader), to: Amount.readOptional(&reader), calvert: Calvert.readOptional(&reader),
            per: reader.readChoice(else: .hour), every: Interval.readOptional(&reader), times: reader.readOptionalCount(),
            occasions: Occasions.readOptional(&reader), dosesPerDay: reader.readOptionalCount(), division: Division.readOptional(&reader),
            duration: Interval.readOptional(&reader), after: Interval.readOptional(&reader), isAsNeeded: reader.readBool(),
            mostDoses: reader.readOptionalCount(), mostDosesIn: reader.readFinite(), infusion: Infusion.readOptional(&reader),
            parts: reader.readList(upTo: 100) { Part(share: $0.readOptional(), minutes: $0.readOptional()) },
            route: Route.readOptional(&reader), caps: RegimenTerms.Cap.readList(&reader),
            rounding: reader.readBool() ? ProtocolTerms.Rounding(reading: &reader) : nil, isDivisionOpen: reader.readBool(),
            isWithoutProduct: reader.readBool())
        reader.expect(isSound)
    }

    private var isSound: Bool {
        mostDosesIn > 0 && time.dimension == .time && (dosesPerDay ?? 1) > 0 && (times ?? 1) > 0 && (mostDoses ?? 1) > 0
            && amount.unit.dimension == (most ?? amount).unit.dimension
    }
}

extension DoseTerms.Calvert {
    fileprivate static func readOptional(_ reader: inout NumberReader) -> DoseTerms.Calvert? {
        guard reader.readBool() else { return nil }
        return DoseTerms.Calvert(
            target: reader.readCount(), filtration: PlanCondition.Subject(reading: &reader), filtrationAtMost: reader.readOptional())
    }
}

extension DoseTerms.Occasions {
    fileprivate static func readOptional(_ reader: inout NumberReader) -> DoseTerms.Occasions? {
        reader.readBool() ? DoseTerms.Occasions(reader.readChoice(else: .day), reader.readCounts()) : nil
    }
}

extension DoseTerms.Division {
    fileprivate static func readOptional(_ reader: inout NumberReader) -> DoseTerms.Division? {
        guard reader.readBool() else { return nil }
        let division = DoseTerms.Division(fewest: reader.readCount(), most: reader.readCount(), isConsecutive: reader.readBool())
        reader.expect(division != nil)
        return division
    }
}

extension DoseTerms.Infusion {
    fileprivate static func readOptional(_ reader: inout NumberReader) -> DoseTerms.Infusion? {
        guard reader.readBool() else { return nil }
        return DoseTerms.Infusion(
            atLeast: reader.readOptional(), atMost: reader.readOptional(), isExact: reader.readBool(), highestRate: Rate.readOptional(&reader))
    }
}

extension Route {
    /// 0 for none.
    @inline(never)
    static func readOptional(_ reader: inout NumberReader) -> Route? {
        let code = reader.readByte()
        let route = Route(rawValue: code)
        reader.expect(route != nil || code == 0)
        return route
    }
}
