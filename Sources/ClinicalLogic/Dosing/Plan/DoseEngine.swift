/// Makes a dose plan from a regimen, a protocol, a product and a patient.
public enum DoseEngine {
    public static func plan(
        _ regimen: RegimenTerms, _ terms: ProtocolTerms, _ product: ProductTerms?, _ patient: PatientInput, _ request: PlanRequest
    ) -> Plan {
        let planning = Planning(regimen: regimen, terms: terms, product: product, patient: patient, request: request)
        return planning.plan()
    }
}

/// One plan in the making.
private final class Planning {
    let regimen: RegimenTerms
    let terms: ProtocolTerms
    let product: ProductTerms?
    let patient: PatientInput
    let request: PlanRequest
    let size: BodySize

    var stops: [Stop] = []
    var cautions: [Caution] = []
    var missing: Inputs = []
    /// Risks that nobody ticked and that alerts give for this patient.
    var impliedRisks: RiskFlags = []

    init(regimen: RegimenTerms, terms: ProtocolTerms, product: ProductTerms?, patient: PatientInput, request: PlanRequest) {
        self.regimen = regimen
        self.terms = terms
        self.product = product
        self.request = request
        // A figure that is out of range takes part in nothing, not even in a body size.
        self.patient = EntryCheck.usable(patient)
        size = BodySize(self.patient)
        checkEntry(patient.weight, .weight)
        checkEntry(patient.height, .height)
        checkEntry(patient.age, .age)
        checkEntry(request.days, .days)
        checkEntry(request.start, .start)
    }

    private func checkEntry(_ entry: Entry, _ figure: EnteredFigure) {
        if let stop = EntryCheck.stop(entry, figure) { add(stop) }
    }

    @inline(never)
    private func add(_ stop: Stop) {
        stops.append(stop)
    }

    @inline(never)
    private func add(caution: Caution) {
        cautions.append(caution)
    }

    func plan() -> Plan {
        var dose: DosePlan?
        checkSize()
        checkWeightForAge()
        if let product, product.labelDate == nil { add(.productWithoutLabel) }
        if stops.isEmpty { dose = tryDosePlan() }
        addMissingAge(dose)
        let alerts = AlertCheck(regimen.alerts, measures(dose), request.flags)
        impliedRisks = alerts.risks.subtracting(request.flags)
        // The risks come from the dose as well, and change its rates alone.
        if dose != nil, !impliedRisks.isEmpty { dose = tryDosePlan() }
        // An alert that would withhold the dose must be settled before one is shown.
        missing.formUnion(alerts.missing)
        var status = Plan.Status.incomplete
        addPatientCautions()
        if !stops.isEmpty || !alerts.stops.isEmpty {
            status = .stop
        } else if missing.isEmpty, let dose {
            status = .ok
            addDoseCautions(dose)
            addDaysCaution(dose.course)
            if !alerts.unchecked.isEmpty { add(caution: .alertsNotChecked) }
        }
        return Plan(
            status: status, patient: patient, flags: request.flags, size: size, surface: surface, adjusted: adjusted,
            missing: missing, stops: stops, cautions: cautions, stopAlerts: alerts.stops, cautionAlerts: alerts.cautions,
            uncheckedAlerts: alerts.unchecked, dose: status == .ok ? dose : nil)
    }

    // MARK: Body size

    private var surface: BodySurface? {
        guard let weight = patient.weight.number, let height = patient.height.number else { return nil }
        return BodySurface(terms.surface, weight: weight, height: height)
    }

    private var adjusted: AdjustedWeight? {
        guard let factor = terms.factor, factor >= 0, factor <= 1, let ideal = size.idealWeight.value,
            let weight = patient.weight.number
        else { return nil }
        return AdjustedWeight(ideal: ideal, actual: weight, factor: factor)
    }

    private func checkSize() {
        guard let bodyMassIndex = size.bodyMassIndex.value else { return }
        if !EntryCheck.possibleBodyMassIndex.contains(bodyMassIndex) {
            add(.implausibleSize(bodyMassIndex))
        } else if !EntryCheck.usualBodyMassIndex.contains(bodyMassIndex) {
            add(caution: .unusualSize)
        }
    }

    private func checkWeightForAge() {
        guard let weight = patient.weight.number, let age = patient.age.number else { return }
        switch EntryCheck.check(weight: weight, age: age) {
        case .plausible: break
        case .unusual: if request.isWeightConfirmed { add(caution: .confirmedWeight(weight, age: age)) } else { missing.insert(.weightConfirmation) }
        case .implausible: add(.implausibleWeight(weight, age: age))
        }
    }

    // MARK: Dose

    /// Nil with the reason noted.
    private func tryDosePlan() -> DosePlan? {
        do throws(Withheld) {
            return try dosePlan()
        } catch {
            switch error {
            case .stop(let stop): add(stop)
            case .missing(let inputs): missing.formUnion(inputs)
            }
            return nil
        }
    }

    private var phase: RegimenTerms.Phase? {
        request.phase < regimen.phases.count ? regimen.phases[request.phase] : nil
    }

    private func dosePlan() throws(Withheld) -> DosePlan {
        if request.phase < 0 || request.phase >= max(1, regimen.phases.count) { throw .stop(.unknownPhase) }
        let weight = needsDosingWeight ? try DosingWeight.choose(terms, patient, size, flags: request.flags) : nil
        let needsSurface = isUsed(.perSquareMetre)
        if needsSurface, surface == nil {
            let needed: Inputs = [.weight, .height]
            throw .missing(needed.subtracting(patient.given))
        }
        let scale = DoseScale(dosingWeight: weight, surface: surface?.value, concentration: product?.concentration)
        let calculation = CourseCalculation(regimen: regimen, terms: terms, product: product, scale: scale)
        let course = try calculation.course(
            phase?.amount ?? regimen.amount, division: phase?.division ?? regimen.division, days: request.days.number.map { Rounding.integer($0) },
            every: phase?.every, times: phase?.courses)
        var phases: [DosePlan.Phase] = []
        // Where one phase has an amount of its own, each says its dose.
        let differ = regimen.phases.contains { $0.amount != nil }
        for phase in regimen.phases {
            let own = (phase.amount ?? (differ ? regimen.amount : nil)).flatMap {
                try? calculation.course($0, division: phase.division ?? regimen.division, days: nil, every: phase.every, times: phase.courses)
            }
            phases.append(
                DosePlan.Phase(
                    every: phase.every, courses: phase.courses, course: own?.course, unit: (phase.amount ?? regimen.amount).unit))
        }
        var dates: [CalendarDay] = []
        if let start = request.start.number {
            dates = CourseDates.dates(from: CalendarDay(number: Rounding.integer(start)), regimen.phases, phase: request.phase)
        }
        return DosePlan(
            dosingWeight: weight, surface: needsSurface ? surface?.value : nil, course: course, phases: phases,
            phase: request.phase, supply: try product.map { product throws(Withheld) in try supply(product, course, scale) }, dates: dates)
    }

    private var infusion: ProductTerms.Infusion? {
        guard let product, regimen.indication != 0 else { return nil }
        // Of several that fit, the one with the lowest maximum.
        var chosen: ProductTerms.Infusion?
        var lowest = Double.infinity
        for infusion in product.infusions where infusion.indication == regimen.indication {
            let maximum = infusion.maximum.millilitresPerHour(
                kilograms: patient.weight.number ?? 1, concentration: product.concentration)
            if maximum < lowest {
                lowest = maximum
                chosen = infusion
            }
        }
        return chosen
    }

    private var needsDosingWeight: Bool {
        if isUsed(.perKilogram) { return true }
        if let infusion {
            if infusion.start.isPerKilogram || infusion.maximum.isPerKilogram { return true }
            if infusion.steps.contains(where: { $0.isPerKilogram }) { return true }
        }
        return false
    }

    private func isUsed(_ basis: Amount.Basis) -> Bool {
        if (phase?.amount ?? regimen.amount).basis == basis { return true }
        return regimen.caps.contains { $0.amount.basis == basis }
    }

    private func supply(_ product: ProductTerms, _ course: CourseDose, _ scale: DoseScale) throws(Withheld) -> Supply {
        var vials = course.dayVials
        if vials.isEmpty, let stock = try VialStock(product, course.unit, scale, upTo: course.largestDay) {
            for day in course.days {
                guard let selection = stock.covering(day) else { continue }
                vials.append(selection)
            }
        }
        var waste = 0.0
        for (selection, day) in zip(vials, course.days) { waste += max(0, selection.amount - day) }
        var volumes: [Double] = []
        for day in course.days { volumes.append(try scale.convert(day, from: course.unit, to: .millilitre)) }
        let largest = volumes.reduce(0) { max($0, $1) }
        var schedule: InfusionSchedule?
        if let infusion {
            let kilograms = min(scale.dosingWeight?.kilograms ?? .infinity, patient.weight.number ?? .infinity)
            schedule = InfusionSchedule(
                infusion, caps: product.rateCaps, flags: request.flags, implied: impliedRisks, kilograms: kilograms,
                concentration: product.concentration, volume: largest)
        }
        return Supply(
            concentration: product.concentration, dayVials: vials, waste: waste,
            volume: try scale.convert(course.course, from: course.unit, to: .millilitre), dayVolumes: volumes, infusion: schedule,
            label: LabelStatus(product, regimen, age: patient.age.number))
    }

    // MARK: Alerts

    /// Age is asked for where the regimen has an age limit, and where a child's dose would be questioned.
    private func addMissingAge(_ dose: DosePlan?) {
        guard patient.age.number == nil else { return }
        if regimen.minimumAge != nil || regimen.maximumAge != nil || isLargeDose(dose) { missing.insert(.age) }
    }

    private func isLargeDose(_ dose: DosePlan?) -> Bool {
        guard case .value(let grams) = measures(dose).course else { return false }
        return Rounding.exceeds(grams, Self.largeChildDose)
    }

    /// g
    private static var largeChildDose: Double { 70 }

    private func measures(_ dose: DosePlan?) -> Measures {
        var measures = Measures(patient: patient, size: size)
        guard let dose else { return measures }
        let scale = DoseScale(dosingWeight: dose.dosingWeight, surface: nil, concentration: product?.concentration)
        func grams(_ value: Double) -> Figure {
            do throws(Withheld) {
                return .value(try scale.convert(value, from: dose.course.unit, to: .gram))
            } catch {
                return .missing(.product)
            }
        }
        // Per kg of the weight dosed by; without one, of the actual weight.
        func perKilogram(_ figure: Figure) -> Figure {
            guard case .value(let grams) = figure else { return figure }
            guard let kilograms = dose.dosingWeight?.kilograms ?? patient.weight.number else { return .missing(.weight) }
            return .value(grams / kilograms)
        }
        measures.course = grams(dose.course.course)
        measures.dayDose = grams(dose.course.largestDay * Double(dose.course.dosesPerDay))
        measures.coursePerKilogram = perKilogram(measures.course)
        measures.dayDosePerKilogram = perKilogram(measures.dayDose)
        return measures
    }

    // MARK: Cautions

    private func addPatientCautions() {
        if let bodyMassIndex = size.bodyMassIndex.value, !Rounding.exceeds(30, bodyMassIndex), regimen.amount.basis != .fixed {
            add(caution: .obese)
        }
        if let ideal = size.idealWeight.value, let weight = patient.weight.number, weight < ideal { add(caution: .belowIdealWeight) }
        if AgeRange(minimum: regimen.minimumAge, maximum: regimen.maximumAge).contains(patient.age.number) == false {
            add(caution: .outsidePopulation)
        }
        if !regimen.protocols.isEmpty, !regimen.protocols.contains(terms.code) { add(caution: .protocolNotNamed) }
        guard let product else { return }
        if !regimen.products.isEmpty, !regimen.products.contains(product.code) { add(caution: .productNotNamed) }
        switch LabelStatus(product, regimen, age: patient.age.number) {
        case .onLabel: break
        case .offLabelIndication: add(caution: .offLabelIndication)
        case .offLabelAge: add(caution: .offLabelAge)
        case .ageUnknown: add(caution: .labelAgeUnknown)
        case .unlisted: add(caution: .unlistedIndication)
        case .doseNotStated: add(caution: .labelDoseNotStated)
        }
    }

    private func addDaysCaution(_ course: CourseDose) {
        guard !request.flags.isEmpty || !impliedRisks.isEmpty, case .missing = request.days,
            let division = phase?.division ?? regimen.division, division.most > course.days.count
        else { return }
        add(caution: .fewestDaysAtRisk(days: course.days.count, most: division.most))
    }

    private func addDoseCautions(_ dose: DosePlan) {
        let course = dose.course
        if patient.height.number == nil, dose.dosingWeight != nil { add(caution: .heightUnknown) }
        if let age = patient.age.number, age < 18, isLargeDose(dose) {
            add(caution: .largeDoseInChild)
        }
        if !course.isDivisionStated { add(caution: .divisionNotStated) }
        if let before = course.daysBeforeLimit { add(caution: .daysAdded(from: before, to: course.days.count)) }
        if Rounding.exceeds(abs(course.change), 10) { add(caution: .largeRounding(course.change)) }
        if course.isRoundingHeld { add(caution: .roundingHeld) }
        if !course.isEqualDays { add(caution: .unequalDays) }
        guard let product, let supply = dose.supply else { return }
        guard let infusion = supply.infusion else {
            if !product.infusions.isEmpty { add(caution: .noLabelledRate) }
            return
        }
        if let flag = infusion.limitedBy { add(caution: .rateLowered(flag, isImplied: infusion.isLimitImplied)) }
        for flag in [RiskFlag.renalRisk, .thrombosisRisk]
        where (request.flags.contains(flag) || impliedRisks.contains(flag)) && !product.rateCaps.contains(where: { $0.flag == flag }) {
            add(caution: .noRateLimitForRisk(flag))
        }
    }
}

/// Alerts of a regimen sorted by what came of their conditions.
private struct AlertCheck {
    var stops: [Int] = []
    var cautions: [Int] = []
    var unchecked: [Int] = []
    /// What would settle the stops that are not settled.
    var missing: Inputs = []
    /// Of the alerts that apply, and of those that might.
    var risks: RiskFlags = []
    /// Risks that nobody ticked and that alerts give for this patient.
    var impliedRisks: RiskFlags = []

    init(_ alerts: [RegimenTerms.Alert], _ measures: Measures, _ flags: RiskFlags) {
        for (index, alert) in alerts.enumerated() {
            let truth = alert.condition.evaluate(measures, flags: flags)
            if truth != .no { risks.formUnion(alert.risks) }
            switch truth {
            case .no: break
            case .yes: if alert.isStop { stops.append(index) } else { cautions.append(index) }
            case .unknown(let inputs):
                unchecked.append(index)
                if alert.isStop { missing.formUnion(inputs) }
            }
        }
    }
}
