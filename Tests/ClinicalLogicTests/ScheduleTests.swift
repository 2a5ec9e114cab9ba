import Testing

@testable import ClinicalLogic

@Suite("Dates and infusion")
struct ScheduleTests {
    @Test("Days and dates agree over two centuries")
    func calendar() throws {
        #expect(CalendarDay(year: 1970, month: 1, day: 1)?.number == 0)
        #expect(CalendarDay(year: 2000, month: 2, day: 29)?.number == 11_016)
        #expect(CalendarDay(year: 2026, month: 11, day: 20)?.number == 20_777)
        #expect(CalendarDay(year: 2100, month: 2, day: 29) == nil)
        #expect(CalendarDay(year: 2026, month: 4, day: 31) == nil)
        for number in 0...CalendarDay.last {
            let date = CalendarDay(number: number).date
            if CalendarDay(year: date.year, month: date.month, day: date.day)?.number != number { Issue.record("\(number)") }
        }
        #expect(CalendarDay(number: CalendarDay.last).date == (2199, 12, 31))
    }

    @Test("Months keep to the last day, and come back to the 31st")
    func months() throws {
        var regimen = ContentTerms.ontarioAdult
        regimen.alerts = []
        let start = try #require(CalendarDay(year: 2027, month: 1, day: 31))
        let text = PlanCase(regimen, ContentTerms.usLabel, weight: 70, start: start).text
        #expect(text["date-1"] == "2027-01-31")
        #expect(text["date-2"] == "2027-02-28")
        #expect(text["date-3"] == "2027-03-31")
        #expect(text["date-1-end"] == nil)
    }

    @Test("Every 2 weeks three times, then monthly; and from the second phase on")
    func phases() throws {
        let start = try #require(CalendarDay(year: 2026, month: 11, day: 20))
        let text = PlanCase(ContentTerms.carra, ContentTerms.usLabel, age: 9, weight: 30, height: 135, start: start).text
        #expect((1...6).map { text["date-\($0)"] } == ["2026-11-20", "2026-12-04", "2026-12-18", "2027-01-18", "2027-02-18", "2027-03-18"])
        let later = PlanCase(ContentTerms.carra, ContentTerms.usLabel, age: 9, weight: 30, height: 135, start: start, phase: 1).text
        #expect(later["date-2"] == "2026-12-20")
        #expect(later["interval"] == "every month")
    }

    @Test("A schedule that ends with its last course")
    func end() throws {
        let start = try #require(CalendarDay(year: 2026, month: 11, day: 20))
        let text = PlanCase(ContentTerms.perSurface, ContentTerms.usLabel, weight: 70, start: start).text
        #expect(text["date-4"] == "2026-12-11")
        #expect(text["date-5"] == nil)
    }

    @Test("Listed steps, the last cut where the volume runs out")
    func steps() {
        // 50 mg/h, 100, 150, 200, 400 of 10 mg/mL: 5, 10, 15, 20, 40 mL/h, 30 min each; 69.17 mL.
        let text = PlanCase(ContentTerms.perSurface, ContentTerms.usLabel, ContentTerms.antibody, weight: 70).text
        #expect((1...5).map { text["step-\($0)-rate"] } == ["5 mL/h", "10 mL/h", "15 mL/h", "20 mL/h", "40 mL/h"])
        #expect((1...4).map { text["step-\($0)-volume"] } == ["2.5 mL", "5 mL", "7.5 mL", "10 mL"])
        // 44.17 mL are left, 66.3 min at 40 mL/h.
        #expect(text["step-5-volume"] == "44.17 mL")
        #expect(text["step-5-minutes"] == "67 min")
        #expect(text["duration"] == "3 h 7 min")
        #expect(text["schedule-note"] == nil)
    }

    @Test("A volume that is through in the first step")
    func short() {
        var regimen = ContentTerms.fixedDose
        regimen.amount = ContentTerms.amount("20 mg")
        let text = PlanCase(regimen, ContentTerms.usLabel, ContentTerms.antibody, weight: 70).text
        #expect(text["step-1-minutes"] == "24 min")
        #expect(text["step-2-rate"] == nil)
        #expect(text["duration"] == "24 min")
    }

    @Test("The lowest of several limits holds, and cuts the start too")
    func limits() {
        // 70 kg at 50 mg/mL: 0.5 mg/kg/min are 42 mL/h; migraine holds it to half of that.
        let text = PlanCase(
            ContentTerms.adult, ContentTerms.usLabel, ContentTerms.stepped, weight: 70, height: 168, flags: .renalRisk, .migraine
        ).text
        #expect(text["rate-start"] == "21 mL/h")
        #expect(text["rate-max"] == "21 mL/h")
        #expect(text["rate-limit"] == "migraine")
        #expect(text["step-2-rate"] == nil)
    }

    @Test("Where the label does not say how long a rate is held, there are no steps")
    func noTimes() {
        let product = ContentTerms.stepped.with { $0.infusions[0].every = nil }
        let text = PlanCase(ContentTerms.adult, ContentTerms.usLabel, product, weight: 70).text
        #expect(text["step-1-rate"] == nil)
        #expect(text["rate-max"] == "336 mL/h")
        #expect(text["duration"] == nil)
        #expect(text["schedule-note"]?.contains("how long") == true)
    }

    @Test("Rates are set down to what a pump takes", arguments: [(168.07, 168.0), (41.999_999_999_9, 42), (0.996, 0.99), (12.39, 12.3), (0.004, 0)])
    func pump(_ rate: Double, _ set: Double) {
        #expect(InfusionSchedule.settable(rate) == set)
    }

    @Test("Rates are per kg of the dosing weight where it is the lower one")
    func rateWeight() {
        let text = PlanCase(ContentTerms.adult, ContentTerms.australia, ContentTerms.octagam, weight: 100).text
        #expect(text["rate-weight"] == "82.28 kg")
        // 82.28 x 0.04 x 60 = 197.47
        #expect(text["rate-max"] == "197.4 mL/h")
    }

    @Test("Of several rates for an indication, the lowest maximum holds")
    func severalRates() {
        for isReversed in [false, true] {
            let product = ContentTerms.octagam.with {
                $0.infusions[1].indication = ContentTerms.dermatomyositis
                if isReversed { $0.infusions.reverse() }
            }
            #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, product, weight: 70).text["rate-max"] == "168 mL/h")
        }
    }

    @Test("A product with no rate for the indication shows none")
    func noRate() {
        let text = PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.privigen, weight: 70).text
        #expect(text["rate-max"] == nil)
        #expect(text["course"] == "140 g")
        #expect(text["label-status"] == "off-label: indication")
    }

    @Test("A least time slows every rate and is what a dose takes at least, with steps, without them, and where one rate is all")
    func leastTime() {
        // 2.5 mg/kg of 5 mg/mL at 20 kg: 10 mL, which 10 mg/min would give in 5 min.
        let product = ProductTerms(
            concentration: .init(5, .milligram), hasLabel: true,
            infusions: [.init(indication: 4, start: ContentTerms.rate("10 mg/min"), maximum: ContentTerms.rate("10 mg/min"), leastTime: 60)])
        var regimen = ContentTerms.perSurface
        regimen.amount = ContentTerms.amount("2.5 mg/kg")
        let text = PlanCase(regimen, ContentTerms.usLabel, product, age: 6, weight: 20, height: 115).text
        #expect(text["rate-max"] == "10 mL/h")
        #expect(text["least-time"] == "at least 1 h")
        #expect(text["duration"] == "1 h")
        let silent = product.with { $0.infusions[0].leastTime = nil }
        let none = PlanCase(regimen, ContentTerms.usLabel, silent, age: 6, weight: 20, height: 115).text
        #expect(none["rate-max"] == "120 mL/h")
        #expect(none["duration"] == nil)
        #expect(none["step-1-rate"] == nil)
        #expect(none["schedule-note"]?.contains("how long") == true)
    }

    @Test("A loading dose is given once, however soon the next phase starts")
    func loadingDose() {
        var regimen = ContentTerms.everyEightHours
        regimen.caps = []
        regimen.phases = [
            .init(every: ContentTerms.every("8 h"), courses: 1, amount: ContentTerms.amount("10 mg/kg")), .init(every: ContentTerms.every("8 h")),
        ]
        let load = PlanCase(regimen, ContentTerms.usLabel, weight: 70).text
        #expect(load["course"] == "700 mg")
        #expect(load["doses-per-day"] == nil)
        #expect(load["day-total"] == nil)
        #expect(load["interval"] == "once, the next after 8 h")
        #expect([load["phase-1"], load["phase-1-dose"], load["phase-2"], load["phase-2-dose"]] == ["once", "700 mg", "every 8 h", "350 mg"])
        // Nor does a number of days that was asked for divide it.
        #expect(PlanCase(regimen, ContentTerms.usLabel, weight: 70, days: 3).text["day-2"] == nil)
        // Two of three doses of a day: the day's total is not theirs alone, since the next phase starts within it.
        regimen.phases[0].courses = 2
        let twice = PlanCase(regimen, ContentTerms.usLabel, weight: 70).text
        #expect([twice["course"], twice["doses-per-day"], twice["day-total"]] == ["700 mg", nil, nil])
        regimen.phases[0].courses = 1
        let later = PlanCase(regimen, ContentTerms.usLabel, weight: 70, phase: 1).text
        #expect([later["course"], later["doses-per-day"], later["day-total"], later["interval"]] == ["350 mg", "3", "1,050 mg", "every 8 h"])
    }

    @Test("An age that the regimen counts as a risk lowers the rate without a tick, and both rates stand there")
    func impliedRisk() {
        let young = PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.octagam, age: 50, weight: 70).text
        #expect([young["rate-max"], young["rate-label-max"], young["rate-limit"]] == ["168 mL/h", nil, nil])
        let old = PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.octagam, age: 71, weight: 70)
        #expect(old.text["rate-max"] == "126 mL/h")
        #expect(old.text["rate-label-max"] == "168 mL/h")
        #expect(old.text["rate-limit"] == "renal risk, by an alert of the regimen")
        #expect(old.plan.arguments(.rateLoweredByAlert) == ["renal risk"])
        #expect(old.plan.arguments(.fewestDaysAtRisk) == ["2", "5 days"])
        let chosen = PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.octagam, age: 71, weight: 70, days: 2)
        #expect(!chosen.plan.cautions(.fewestDaysAtRisk))
        let ticked = PlanCase(ContentTerms.adult, ContentTerms.usLabel, ContentTerms.octagam, age: 71, weight: 70, flags: .renalRisk).text
        #expect(ticked["rate-limit"] == "renal risk")
    }

    @Test("On-label only where the record says so of this regimen")
    func labelStatus() {
        func status(_ change: (inout OlderRegimen, inout ProductDraft) -> Void, age: Double? = 50) -> String? {
            var (regimen, product) = (ContentTerms.adult, ProductDraft(ContentTerms.octagam))
            change(&regimen, &product)
            return PlanCase(regimen, ContentTerms.usLabel, product.terms, age: age, weight: 70).text["label-status"]
        }
        #expect(status { _, _ in } == "on-label")
        #expect(status { regimen, _ in regimen.code = 99 } == "not recorded for this dose")
        #expect(status { regimen, _ in regimen.code = 0 } == "not recorded for this dose")
        #expect(status { _, product in product.uses[0].regimens = [] } == "not recorded for this dose")
        #expect(
            status { regimen, product in
                regimen.code = 0; product.uses[0].regimens = [0]
            } == "not recorded for this dose")
        #expect(status { _, product in product.uses[0].minimumAge = 60 } == "off-label: age")
        #expect(status { _, product in product.uses[0].isOnLabel = false } == "off-label: indication")
        let plan = PlanCase(ContentTerms.fixedDose, ContentTerms.usLabel, ContentTerms.antibody, weight: 70).plan
        #expect(plan.cautions(.labelDoseNotStated))
    }
}
