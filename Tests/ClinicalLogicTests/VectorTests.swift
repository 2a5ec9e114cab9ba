import ClinicalLogic
import Testing

@Suite("Worked examples")
struct VectorTests {
    let octagam = ContentTerms.octagam

    @Test("70 kg adult with dermatomyositis on Octagam 10 %")
    func labelledAdult() {
        let text = PlanCase(ContentTerms.adult, ContentTerms.usLabel, octagam, weight: 70, height: 168).text
        #expect(text["status"] == "ok")
        #expect(text["course"] == "140 g")
        #expect(text["day-1"] == "70 g")
        #expect(text["day-2"] == "70 g")
        #expect(text["day-3"] == nil)
        #expect(text["volume"] == "1,400 mL")
        #expect(text["day-1-volume"] == "700 mL")
        #expect(text["rate-start"] == "42 mL/h")
        #expect(text["rate-max"] == "168 mL/h")
        #expect(text["formula"] == "2 g/kg × 70 kg = 140 g")
        #expect(text["day-1-vials"] == "2 × 30 g + 1 × 10 g")
        #expect(text["waste"] == "0 g")
        #expect(text["label-status"] == "on-label")
        #expect(text["interval"] == "every 4 weeks")
        // 30 min at 42 mL/h are 21 mL; 679 mL at 168 mL/h are 242.5 min, and more by steps that are not printed.
        #expect(text["step-1-volume"] == "21 mL")
        #expect(text["step-2-rate"] == "up to 168 mL/h")
        #expect(text["step-2-minutes"] == "as long as needed")
        #expect(text["step-2-volume"] == "the rest")
        #expect(text["duration"] == "at least 4 h 33 min")
        #expect(text["caution-1"] == nil)
    }

    @Test(arguments: [RiskFlag.renalRisk, .thrombosisRisk])
    func riskLowersTheRate(_ flag: RiskFlag) {
        let asked = PlanCase(ContentTerms.adult, ContentTerms.usLabel, octagam, weight: 70, height: 168, flags: flag)
        let text = asked.text
        #expect(text["rate-start"] == "42 mL/h")
        #expect(text["rate-max"] == "126 mL/h")
        #expect(text["rate-label-max"] == "168 mL/h")
        #expect(text.codes("caution-") == ["fewest-days-at-risk", "rate-lowered", ""])
        #expect(text["caution-2"] == "Rate lowered because of \(flag.label).")
        #expect(text["caution-alert-1"] == (flag == .renalRisk ? "5" : "6"))
    }

    @Test("175 cm, 100 kg man")
    func adjusted() {
        let byLabel = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 100).text
        #expect(byLabel["course"] == "200 g")
        #expect(byLabel["bmi"] == "32.65 kg/m2")
        #expect(byLabel["ideal-weight"] == "70.46 kg")
        let adjusted = PlanCase(ContentTerms.adult, ContentTerms.australia, weight: 100).text
        #expect(adjusted["dosing-weight"] == "82.28 kg")
        #expect(adjusted["course"] == "164.6 g")
        #expect(adjusted["course-unrounded"] == "164.6 g")
        #expect(adjusted["change"] == "0 %")
        #expect(adjusted["formula"] == "2 g/kg × 82.28 kg = 164.6 g")
        #expect(adjusted["adjusted-weight-formula"] == "70.46 kg + 0.4 × (100 kg − 70.46 kg) = 82.28 kg")
        #expect(adjusted["ideal-weight-formula"] == "50 kg + 2.3 kg × (175 cm / 2.54 − 60) = 70.46 kg")
        let half = ContentTerms.australia.with(factor: 0.5)
        let halfway = PlanCase(ContentTerms.adult, half, weight: 100).text
        #expect(halfway["dosing-weight"] == "85.23 kg")
        #expect(halfway["course"] == "170.5 g")
    }

    @Test("178 cm, 110 kg man: lean weight")
    func lean() throws {
        let lean = try LeanWeight(sex: .male, weight: 110, height: 178, age: 40)
        #expect(Decimal.format(lean.value, decimals: 1) == "71.9")
    }

    @Test("A child: stopped on the adult regimen, dosed on the juvenile ones")
    func child() {
        let stopped = PlanCase(ContentTerms.adult, ContentTerms.usLabel, octagam, age: 9, weight: 28, height: 132).text
        #expect(stopped["status"] == "stop")
        #expect(stopped["stop-alert-1"] == "0")
        #expect(stopped["stop-1"] == "The patient is outside the population of this regimen: from 18 years.")
        #expect(stopped["course"] == nil)
        #expect(stopped["ideal-weight-refusal"]?.contains("18 years") == true)
        let carra = PlanCase(ContentTerms.carra, ContentTerms.usLabel, octagam, age: 9, weight: 28, height: 132).text
        #expect(carra["course"] == "56 g")
        #expect(carra["label-status"] == "off-label: indication")
        // Ontario's formula is not known, but below 152.4 cm it leaves actual weight.
        let ontario = PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.ontario, age: 9, weight: 28, height: 132).text
        #expect(ontario["status"] == "ok")
        #expect(ontario["course-unrounded"] == "56 g")
        #expect(ontario["course"] == "55 g")
        #expect(ontario["change"] == "−1.8 %")
        #expect(ontario["dosing-weight-reason"] == "Actual body weight: the patient is below the protocol's minimum height.")
        let tall = PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.ontario, age: 15, weight: 50, height: 165).text
        #expect(tall["status"] == "stop")
        #expect(tall["stop-1"]?.contains("was not seen") == true)
        let australia = PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.australia, age: 15, weight: 50, height: 165).text
        #expect(australia["dosing-weight-reason"] == "Actual body weight: the patient is below the protocol's minimum age.")
        #expect(australia["course"] == "100 g")
    }

    @Test("Adults of 150 cm, and between a programme's minimum height and Devine's")
    func short() {
        let short = PlanCase(ContentTerms.adult, ContentTerms.australia, weight: 60, height: 150).text
        #expect(short["status"] == "ok")
        #expect(short["course"] == "120 g")
        #expect(short["dosing-weight-reason"] == "Actual body weight: the patient is below the protocol's minimum height.")
        let between = PlanCase(ContentTerms.adult, ContentTerms.australia, weight: 60, height: 152.2).text
        #expect(between["status"] == "stop")
        #expect(between["stop-1"]?.contains("152.4 cm") == true)
        #expect(between["course"] == nil)
        let silent = ContentTerms.australia.with(minimumHeight: .some(nil))
        #expect(PlanCase(ContentTerms.adult, silent, weight: 60, height: 150).text["status"] == "stop")
        #expect(PlanCase(ContentTerms.adult, silent, weight: 60, height: 152.4).text["status"] == "ok")
    }

    @Test("A BMI of 30 is an alert of the regimen, and no caution of the engine")
    func obesity() {
        for (weight, alerts) in [(97.2, [4]), (97.1, [])] {
            let plan = PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: weight, height: 180).plan
            #expect(plan.cautionAlerts == alerts)
            #expect(plan.cautions.isEmpty)
        }
    }

    @Test("Impossible entries say what to enter", arguments: ["0", "abc", "1000000000", "-70", "1e3", "70,5", "inf"])
    func impossible(_ typed: String) {
        var request = PlanCase(ContentTerms.adult, ContentTerms.usLabel, octagam, weight: 70)
        request.patient.weight = Entry(parsing: typed)
        let text = request.text
        #expect(text["status"] == "stop")
        #expect(text["stop-1"]?.contains("from 0.3 to 400 kg") == true)
        #expect(text["course"] == nil)
        #expect(text["bmi"] == nil)
    }

    @Test("Nothing entered asks for what is needed")
    func nothing() {
        let text = PlanCase(ContentTerms.adult, ContentTerms.australia, sex: nil, age: nil, weight: nil, height: nil).text
        #expect(text["status"] == "incomplete")
        #expect(text.keys.filter { $0.hasPrefix("missing-") }.count == 4)
        let byLabel = PlanCase(ContentTerms.adult, ContentTerms.usLabel, sex: nil, age: 50, weight: 70, height: nil).text
        #expect(byLabel["course"] == "140 g")
    }

    @Test("Weights at the ends of what may be entered")
    func ends() {
        #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 0.299, height: nil).text["status"] == "stop")
        #expect(PlanCase(ContentTerms.ontarioJuvenile, ContentTerms.usLabel, age: 0, weight: 0.3, height: nil).confirmed["course"] == "0.6 g")
        #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 400, height: nil).confirmed["course"] == "800 g")
        #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 400.01, height: nil).text["status"] == "stop")
        #expect(PlanCase(ContentTerms.adult, ContentTerms.usLabel, weight: 7, height: 175).text["status"] == "stop")
    }
}

@Suite("Other drugs")
struct OtherDrugTests {
    @Test("Per m2 with a cap")
    func perSurface() {
        let small = PlanCase(ContentTerms.perSurface, ContentTerms.usLabel, ContentTerms.antibody, weight: 70).text
        #expect(small["surface"] == "1.845 m2")
        #expect(small["surface-formula"] == "√(175 cm × 70 kg / 3,600) = 1.845 m2")
        #expect(small["formula"] == "375 mg/m2 × 1.845 m2 = 691.7 mg")
        #expect(small["course"] == "691.7 mg")
        #expect(small["vials"] == "1 × 500 mg + 2 × 100 mg")
        #expect(small["waste"] == "8.252 mg")
        #expect(small["rate-start"] == "5 mL/h")
        #expect(small["rate-max"] == "40 mL/h")
        let large = PlanCase(ContentTerms.perSurface, ContentTerms.usLabel, weight: 110).text
        #expect(large["course"] == "750 mg")
        #expect(large["cap-1"] == "held to the limit of 750 mg per dose")
    }

    @Test("Fixed dose, with no weight entered")
    func fixedDose() {
        let start = CalendarDay(year: 2026, month: 1, day: 31)!
        let text = PlanCase(
            ContentTerms.fixedDose, ContentTerms.usLabel, ContentTerms.antibody, sex: nil, age: nil, weight: nil, height: nil, start: start
        ).text
        #expect(text["status"] == "ok")
        #expect(text["course"] == "1,000 mg")
        #expect(text["volume"] == "100 mL")
        #expect(text["dosing-weight"] == nil)
        #expect(text["date-2"] == "2026-02-14")
        #expect(text["date-3"] == "2026-08-14")
        #expect(text["date-4"] == "2027-02-14")
    }

    @Test("Loading and maintenance")
    func loading() {
        let first = PlanCase(ContentTerms.loading, ContentTerms.usLabel, weight: 70).text
        #expect(first["course"] == "560 mg")
        #expect(first["phase-1"] == "once")
        #expect(first["phase-1-dose"] == "560 mg")
        let next = PlanCase(ContentTerms.loading, ContentTerms.usLabel, weight: 70, phase: 1).text
        #expect(next["course"] == "420 mg")
        #expect(PlanCase(ContentTerms.loading, ContentTerms.usLabel, weight: 70, phase: 2).text["status"] == "stop")
    }

    @Test("Per day, with caps per day and per course")
    func daily() {
        let text = PlanCase(ContentTerms.daily, ContentTerms.usLabel, weight: 70).text
        #expect(text["formula"] == "0.4 g/kg × 70 kg = 28 g a day × 5 days = 140 g")
        #expect(text["day-5"] == "28 g")
        #expect(text["course"] == "140 g")
        let heavy = PlanCase(ContentTerms.daily, ContentTerms.usLabel, weight: 90).text
        #expect(heavy["course-unrounded"] == "180 g")
        #expect(heavy["day-1"] == "30 g")
        #expect(heavy["course"] == "150 g")
        #expect(heavy["cap-1"] == "held to the limit of 150 g per course")
    }

    @Test("Several doses a day stay under the day's cap")
    func severalDoses() {
        let text = PlanCase(ContentTerms.everyEightHours, ContentTerms.usLabel, weight: 70).text
        #expect(text["course"] == "350 mg")
        #expect(text["doses-per-day"] == "3")
        #expect(text["day-total"] == "1,050 mg")
        let heavy = PlanCase(ContentTerms.everyEightHours, ContentTerms.usLabel, weight: 100).text
        #expect(heavy["course"] == "400 mg")
        #expect(heavy["cap-1"] == "held to the limit of 1,200 mg per day")
        #expect(heavy["day-total"] == "1,200 mg")
    }

    @Test("A dose by volume needs a product to be held to a mass")
    func byVolume() {
        #expect(PlanCase(ContentTerms.byVolume, ContentTerms.usLabel, weight: 70).text["missing-1"]?.hasPrefix("Choose a product") == true)
        let text = PlanCase(ContentTerms.byVolume, ContentTerms.usLabel, ContentTerms.octagam, weight: 70).text
        #expect(text["course"] == "700 mL")
        #expect(text["days"] == "2")
        #expect(text["day-1"] == "350 mL")
        // 130 kg: 1,300 mL are 130 g, over the 120 g at which the regimen stops.
        #expect(PlanCase(ContentTerms.byVolume, ContentTerms.usLabel, ContentTerms.octagam, weight: 130).text["status"] == "stop")
    }
}
