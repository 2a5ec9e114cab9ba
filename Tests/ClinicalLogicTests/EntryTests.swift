import SeededNumbers
import Testing

@testable import ClinicalLogic

/// What is typed and read as lines of a name and a value.
@Suite("Entries", .timeLimit(.minutes(20)))
struct EntryTests {
    private static let regimen = RegimenTerms(DoseTerms(.each, "1 mg/kg").every("24 h"), questions: Asked.all, measures: [Asked.clearance])

    private func read(_ name: String, _ value: String, unit: String? = nil) -> RequestText {
        let line = unit.map { "\(name)\t\(value)\t\($0)\n" } ?? "\(name)\t\(value)\n"
        return RequestText(Array(line.utf8), Self.regimen, Asked.all)
    }

    @Test(
        "Weights",
        arguments: [
            ("70", Entry.number(70)), ("70 kg", .number(70)), ("70kg", .number(70)), ("154 lb", .number(69.85)), ("3200 g", .number(3.2)), ("0.85", .number(0.85)),
            ("1,5", .unreadable), ("1.5.2", .unreadable), ("1e2", .unknownUnit), ("７０", .unreadable), ("70.000", .unreadable), ("70.0000", .number(70)),
            ("1.000", .unreadable), ("1.00", .number(1)), ("70.", .unreadable), (".5", .unreadable), ("70 stone", .unknownUnit), ("70 KG", .unknownUnit),
            ("70 cm", .unknownUnit), ("5 ft 9 in", .unknownUnit), ("", .missing), ("   ", .missing), ("seventy", .unreadable), ("-70", .number(-70)),
            ("+70", .unreadable),
            ("70 kg kg", .unknownUnit), ("1,400", .unreadable), ("inf", .unreadable), ("nan", .unreadable), ("0x46", .unknownUnit), ("1234567890123456", .unreadable),
            ("\u{A0}70\u{202F}kg", .number(70)),
        ])
    func weights(_ typed: String, _ entry: Entry) {
        #expect(read("weight", typed).patient.weight == entry)
    }

    @Test(
        "Heights",
        arguments: [
            ("175", Entry.number(175)), ("1.75 m", .number(175)), ("69 in", .number(175.26)), ("5 ft 9 in", .number(175.26)), ("5ft9in", .number(175.26)),
            ("5 ft 9", .number(175.26)), ("5 ft", .number(152.4)), ("5 ft 0 in", .number(152.4)), ("5.5 ft 9 in", .unreadable), ("5 ft 12 in", .unreadable),
            ("5 ft -1 in", .unreadable), ("5 ft 9 cm", .unreadable), ("5' 9\"", .unknownUnit), ("175 kg", .unknownUnit), ("175,5", .unreadable),
        ])
    func heights(_ typed: String, _ entry: Entry) {
        #expect(read("height", typed).patient.height == entry)
    }

    @Test(
        "Ages",
        arguments: [
            ("50", Entry.number(50)), ("50 years", .number(50)), ("1 year", .number(1)), ("9 months", .number(0.75)), ("18 months", .number(1.5)),
            ("10 days", inYears(days: 10)), ("1 day", inYears(days: 1)), ("2 weeks", inYears(days: 14)), ("50 y", .unknownUnit), ("50 kg", .unknownUnit),
            ("5 ft 9 in", .unknownUnit),
        ])
    func ages(_ typed: String, _ entry: Entry) {
        let read = read("age", typed).patient.age
        if case .number(let value) = entry, case .number(let other) = read {
            #expect(abs(value - other) <= 1e-15 * value)
        } else {
            #expect(read == entry)
        }
    }

    @Test("The unit beside the field holds where none is typed")
    func chosenUnit() {
        #expect(read("weight", "154", unit: "lb").patient.weight == .number(69.85))
        #expect(read("weight", "70 kg", unit: "lb").patient.weight == .number(70))
        #expect(read("age", "9", unit: "months").patient.age == .number(0.75))
        #expect(read("weight", "154", unit: "stone").patient.weight == .unknownUnit)
        #expect(read("weight", "", unit: "lb").patient.weight == .missing)
    }

    @Test(
        "What was converted is said, with both figures",
        arguments: [
            ("weight", "154 lb", "154 lb = 69.85 kg"), ("weight", "3200 g", "3200 g = 3.2 kg"), ("height", "5 ft 9 in", "5 ft 9 in = 175.26 cm"),
            ("height", "1.75 m", "1.75 m = 175 cm"), ("age", "9 months", "9 months = 0.75 years"), ("age", "10 days", "10 days = 0.02738 years"),
            ("serum-creatinine", "88 micromol/L", "88 micromol/L = 0.9955 mg/dL"),
        ])
    func conversions(_ name: String, _ typed: String, _ words: String) {
        let read = read(name, typed)
        #expect(read.conversions.map { $0.arguments.map(\.string) } == [[words]])
        let text = Self.regimen.text([name: typed])
        #expect(text["entered-1"] == words)
        #expect(text.fields("entered-1") == [name])
    }

    @Test("What is not converted is not said")
    func plain() {
        for (name, typed) in [("weight", "70 kg"), ("weight", "70"), ("height", "175 cm"), ("age", "50 years"), ("serum-creatinine", "1 mg/dL")] {
            #expect(read(name, typed).conversions.isEmpty)
        }
    }

    @Test(
        "Numbers of questions: units of the laboratory, and what is out of range",
        arguments: [
            ("1 mg/dL", 1.0), ("88.4 micromol/L", 1), ("0.1 mg/dL", 0.1), ("30 mg/dL", 30), ("2652 micromol/L", 30),
        ])
    func numbers(_ typed: String, _ value: Double) throws {
        let answer = try #require(read("serum-creatinine", typed).request.answers.first)
        var number = Double.nan
        if case .number(let read) = answer.value { number = read }
        #expect(abs(number - value) < 1e-12 * value)
    }

    @Test(
        "Answers that are none say why",
        arguments: [
            ("serum-creatinine", "1", Message.Code.missingUnit, "The serum creatinine needs its unit. Enter a plain number in mg/dL or micromol/L."),
            (
                "serum-creatinine", "88 mg/dL", Message.Code.outOfRange,
                "The serum creatinine is out of range. Enter a number from 0.1 to 30 mg/dL. Did you mean 88 micromol/L?"
            ),
            ("serum-creatinine", "0.05 mg/dL", .outOfRange, "The serum creatinine is out of range. Enter a number from 0.1 to 30 mg/dL."),
            ("serum-creatinine", "1 mmol/L", .unknownUnit, "The serum creatinine has a unit that is not known here. Enter a plain number in mg/dL or micromol/L."),
            (
                "serum-creatinine", "1,2", .unreadable,
                "The serum creatinine is not a number. Enter a plain number in mg/dL or micromol/L. Write a point for decimals, and no comma."
            ),
            (
                "serum-creatinine", "1.000", .unreadable,
                "The serum creatinine is not a number. Enter a plain number in mg/dL or micromol/L. Write a point for decimals, and no comma."
            ),
            ("serum-creatinine", "5 ft 9 in", .unknownUnit, "The serum creatinine has a unit that is not known here. Enter a plain number in mg/dL or micromol/L."),
            ("allergy", "perhaps", .unknownAnswer, "“perhaps” is no answer to “allergy”. Choose one of its answers."),
            ("allergy", "Yes", .unknownAnswer, "“Yes” is no answer to “allergy”. Choose one of its answers."),
            ("severity", "deadly", .unknownAnswer, "“deadly” is no answer to “severity”. Choose one of its answers."),
            ("sex", "m", .unknownAnswer, "“m” is no answer to “sex”. Choose one of its answers."),
            ("crcl", "-1", .unknownAnswer, "“-1” is no answer to “creatinine clearance”. Choose one of its answers."),
            ("wieght", "70", .unknownInput, "Nothing here is called “wieght”. Remove it, or correct the name."),
            ("amounts", "70", .unknownInput, "Nothing here is called “amounts”. Remove it, or correct the name."),
            ("confirm", "yes", .unknownAnswer, "“yes” is no answer to “confirm”. Choose one of its answers."),
        ])
    func refused(_ name: String, _ typed: String, _ code: Message.Code, _ words: String) {
        let text = Self.regimen.text(["weight": "70", "consent": "yes", name: typed])
        #expect(text["status"] == "stop")
        #expect(text.list("stop-") == [words])
        #expect(text.code("stop-1") == code.name)
        #expect(text["plan-1"] == nil)
    }

    @Test("Nothing typed is nothing entered")
    func empty() {
        for name in ["weight", "height", "age", "sex", "days", "start", "step", "occasion", "confirm", "amount", "serum-creatinine", "allergy", "severity", "crcl"] {
            let read = read(name, "")
            #expect(read.patient == PatientInput(), "\(name)")
            #expect(read.problems.isEmpty && read.request.answers.isEmpty && read.request.known.isEmpty)
        }
    }

    @Test("Lines that are cut, doubled or of bytes that are no text never trap", arguments: 0..<20)
    func hostile(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        let names = ["weight", "height", "age", "sex", "days", "start", "step", "amount", "amount.a", "amount.", "crcl", "serum-creatinine", "severity", ""]
        for _ in 0..<200 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...4, using: &numbers) {
                bytes += Array(names[Int.random(in: 0..<names.count, using: &numbers)].utf8) + [9]
                for _ in 0..<Int.random(in: 0...8, using: &numbers) {
                    bytes.append(Bool.random(using: &numbers) ? UInt8.random(in: 46...57, using: &numbers) : UInt8.random(in: 0...255, using: &numbers))
                }
                bytes.append(10)
            }
            let report = PlanReport(DoseEngine.plan(Self.regimen, .actualWeight, nil, bytes))
            if report.rows.count != report.numbers.count { Issue.record("rows broken by \(bytes)") }
        }
    }
}

private func inYears(days: Double) -> Entry { .number(days / 365.25) }
