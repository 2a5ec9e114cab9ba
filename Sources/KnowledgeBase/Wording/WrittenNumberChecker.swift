import ClinicalLogic
import Diagnostics
import SourceData

/// Reports quantities in text that are written so that they are read as others: with a comma for the decimal point (`0,125 mg/kg`,
/// `2,5 g`), and doses with a zero at their end (`1.0 mg`) or nothing before their point (`.5 mg`).
///
/// A text that a record is held to is left to the link: it cannot say what the record says.
struct WrittenNumberChecker {
    let source: String
    let log: DiagnosticLog

    /// Where `TextSigns` sees decimals.
    func check(_ marks: [ClaimText.Mark]) {
        marks.scan { start in
            let end = marks[start...].firstIndex { !$0.scalar.isDigit && $0.scalar != "," && $0.scalar != "." } ?? marks.endIndex
            guard end > start, !marks[start].isHeld, let number = WrittenNumber(in: marks[start..<end].text) else { return end }
            let place = SourcePosition(file: source, line: marks[start].line, column: marks[start].column)
            switch number.fault {
            case .decimalComma:
                guard isQuantity(number.number, marks, start, end) else { return end }
                log.report(.decimalComma, at: place, "'\(number.number)' has a decimal comma", suggestion: number.suggestion)
            case .trailingZero, .nakedPoint, .leadingZero:
                guard isDose(marks, start, end) else { return end }
                log.report(.misreadNumber, at: place, "'\(number.number)' \(number.fault.words)", suggestion: number.suggestion)
            }
            return end
        }
    }

    /// True before a unit, and for what starts with a zero; other figures with commas may be a list.
    private func isQuantity(_ number: String, _ marks: [ClaimText.Mark], _ start: Int, _ end: Int) -> Bool {
        if start > 0, marks[start - 1].scalar.isLetter || marks[start - 1].scalar == "-" { return false }
        if number.hasPrefix("0,") { return true }
        let word = word(marks, after: end)
        return word.hasPrefix("%") || BaseUnit(symbol: word) != nil || Self.otherUnits.contains(word)
    }

    /// True before a unit of dose; percentages of findings and versions may end in a zero.
    private func isDose(_ marks: [ClaimText.Mark], _ start: Int, _ end: Int) -> Bool {
        if start > 0, marks[start - 1].scalar.isLetter || marks[start - 1].scalar.isDigit { return false }
        let word = word(marks, after: end)
        return BaseUnit(symbol: word)?.dimension.isDose ?? false
    }

    private func word(_ marks: [ClaimText.Mark], after end: Int) -> String {
        let rest = marks[end...].drop { $0.scalar.isSpace }
        return rest.prefix { !$0.scalar.isSpace && $0.scalar != "/" && !Self.punctuation.contains($0.scalar) }.text
    }

    private static let punctuation = Set(",.;:)]?!".unicodeScalars)
    /// Units that records do not take and texts may have.
    private static let otherUnits: Set = [
        "µg", "μg", "ug", "ng", "gm", "grams", "gram", "ml", "cc", "units", "unit", "IU", "U", "mmol", "mEq", "hours", "hour", "minutes", "minute", "months", "years",
    ]
}
