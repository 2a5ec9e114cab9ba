import SeededNumbers
import Testing

@testable import ClinicalLogic

@Suite("Encoded numbers", .timeLimit(.minutes(20)))
struct CodecTests {
    @Test("Every record comes back as it was", arguments: ContentTerms.terms)
    func regimens(_ regimen: RegimenTerms) throws {
        var numbers: [Double] = []
        regimen.encode(into: &numbers)
        var reader = NumberReader(numbers)
        #expect(try RegimenTerms(decoding: &reader).isSame(as: regimen))
        #expect(reader.isAtEnd)
    }

    @Test(arguments: ContentTerms.protocols)
    func protocols(_ terms: ProtocolTerms) throws {
        var numbers: [Double] = []
        terms.encode(into: &numbers)
        var reader = NumberReader(numbers)
        #expect(try ProtocolTerms(decoding: &reader).isSame(as: terms))
        #expect(reader.isAtEnd)
    }

    @Test(arguments: ContentTerms.products)
    func products(_ product: ProductTerms) throws {
        var numbers: [Double] = []
        product.encode(into: &numbers)
        var reader = NumberReader(numbers)
        #expect(try ProductTerms(decoding: &reader).isSame(as: product))
        #expect(reader.isAtEnd)
    }

    @Test("Patients and requests come back as they were")
    func cases() throws {
        for asked in SeededCases(5_000, seed: 3) {
            var numbers: [Double] = []
            asked.input.encode(into: &numbers)
            var reader = NumberReader(numbers)
            if try !PlanInput(decoding: &reader).isSame(as: asked.input) || !reader.isAtEnd { Issue.record("not what was encoded") }
        }
    }

    @Test("Numbers that are cut short, too many or of another version are not read")
    func malformed() throws {
        let asked = PlanCase(ContentTerms.adult, ContentTerms.australia, ContentTerms.octagam, weight: 70)
        var numbers: [Double] = []
        asked.input.encode(into: &numbers)
        for count in 0..<numbers.count {
            var reader = NumberReader(Array(numbers.prefix(count)))
            #expect(throws: MalformedNumbers.self) { try PlanInput(decoding: &reader) }
        }
        numbers[0] = CoreVersion.number + 1
        var reader = NumberReader(numbers)
        #expect(throws: MalformedNumbers.self) { try PlanInput(decoding: &reader) }
    }

    @Test("One damaged number is refused or planned with, and never a trap")
    func damaged() {
        var numbers = SeededGenerator(seed: 11)
        let values = [Double.nan, .infinity, -1, 0, 1, 2, 3, 7, 0.5, 1e-9, 1e9, 1e300, -1e300, 5e-324, 255, 256, 65_536]
        var (refused, read) = (0, 0)
        for asked in SeededCases(2_000, seed: 5) {
            var encoded: [Double] = []
            asked.input.encode(into: &encoded)
            for _ in 0..<5 {
                var damaged = encoded
                damaged[Int.random(in: 0..<encoded.count, using: &numbers)] = values[Int.random(in: 0..<values.count, using: &numbers)]
                var reader = NumberReader(damaged)
                guard let input = try? PlanInput(decoding: &reader) else {
                    refused += 1
                    continue
                }
                read += 1
                let report = PlanReport(input.plan)
                if report.rows.first?.key != "status" || report.rows.count != report.numbers.count { Issue.record("no report of \(damaged)") }
            }
        }
        #expect(refused > 1_000 && read > 1_000)
    }

    @Test(
        "What is typed",
        arguments: [
            ("70", Entry.number(70)), (" 70.5 ", .number(70.5)), ("1,400", .unreadable), ("0,100", .unreadable), ("1,", .unreadable), ("\u{A0}70\u{202F}", .number(70)),
            ("", .missing),
            ("  ", .missing), ("70,5", .unreadable), ("abc", .unreadable), ("70 kg", .unknownUnit), ("1e2", .unknownUnit), ("1.000", .unreadable), ("1.5.2", .unreadable),
            ("-3", .number(-3)),
            ("٧٠", .unreadable), (".5", .unreadable), ("70.", .unreadable),
        ])
    func typed(_ text: String, _ entry: Entry) {
        #expect(Entry(parsing: text) == entry)
    }

    @Test(
        "Dates that are typed",
        arguments: [
            ("2026-11-20", Entry.number(20_777)), ("", .missing), ("2026-02-29", .unreadable), ("20.11.2026", .unreadable),
            ("1969-12-31", .unreadable), ("2026-1-1", .unreadable), ("2026-11-200", .unreadable),
        ])
    func dates(_ text: String, _ entry: Entry) {
        #expect(Entry(parsingDate: text) == entry)
    }
}

@Suite("The report")
struct ReportTests {
    /// Keys as the table of `PlanReport` has them, with numbers left out.
    static let documented: Set<String> = [
        "status", "stop-#", "missing-#", "caution-#", "stop-alert-#", "caution-alert-#", "unchecked-alert-#", "bmi", "bmi-formula",
        "ideal-weight", "ideal-weight-formula", "ideal-weight-refusal", "adjusted-weight", "adjusted-weight-formula", "lean-weight",
        "lean-weight-formula", "lean-weight-refusal", "surface", "surface-name", "surface-formula", "dosing-weight",
        "dosing-weight-reason", "per", "amount", "formula", "course-unrounded", "cap-#", "course-capped", "rounding", "course", "change",
        "course-per-kg", "days", "division", "day-#", "doses-per-day", "day-total", "interval", "phase-#", "phase-#-dose", "date-#",
        "date-#-end", "label-status", "concentration", "volume", "day-#-volume", "vials", "day-#-vials", "waste", "rate-start",
        "rate-max", "rate-label-max", "rate-limit", "rate-weight", "step-#-rate", "step-#-start", "step-#-minutes", "step-#-volume",
        "schedule-note", "duration", "least-time", "confirm-weight",
        "guard", "open-#", "entered-#", "measure-#", "measure-#-name", "measure-#-formula", "plan-#", "plan-#-per-kg", "plan-#-low", "plan-#-high",
        "plan-#-label", "plan-#-id", "plan-#-kind", "plan-#-when", "plan-#-doses", "plan-#-day", "plan-#-times", "plan-#-all", "plan-#-course",
        "plan-#-over", "plan-#-route", "plan-#-volume", "plan-#-supply", "plan-#-pump", "plan-#-part-#", "plan-#-first", "plan-#-last", "adjust-#",
        "adjust-#-bolus", "adjust-#-change", "adjust-#-hold", "step",
    ]

    @Test("Holds the documented keys, each once, with text that ISMP would pass")
    func keys() {
        var seen: Set<String> = []
        let plans = SeededCases(20_000, seed: 9).map(\.plan) + SeededRegimens(6_000, seed: 9).map(\.plan)
        for plan in plans {
            let rows = PlanReport(plan).rows
            var keys: Set<String> = []
            for row in rows {
                if !keys.insert(row.key).inserted { Issue.record("\(row.key) twice") }
                let general = row.key.split(separator: "-").map { $0.allSatisfy(\.isNumber) ? "#" : String($0) }.joined(separator: "-")
                seen.insert(general)
                if row.text.isEmpty || row.text.contains("not a number") && !row.key.hasPrefix("stop") || row.text.contains("\t") {
                    Issue.record("\(row.key): \(row.text)")
                }
                // A number reads back as the same text: commas, leading zeros and no trailing ones.
                for number in numbers(in: row.text) where !row.key.hasPrefix("date") && Decimal.parse(number).map({ Decimal.format($0) }) != number {
                    Issue.record("\(row.key): \(row.text)")
                }
            }
            if rows.first?.key != "status" { Issue.record("no status") }
        }
        #expect(seen.subtracting(Self.documented).isEmpty, "not in the table: \(seen.subtracting(Self.documented))")
        #expect(Self.documented.subtracting(seen).isEmpty, "never seen: \(Self.documented.subtracting(seen))")
    }

    private func numbers(in text: String) -> [String] {
        // Tests are built without optimisation, where bytes are looked at many times as fast as characters.
        func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
        return text.utf8.split { !isDigit($0) && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }.compactMap { part in
            part.lastIndex(where: isDigit).flatMap { String(part[...$0]) }
        }
    }
}
