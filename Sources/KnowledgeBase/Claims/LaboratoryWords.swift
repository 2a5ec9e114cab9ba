/// Tells what is measured of a patient from what is given to one, where the unit alone does not: `45 mL/min` is a clearance or a rate.
///
/// The sentence decides, by the words that such values go with. Each kind of word is looked for once.
struct LaboratoryWords {
    private let marks: ArraySlice<ClaimText.Mark>
    private let ofKidneys: Bool
    private lazy var sentence = marks.text.lowercased()
    private lazy var speaksOfKidneys = ofKidneys || Self.kidneys.contains(where: sentence.contains)
    private lazy var speaksOfUrine = Self.urine.contains(where: sentence.contains)
    private lazy var speaksOfBlood = Self.blood.contains(where: sentence.contains)

    init(_ marks: ArraySlice<ClaimText.Mark>, ofKidneys: Bool) {
        self.marks = marks
        self.ofKidneys = ofKidneys
    }

    /// True where the text speaks of what kidneys do.
    static func speakOfKidneys(_ marks: ArraySlice<ClaimText.Mark>) -> Bool {
        let text = marks.text.lowercased()
        return kidneys.contains(where: text.contains)
    }

    /// True for a figure, from `start` to `end`, that is measured and not given.
    mutating func isValue(_ figure: String, from start: Int, to end: Int) -> Bool {
        if figure.hasSuffix("%") { return isMeasuredPercentage(start) }
        let unit = figure.drop { $0.isNumber || $0.isWhitespace || ".,-\u{2013}".contains($0) }.lowercased()
        if unit.contains("ml"), unit.contains("min"), !unit.contains("kg") { return isIndexed(unit, after: end) || speaksOfKidneys }
        if unit.hasSuffix("/g") || unit.hasSuffix("per g") || unit.hasPrefix("mg/d") || unit.hasPrefix("g/d") || unit.hasPrefix("mg per d") || unit.hasPrefix("g per d") {
            return speaksOfUrine
        }
        if unit.hasPrefix("ml/kg/h") || unit.hasPrefix("ml/h") || unit.hasPrefix("ml per h") { return speaksOfUrine }
        if unit.hasSuffix("/ml") || unit.hasSuffix("per ml") { return unit.hasPrefix("ng") || speaksOfBlood }
        if isPerDayAndNight(end) { return speaksOfUrine }
        return false
    }

    /// `/1.73 m2`, in whatever way it is written.
    private func isIndexed(_ unit: String, after end: Int) -> Bool {
        if unit.hasSuffix("m2") || unit.hasSuffix("m²") { return true }
        let next = marks[end..<min(end + 10, marks.endIndex)].text
        return next.contains("1.73") || next.contains("1,73") || next.contains("1·73")
    }

    /// `2 g/24 h`
    private func isPerDayAndNight(_ end: Int) -> Bool { marks[end..<min(end + 4, marks.endIndex)].text.hasPrefix("/24") }

    private func isMeasuredPercentage(_ start: Int) -> Bool {
        let before = marks[..<start].suffix(40).text.lowercased()
        return Self.percentages.contains(where: before.contains)
    }

    private static let kidneys = ["clearance", "filtration", "gfr", "creatinine", "kidney", "crcl", "clcr", "renal function", "cystatin"]
    private static let urine = [
        "proteinuria", "albuminuria", "urin", "protein excretion", "albumin-creatinine", "albumin-to-creatinine", "protein-creatinine", "faecal", "fecal", "stool",
    ]
    private static let blood = ["serum", "plasma", "trough", "peak", "level", "ferritin", "troponin", "d-dimer", "titre", "titer", "anti-xa", "blood"]
    private static let percentages = [
        "hba1c", "haematocrit", "hematocrit", "saturation", "spo2", "ejection fraction", "lvef", "fvc", "fev1", "dlco", "reticulocyte", "vital capacity",
    ]
}
