import ClinicalLogic
import Diagnostics
import SourceData
import Testing

@testable import KnowledgeBase

/// What counts as the same statement as a fact, and what does not.
struct FactValueTests {
    struct Statement: Sendable {
        let value: FactValue
        let same: [String]
        let other: [String]
    }

    private static func quantity(_ text: String) -> FactValue { .quantity(Quantity(parsing: text)!) }

    private static let statements = [
        Statement(
            value: quantity("2 g/kg"),
            same: [
                "2 g/kg", "2g/kg", "2.0 g/kg", "2\u{A0}g/kg", "2\u{202F}g/kg", "2 g / kg", "2000 mg/kg", "2,000 mg/kg",
                " 2  g/kg ",
            ],
            other: [
                "", "2", "2 g", "2 kg/g", "2 mg/kg", "20 g/kg", "2.1 g/kg", "2 g/kg per course", "2 g/kg/day",
                "about 2 g/kg",
                "two g/kg", "-2 g/kg", "2,0 g/kg", "2 to 2 g/kg", "[2 g/kg]",
            ]),
        Statement(
            value: quantity("1,400 mL"),
            same: ["1,400 mL", "1400 mL", "1.4 L", "1,400\u{A0}mL", "1400mL", "1,400 ml"],
            other: ["1.4 mL", "14,00 mL", "1 400 mL", "1,400", "1,400 L", "1,400 mL/h"]),
        Statement(
            value: quantity("0.5 mL/kg/h"), same: ["0.5 mL/kg/h", "0.5 mL / kg / h"],
            other: [".5 mL/kg/h", "5 mL/kg/h", "0.5 mL/kg/min", "0.5 mL/h"]),
        Statement(
            value: quantity("4 weeks"), same: ["4 weeks", "4 week", "28 days", "4\u{A0}weeks", "4 Weeks"],
            other: ["1 month", "4", "every 4 weeks", "4 months", "27 days"]),
        Statement(
            value: quantity("1 year"), same: ["1 year", "12 months"], other: ["365 days", "52 weeks", "1 month"]),
        Statement(
            value: .range(2, 5, unit: "day"),
            same: [
                "2 to 5 days", "2-5 days", "2–5 days", "2—5 days", "2 – 5 days", "2 to 5 day", "2\u{A0}to\u{A0}5 days",
            ],
            other: [
                "2 days", "5 days", "2 to 4 days", "2 to 5", "2 to 5 weeks", "5 to 2 days", "2, 5 days", "12-5 days",
                "2 or 5 days",
            ]),
        Statement(value: .range(2, 2, unit: "day"), same: ["2 days"], other: ["2", "22 days", "2 to 3 days"]),
        Statement(value: .range(1, 1, unit: "day"), same: ["1 day"], other: ["1 days", "one day"]),
        Statement(
            value: .proportion(events: 9, of: 12),
            same: ["9 of 12", "9/12", "9 / 12", "75 %", "75%", "75\u{A0}%", "75.0 %"],
            other: ["74 %", "76 %", "75", "9", "9 of 11", "12 of 9", "75.1 %", "9 out of 12", "9 of 12 (75 %)", "0.75"]),
        Statement(
            value: .proportion(events: 5, of: 12), same: ["42 %", "41.7 %", "41.67 %"],
            other: ["41 %", "41.6 %", "42.0 %", "40 %"]),
        Statement(
            value: .estimate(35.04, FactDisplay(decimals: 0, unit: "percentage points", singular: "percentage point")),
            same: ["35 percentage points", "35.0 percentage points", "35.04 percentage points"],
            other: ["35", "35 %", "36 percentage points", "35.1 percentage points", "-35 percentage points", "30 percentage points", "35 points"]),
        Statement(value: .estimate(1.803, FactDisplay(decimals: 2, unit: nil)), same: ["1.80", "1.8", "1.803"], other: ["2", "1.81", "1.9", "1.80 %", "18"]),
        Statement(
            value: .estimate(-9.36, FactDisplay(exact: "points")), same: ["-9.36 points", "\u{2212}9.36 points"],
            other: ["-9.4 points", "9.36 points", "-9.36", "-9 points"]),
        Statement(
            value: .interval(65.096, 88.01, FactDisplay(decimals: 0, unit: "%")),
            same: ["65 to 88 %", "65-88%", "65 % to 88 %", "65.1 to 88.0 %", "65–88 %"],
            other: ["65 to 88", "65 %", "88 to 65 %", "65 to 89 %", "64 to 88 %", "(65 to 88 %)", "65, 88 %", "65 to 88 % of them", "65 to 88 g"]),
        Statement(
            value: .interval(-12.52, 0.99, FactDisplay(exact: nil)), same: ["-12.52 to 0.99", "\u{2212}12.52 to 0.99"],
            other: ["-12.5 to 1", "-13 to 1", "12.52 to 0.99", "-12.52 to 0.99 points"]),
        Statement(value: .interval(2.70, .infinity, FactDisplay(decimals: 2, unit: nil)), same: ["2.7 and above"], other: ["2.7", "2.7 to inf", "2.7 to 99"]),
        Statement(value: .proportion(events: 0, of: 11), same: ["0 of 11", "0 %", "0/11"], other: ["1 %", "0 of 12"]),
        Statement(
            value: .proportion(events: 1200, of: 2000), same: ["1,200 of 2,000", "1200 of 2000", "1200/2000", "60 %"],
            other: ["12 of 20", "1,200"]),
        Statement(
            value: .number(79, unit: "%"), same: ["79 %", "79%", "79\u{A0}%", "79.0 %"],
            other: ["79", "0.79", "78 %", "79.4 %", "79 percent"]),
        Statement(
            value: .number(-9.36, unit: nil), same: ["-9.36", "\u{2212}9.36", "–9.36"],
            other: ["9.36", "-9.4", "-9.36 points", "-9.360 %"]),
        Statement(value: .number(2.6, unit: nil), same: ["2.6", "2.60"], other: ["2.6 points", "26", "2,6", "6"]),
        Statement(
            value: .number(5, unit: "points"), same: ["5 points", "5", "5 Points"],
            other: ["5 %", "6 points", "5 point"]),
        Statement(
            value: .number(1500, unit: "units/L"), same: ["1,500 units/L", "1500 units/L", "1500 units / L"],
            other: ["1500", "1500 units", "1500 units/mL", "at least 1500 units/L"]),
        Statement(
            value: .date(CalendarDate("2024-01-26")!), same: ["26 January 2024", "2024-01-26", "26\u{A0}January 2024"],
            other: ["January 2024", "26 January", "2024-01-27", "26/01/2024", "January 26, 2024"]),
        Statement(value: .text("J1568"), same: ["J1568", "j1568", " J1568"], other: ["J1569", "J 1568", ""]),
    ]

    @Test(arguments: statements)
    func takesTheSameStatementAndNoOther(_ statement: Statement) {
        #expect(statement.same.filter { !statement.value.isSaid(by: $0) } == [], "\(statement.value.text): not taken")
        #expect(statement.other.filter { statement.value.isSaid(by: $0) } == [], "\(statement.value.text): taken")
    }

    /// Values that an author writes in `facts:` are read as exactly as can be.
    @Test(arguments: [
        ("2 g/kg", "2,000 mg/kg"), ("9 of 12", "75 %"), ("87 %", "87%"), ("1,200", "1200"), ("3 points", "3"),
        ("2024-01-26", "26 January 2024"), ("12 units/L", "12 units/L"), ("19.6 to 64.6 %", "19.6 to 64.6 %"),
    ])
    func readsNamedValues(_ value: String, _ said: String) throws {
        let record =
            "title: P\nweight: { basis: actual }\nfacts: [{ id: a, label: A, value: \"\(value)\" }]\nsources: []\n"
        let loaded = load(["protocols/p.yml": record, "index.md": page("[\(said)](protocols/p.yml#a)")])
        #expect(loaded.diagnostics.isEmpty)
    }
}
