import Testing

@testable import ClinicalLogic

/// What each key of a dose means, in small and exact examples.
@Suite("Keys of a dose")
struct DoseFormTests {
    @Test("each: one dose, with doses and total of a day where there are several")
    func each() {
        let text = RegimenTerms(DoseTerms(.each, "1 mg/kg").every("12 h")).text(["weight": "80"])
        #expect([text["plan-1"], text["plan-1-kind"], text["plan-1-when"]] == ["80 mg", "each", "every 12 h"])
        #expect([text["plan-1-doses"], text["plan-1-day"]] == ["2", "160 mg"])
        let weekly = RegimenTerms(DoseTerms(.each, "7.5 mg").every("1 week")).text([:])
        #expect([weekly["plan-1"], weekly["plan-1-when"], weekly["plan-1-doses"]] == ["7.5 mg", "every week", nil])
        let once = RegimenTerms(DoseTerms(.each, "1 g").times(1)).text([:])
        #expect([once["plan-1"], once["plan-1-when"], once["plan-1-times"]] == ["1 g", "once", nil])
        let counted = RegimenTerms(DoseTerms(.each, "375 mg").every("1 week").times(4)).text([:])
        #expect([counted["plan-1-when"], counted["plan-1-times"], counted["plan-1-all"]] == ["every week, 4 times", "4", "1,500 mg"])
    }

    @Test("each on named occasions")
    func occasions() {
        let dose = DoseTerms(.each, "5 mg/kg").with { $0.occasions = .init(.week, [0, 2, 6]) }
        let text = RegimenTerms(dose).text(["weight": "60", "start": "2026-01-05"])
        #expect([text["plan-1"], text["plan-1-when"], text["plan-1-times"]] == ["300 mg", "weeks 0, 2 and 6", "3"])
        #expect(text.list("date-") == ["2026-01-05", "2026-01-19", "2026-02-16"])
        let days = RegimenTerms(dose.with { $0.occasions = .init(.day, [1, 15]) }).text(["weight": "60", "start": "2026-01-05"])
        #expect(days["plan-1-when"] == "days 1 and 15")
        #expect(days.list("date-") == ["2026-01-05", "2026-01-19"])
    }

    @Test("per-day: divided by doses or by every, and neither means once")
    func perDay() {
        let base = DoseTerms(.perDay, "45 mg/kg")
        let twice = RegimenTerms(base.with { $0.dosesPerDay = 2 }).text(["weight": "20", "age": "6"])
        #expect([twice["plan-1"], twice["plan-1-doses"], twice["plan-1-day"], twice["plan-1-when"]] == ["450 mg", "2", "900 mg", "2 times a day"])
        let byHours = RegimenTerms(base.every("8 h")).text(["weight": "20", "age": "6"])
        #expect([byHours["plan-1"], byHours["plan-1-doses"], byHours["plan-1-day"]] == ["300 mg", "3", "900 mg"])
        #expect(RegimenTerms(base).text(["weight": "20", "age": "6"])["plan-1"] == "900 mg")
        let course = RegimenTerms(base.with { $0.division = ContentTerms.days(5) }).text(["weight": "20", "age": "6"])
        #expect([course["plan-1"], course["plan-1-course"]] == ["900 mg", "4,500 mg"])
        // The limit for a day holds for all of them, the limit for a dose for each.
        let capped = RegimenTerms(base.with { $0.dosesPerDay = 3 }, caps: [.init(.day, "600 mg")]).text(["weight": "20", "age": "6"])
        #expect([capped["plan-1"], capped["plan-1-day"], capped["cap-1"]] == ["200 mg", "600 mg", "held to the limit of 600 mg per day"])
        let each = RegimenTerms(base.with { $0.dosesPerDay = 3 }, caps: [.init(.dose, "250 mg")]).text(["weight": "20", "age": "6"])
        #expect([each["plan-1"], each["plan-1-day"]] == ["250 mg", "750 mg"])
    }

    @Test("course: over days, as few as are allowed or as many as are asked for")
    func course() {
        let regimen = RegimenTerms(DoseTerms(.course, "2 g/kg").every("4 weeks").with { $0.division = ContentTerms.days(2, 5, inARow: true) })
        let text = regimen.text(["weight": "70"])
        #expect([text["plan-1"], text["plan-1-course"], text["division"]] == ["70 g", "140 g", "2 days in a row"])
        #expect(regimen.text(["weight": "70", "days": "4"])["plan-1"] == "35 g")
        #expect(regimen.plan(["weight": "70", "days": "6"]).arguments(.daysOutOfRange) == ["2 to 5 days"])
    }

    @Test("rate: running, at a rate a pump can be set to, and a total only with a time")
    func rate() {
        let product = ProductTerms(concentration: .init(100, .unit), hasLabel: true)
        let dose = DoseTerms(.rate, "18 units/kg/h")
        let text = RegimenTerms(dose).text(["weight": "70.3"], product)
        #expect([text["plan-1"], text["plan-1-pump"], text["plan-1-when"], text["plan-1-all"]] == ["1,265 units/h", "12.6 mL/h", "running", nil])
        #expect(text.number("plan-1") == 18 * 70.3)
        let day = RegimenTerms(dose.with { $0.duration = ContentTerms.every("24 h") }).text(["weight": "70"], product)
        #expect(day["plan-1-all"] == "30,240 units")
        let capped = RegimenTerms(dose, caps: [.init(.rate(.hour), "1,000 units")]).text(["weight": "70"], product)
        #expect([capped["plan-1"], capped["plan-1-pump"], capped["cap-1"]] == ["1,000 units/h", "10 mL/h", "held to the limit of 1,000 units/h"])
        // A limit per minute is the same limit.
        let perMinute = RegimenTerms(DoseTerms(.rate, "5 mcg/kg/min"), caps: [.init(.rate(.hour), "12 mg")])
        #expect(perMinute.text(["weight": "80"])["plan-1"] == "200 mcg/min")
        // No volume without a product.
        #expect(RegimenTerms(dose).text(["weight": "70"])["plan-1-pump"] == nil)
    }

    @Test("A bolus that a measurement asks for is held to the regimen's limits and rounded as its doses are")
    func adjustment() {
        let low = RegimenTerms.Adjustment(
            words: ClinicalText(string: "aPTT under 35 s"), bolus: ContentTerms.amount("80 units/kg"), change: Rate(ContentTerms.amount("4 units/kg"), per: .hour))
        func text(_ weight: String, _ caps: [RegimenTerms.Cap], _ terms: ProtocolTerms = .actualWeight, age: String = "50") -> ReportText {
            RegimenTerms(DoseTerms(.rate, "18 units/kg/h"), caps: caps, adjustments: [low]).text(["weight": weight, "age": age], nil, terms)
        }
        let most = RegimenTerms.Cap(.dose, "10,000 units")
        #expect(text("150", [])["adjust-1-bolus"] == "12,000 units")
        #expect(text("150", [most])["adjust-1-bolus"] == "10,000 units, the limit")
        #expect(text("150", [most]).number("adjust-1-bolus") == 10_000)
        #expect(text("100", [most])["adjust-1-bolus"] == "8,000 units")
        #expect(text("150", [most])["adjust-1-change"] == "+600 units/h")
        // Rounding makes no other dose of it: 280 units are no 1,000.
        let up = ProtocolTerms(basis: .actual, rounding: .step(ContentTerms.amount("1,000 units"), .up))
        #expect(text("70", [], up)["adjust-1-bolus"] == "6,000 units")
        #expect(text("3.5", [], up, age: "0.1").codes("stop-") == ["rounds-to-nothing"])
    }

    @Test("total: parts that add up, the rest being what the others leave", arguments: [51.0, 67, 99.9, 100, 120])
    func total(_ weight: Double) {
        let dose = DoseTerms(.total, "0.9 mg/kg").times(1).with { $0.parts = [.init(share: 0.1, minutes: 1), .init(share: nil, minutes: 60)] }
        let text = RegimenTerms(dose, caps: [.init(.dose, "90 mg")]).text(["weight": "\(weight)"])
        let all = min(90, 0.9 * weight)
        let (first, second) = (text.number("plan-1-part-1") ?? .nan, text.number("plan-1-part-2") ?? .nan)
        #expect(abs(first - all / 10) < 1e-9)
        #expect(abs(first + second - (text.number("plan-1") ?? .nan)) < 1e-12)
        #expect(text["plan-1-part-2"]?.hasSuffix(" over 1 h") == true)
        // Rounded parts still make the rounded whole.
        let rounded = RegimenTerms(dose.with { $0.rounding = .step(ContentTerms.amount("1 mg"), .nearest) }).text(["weight": "\(weight)"])
        let parts = [rounded.number("plan-1-part-1") ?? .nan, rounded.number("plan-1-part-2") ?? .nan]
        #expect(parts.allSatisfy { $0 == $0.rounded() })
        #expect(parts[0] + parts[1] == rounded.number("plan-1"))
    }

    @Test("as needed: the most in a time limits the day, and the limit of a day each dose")
    func asNeeded() {
        let dose = DoseTerms(.each, "15 mg/kg").every("4 h").with {
            $0.isAsNeeded = true
            $0.mostDoses = 4
        }
        let text = RegimenTerms(dose, caps: [.init(.dose, "1 g"), .init(.day, "60 mg/kg"), .init(.day, "4 g")]).text(["weight": "10", "age": "1"])
        #expect(text["plan-1-when"] == "every 4 h as needed, at most 4 doses in 24 h")
        #expect([text["plan-1"], text["plan-1-doses"], text["plan-1-day"]] == ["150 mg", "at most 4", "at most 600 mg"])
        let strict = RegimenTerms(dose, caps: [.init(.day, "40 mg/kg")]).text(["weight": "10", "age": "1"])
        #expect([strict["plan-1"], strict["plan-1-day"]] == ["100 mg", "at most 400 mg"])
        // The lower end of a range of intervals counts: as many doses as may be given.
        let range = RegimenTerms(DoseTerms(.each, "10 mg").with { $0.every = Interval(4, to: 6, .hour) }).text([:])
        #expect([range["plan-1-when"], range["plan-1-doses"], range["plan-1-day"]] == ["every 4 to 6 h", "at most 6", "at most 60 mg"])
        // A shorter time than a day comes round again.
        #expect(
            dose.with {
                $0.mostDosesIn = 720; $0.mostDoses = 2
            }.dosesOfADay == 4)
        #expect(
            dose.with {
                $0.mostDosesIn = 2880; $0.mostDoses = 2
            }.dosesOfADay == 2)
    }

    @Test("A range shows both ends and nothing that depends on the choice; what is chosen is dosed")
    func range() {
        let product = ProductTerms(concentration: .init(10, .milligram), containers: [.init(500, .milligram)!], hasLabel: true)
        let regimen = RegimenTerms(DoseTerms(.each, "25 to 30 mg/kg").times(1), caps: [.init(.dose, "3 g")])
        let open = regimen.text(["weight": "80"], product)
        #expect([open["plan-1"], open["plan-1-low"], open["plan-1-high"]] == ["2,000 to 2,400 mg", "2,000 mg", "2,400 mg"])
        for key in ["plan-1-volume", "plan-1-supply", "vials", "volume", "rate-max"] { #expect(open[key] == nil) }
        #expect(open.codes("caution-") == ["choose-amount"])
        let chosen = regimen.text(["weight": "80", "amount": "27 mg/kg"], product)
        #expect([chosen["plan-1"], chosen["plan-1-volume"], chosen["plan-1-supply"]] == ["2,160 mg", "216 mL", "5 × 500 mg, of which 216 mL"])
        #expect(regimen.text(["weight": "80", "amount": "25"], product)["plan-1"] == "2,000 mg")
        for outside in ["24.9", "31", "0", "-27", "abc", "27 mg", "27,5"] {
            let text = regimen.text(["weight": "80", "amount": outside], product)
            #expect(text["status"] == "stop", "\(outside)")
            #expect(text["stop-1"] == "The dose chosen is not between 25 and 30 mg/kg. Choose one that is.")
        }
        // One end is over the limit, or both.
        #expect(regimen.text(["weight": "110"])["plan-1"] == "2,750 to 3,000 mg")
        #expect(regimen.text(["weight": "130"])["plan-1"] == "3,000 mg")
        let running = RegimenTerms(DoseTerms(.rate, "1 to 4 mcg/kg/min"))
        #expect(running.text(["weight": "50"])["plan-1"] == "50 to 200 mcg/min")
        #expect(running.text(["weight": "50", "amount": "2 mcg/kg/min"])["plan-1"] == "100 mcg/min")
    }

    @Test("Of several limits the least holds, whatever they are per")
    func severalLimits() {
        let regimen = RegimenTerms(DoseTerms(.each, "20 mg/kg").every("6 h"), caps: [.init(.dose, "1 g"), .init(.day, "60 mg/kg"), .init(.day, "3 g")])
        #expect(regimen.text(["weight": "10", "age": "1"])["plan-1"] == "150 mg")
        #expect(regimen.text(["weight": "60"])["plan-1"] == "750 mg")
        #expect(regimen.text(["weight": "60"]).list("cap-") == ["held to the limit of 3 g per day"])
        let both = regimen.text(["weight": "50"])
        #expect(both.list("cap-") == ["held to the limit of 60 mg/kg per day", "held to the limit of 3 g per day"])
    }

    @Test("A limit for a lifetime: asked, added up and held in the unit of the limit")
    func lifetime() {
        let regimen = RegimenTerms(
            DoseTerms(.each, "60 mg/m2").every("3 weeks"), questions: [Asked.earlier], caps: [.init(.lifetime(Asked.earlier.code), "550 mg/m2")])
        // 1.8 m2 by Mosteller: 180 cm and 64.8 kg.
        let size: KeyValuePairs = ["weight": "64.8", "height": "180"]
        #expect(regimen.text(size)["status"] == "incomplete")
        #expect(regimen.plan(size).arguments(.answerQuestion) == ["earlier dose"])
        func entered(_ before: String) -> ReportText { regimen.text(["weight": "64.8", "height": "180", "earlier-dose": before]) }
        #expect(entered("490")["plan-1"] == "108 mg")
        #expect(entered("490.1")["status"] == "stop")
        #expect(entered("490.1")["stop-1"] == "With this dose the total ever given would be 990.2 mg, more than the limit of 990 mg.")
        // Doses of a step count together.
        let four = RegimenTerms(
            DoseTerms(.each, "60 mg/m2").every("3 weeks").times(4), questions: [Asked.earlier], caps: [.init(.lifetime(Asked.earlier.code), "550 mg/m2")])
        #expect(four.text(["weight": "64.8", "height": "180", "earlier-dose": "310"])["status"] == "ok")
        #expect(four.text(["weight": "64.8", "height": "180", "earlier-dose": "311"])["status"] == "stop")
    }

    @Test("Calvert: target × (filtration rate + 25), the rate held to its limit")
    func calvert() {
        let regimen = RegimenTerms(
            DoseTerms(.each, "1 mg").every("3 weeks").with { $0.calvert = .init(target: Asked.target.code, filtration: .measure(0), filtrationAtMost: 125) },
            questions: [Asked.creatinine, Asked.target], measures: [Asked.clearance])
        #expect(regimen.text(["auc": "5", "crcl": "100"])["plan-1"] == "625 mg")
        #expect(regimen.text(["auc": "5", "crcl": "160"])["plan-1"] == "750 mg")
        #expect(regimen.text(["auc": "6", "weight": "72", "age": "50", "sex": "male", "serum-creatinine": "1 mg/dL"])["plan-1"] == "690 mg")
        // The figures that went in, the rate as it was counted.
        #expect(regimen.text(["auc": "5", "crcl": "160"])["formula"] == "5 × (125 mL/min + 25 mL/min) = 750 mg")
        #expect(regimen.plan(["auc": "5"]).missing == [.weight, .age, .sex, .question(Asked.creatinine.code)])
        #expect(regimen.plan(["crcl": "100"]).missing == .question(Asked.target.code))
        let child = regimen.text(["auc": "5", "weight": "30", "age": "10", "sex": "male", "serum-creatinine": "0.5 mg/dL"])
        #expect(child["status"] == "stop")
        #expect(child["stop-1"]?.contains("Cockcroft-Gault") == true)
    }

    @Test("Steps: when each starts, and which of them a name or a number shows")
    func steps() {
        let regimen = RegimenTerms(steps: [
            DoseTerms(.each, "25 mg/kg").times(1), DoseTerms(.each, "15 mg/kg").every("12 h").times(3),
            DoseTerms(.each, "10 mg/kg").every("24 h").with { $0.after = ContentTerms.every("8 h") },
        ])
        let text = regimen.text(["weight": "60"])
        #expect([text["plan-1"], text["plan-2"], text["plan-3"]] == ["1,500 mg", "900 mg", "600 mg"])
        #expect(text["plan-1-when"] == "once, the next after 12 h")
        #expect((1...3).map { text.number("plan-\($0)-first") } == [0, 720, 720 + 1440 + 480])
        #expect((1...3).map { text.number("plan-\($0)-last") } == [0, 720 + 1440, nil])
        #expect([text["step"], regimen.text(["weight": "60", "step": "b"])["step"], regimen.text(["weight": "60", "step": "3"])["step"]] == ["1", "2", "3"])
        #expect(regimen.text(["weight": "60", "step": "d"])["stop-1"] == "This regimen has no such step. Choose one of its steps.")
        // A running rate starts at once after a bolus.
        let heparin = RegimenTerms(steps: [DoseTerms(.each, "80 units/kg").times(1), DoseTerms(.rate, "18 units/kg/h")])
        #expect(heparin.text(["weight": "70"]).number("plan-2-first") == 0)
    }

    @Test("How long a dose takes: the longest that any limit asks for")
    func over() {
        func text(_ weight: String) -> ReportText {
            RegimenTerms(
                DoseTerms(.each, "25 mg/kg").times(1).with { $0.infusion = .init(atLeast: 60, highestRate: ContentTerms.rate("10 mg/min")) }
            ).text(["weight": weight])
        }
        #expect([text("24")["plan-1-over"], text("24").number("plan-1-over").map { "\($0)" }] == ["at least 1 h", "60.0"])
        #expect([text("80")["plan-1-over"], text("80").number("plan-1-over").map { "\($0)" }] == ["at least 3 h 20 min", "200.0"])
    }

    @Test("Days that are entered divide a course, and never one dose of the present form")
    func daysOfADose() {
        for dose in [DoseTerms(.each, "1 mg/kg").every("24 h"), DoseTerms(.each, "1 mg/kg").every("4 weeks"), DoseTerms(.each, "1 mg/kg").times(1)] {
            #expect(RegimenTerms(dose).text(["weight": "80", "days": "4"])["plan-1"] == "80 mg")
        }
    }
}

@Suite("What is taken")
struct TakenTests {
    private func tablets(_ sizes: Double..., scored: Bool) -> ProductTerms {
        ProductTerms(concentration: nil, containers: sizes.map { .init($0, .milligram, .tablet)! }, isScored: scored, hasLabel: true)
    }
    private let nearest = ProtocolTerms(basis: .actual, rounding: .product(.nearest))

    @Test("Whole tablets, and halves of scored ones")
    func scored() {
        let regimen = RegimenTerms(DoseTerms(.each, "0.1 mg/kg").every("24 h"))
        // 7.4 mg: 7.5 mg in halves, 5 mg in whole ones.
        let halves = regimen.text(["weight": "74"], tablets(5, scored: true), nearest)
        #expect([halves["plan-1"], halves["plan-1-supply"], halves["waste"]] == ["7.5 mg", "1.5 × 5 mg tablet", nil])
        let whole = regimen.text(["weight": "74"], tablets(5, scored: false), nearest)
        #expect([whole["plan-1"], whole["plan-1-supply"]] == ["5 mg", "1 × 5 mg tablet"])
        let several = regimen.text(["weight": "74"], tablets(2.5, 10, scored: false), nearest)
        #expect([several["plan-1"], several["plan-1-supply"]] == ["7.5 mg", "3 × 2.5 mg tablet"])
        // Without rounding the tablets do not make it, and none are named.
        #expect(regimen.text(["weight": "74"], tablets(5, scored: true))["plan-1-supply"] == nil)
        #expect(regimen.text(["weight": "75"], tablets(5, scored: true))["plan-1-supply"] == "1.5 × 5 mg tablet")
        // A limit is not passed by rounding up.
        let capped = RegimenTerms(DoseTerms(.each, "0.1 mg/kg").every("24 h"), caps: [.init(.dose, "7.4 mg")])
        #expect(capped.text(["weight": "74"], tablets(5, scored: true), nearest)["plan-1"] == "5 mg")
    }

    @Test("A dose in volume steps, and syringes by their strength")
    func volumes() {
        let syringe = ProductTerms(
            concentration: .init(100, .milligram), containers: [.init(40, .milligram, volume: 0.4, .syringe)!, .init(80, .milligram, volume: 0.8, .syringe)!],
            hasLabel: true)
        let regimen = RegimenTerms(DoseTerms(.each, "1 mg/kg").every("12 h"))
        let text = regimen.text(["weight": "80"], syringe)
        #expect([text["plan-1-supply"], text["plan-1-volume"]] == ["1 × 80 mg/0.8 mL syringe", "0.8 mL"])
        let stepped = regimen.text(["weight": "83"], syringe, ProtocolTerms(basis: .actual, rounding: .step(ContentTerms.amount("0.1 mL"), .nearest)))
        #expect([stepped["plan-1"], stepped["plan-1-volume"]] == ["80 mg", "0.8 mL"])
    }

    @Test("Diluted to what the record does not say: rates in mg/h, and no volume runs")
    func diluted() {
        let product = ProductTerms(
            concentration: .init(10, .milligram), isDiluted: true, containers: [.init(100, .milligram)!, .init(500, .milligram)!], hasLabel: true,
            infusions: [
                .init(
                    indication: 0, start: ContentTerms.rate("50 mg/h"), steps: [ContentTerms.rate("100 mg/h")], every: 30,
                    maximum: ContentTerms.rate("400 mg/h"))
            ])
        let regimen = RegimenTerms(DoseTerms(.each, "500 mg").every("1 week"))
        let text = regimen.text(["weight": "70"], product)
        #expect([text["rate-start"], text["rate-max"], text["step-2-rate"]] == ["50 mg/h", "400 mg/h", "100 mg/h"])
        #expect([text["step-1-volume"], text["step-2-volume"], text["step-3-volume"]] == ["25 mg", "50 mg", "425 mg"])
        #expect(text["volume"] == "50 mL")
        // Where it says to what, the rates are the pump's.
        let pumped = regimen.text(["weight": "70"], product.with { $0.infused = .init(2, .milligram) })
        #expect([pumped["rate-start"], pumped["rate-max"], pumped["step-1-volume"]] == ["25 mL/h", "200 mL/h", "12.5 mL"])
    }

    @Test("Rates that differ between the first and later infusions wait for which it is")
    func occasions() {
        let product = ProductTerms(
            concentration: .init(10, .milligram), hasLabel: true,
            infusions: [
                .init(indication: 0, occasion: .first, start: ContentTerms.rate("50 mg/h"), maximum: ContentTerms.rate("400 mg/h")),
                .init(indication: 0, occasion: .later, start: ContentTerms.rate("100 mg/h"), maximum: ContentTerms.rate("400 mg/h")),
            ])
        let regimen = RegimenTerms(DoseTerms(.each, "500 mg").every("1 week"))
        #expect(regimen.plan(["weight": "70"], product).missing == .occasion)
        #expect(regimen.text(["weight": "70", "occasion": "first"], product)["rate-start"] == "5 mL/h")
        #expect(regimen.text(["weight": "70", "occasion": "later"], product)["rate-start"] == "10 mL/h")
        #expect(regimen.text(["weight": "70", "occasion": "second"], product)["stop-1"] == "“second” is no answer to “occasion”. Choose one of its answers.")
    }

    @Test("A product in another kind of unit gives no dose")
    func otherKinds() {
        let product = ProductTerms(concentration: .init(10, .milligram), hasLabel: true)
        for amount in ["5 units", "1 mmol", "1 mEq", "2 tablets"] {
            let plan = RegimenTerms(DoseTerms(.each, amount).every("24 h")).plan([:], product)
            #expect(plan.stops.map(\.code) == [.otherUnit], "\(amount)")
            #expect(plan.dose == nil)
        }
    }
}
