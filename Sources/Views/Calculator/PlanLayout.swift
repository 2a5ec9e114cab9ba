/// How a plan's rows are labelled and grouped: stated once for the command line and for pages.
public enum PlanLayout {
    public struct Line: Sendable {
        /// A row's key; for a list the part before its number.
        public let key: String
        public let label: String
        /// The same where the regimen's amount is of a dose or a rate.
        public let doseLabel: String
        public let isList: Bool
        /// A row that is a note on the line above it.
        public let notes: [String]

        init(_ key: String, _ label: String, dose: String? = nil, isList: Bool = false, notes: [String] = []) {
            self.key = key
            self.label = label
            doseLabel = dose ?? label
            self.isList = isList
            self.notes = notes
        }
    }

    public struct Group: Sendable {
        public let id: String
        public let title: String
        /// The same where the regimen's amount is of a dose or a rate.
        public let doseTitle: String
        public let lines: [Line]
        /// Shown folded on pages.
        public let isDetail: Bool

        init(id: String, title: String, dose: String? = nil, lines: [Line], isDetail: Bool = false) {
            self.id = id
            self.title = title
            doseTitle = dose ?? title
            self.lines = lines
            self.isDetail = isDetail
        }
    }

    /// What a plan says of each of its steps, behind `plan-1` and so on.
    public static let stepLines = [
        Line("", "Dose"), Line("-when", "When"), Line("-part-", "Part", isList: true), Line("-doses", "Doses a day"), Line("-day", "Total a day"),
        Line("-volume", "Volume"), Line("-supply", "What to take"), Line("-pump", "Pump rate"), Line("-over", "Each over"), Line("-times", "Times in all"),
        Line("-all", "Total of all"), Line("-course", "Total of the course"), Line("-per-kg", "Dose per kg"), Line("-route", "Route"),
    ]

    /// A line's label; where the regimen's amount is of a dose or a rate, `course` is one dose.
    static func label(_ line: Line, per: String?) -> String { per == "dose" || per == "rate" ? line.doseLabel : line.label }

    public static let groups = [
        Group(
            id: "dose", title: "Dose",
            lines: [
                Line("course", "Course total", dose: "One dose"),
                Line("division", "Given over"),
                Line("day-", "Day", isList: true),
                Line("doses-per-day", "Doses a day"),
                Line("day-total", "Total a day"),
                Line("interval", "Interval"),
                Line("phase-", "Phase", isList: true),
            ]),
        Group(id: "measures", title: "Worked out", lines: [Line("measure-", "Worked out", isList: true)]),
        Group(
            id: "working", title: "Working",
            lines: [
                Line("dosing-weight", "Dosing weight", notes: ["dosing-weight-reason"]),
                Line("amount", "Amount of the regimen"),
                Line("formula", "Formula"),
                Line("course-unrounded", "Course, unrounded", dose: "Dose, unrounded"),
                Line("cap-", "Limit", isList: true),
                Line("course-capped", "Course after limits", dose: "Dose after limits"),
                Line("rounding", "Rounding"),
                Line("change", "Change by rounding"),
                Line("course-per-kg", "Course per kg of dosing weight", dose: "Dose per kg of dosing weight"),
            ], isDetail: true),
        Group(
            id: "supply", title: "Product",
            lines: [
                Line("label-status", "Label status"),
                Line("concentration", "Concentration"),
                Line("volume", "Volume of the course", dose: "Volume"),
                Line("vials", "Vials"),
                Line("waste", "Left in the vials"),
            ]),
        Group(
            id: "infusion", title: "Infusion, largest day", dose: "Infusion",
            lines: [
                Line("rate-start", "Starting rate"),
                Line("rate-max", "Maximum rate", notes: ["rate-limit"]),
                Line("rate-label-max", "Labelled maximum, without that risk"),
                Line("rate-weight", "Weight for the rates"),
                Line("least-time", "Labelled least time"),
                Line("duration", "Duration"),
                Line("schedule-note", "Note"),
            ]),
        Group(id: "dates", title: "Dates", lines: [Line("date-", "Course", dose: "Dose", isList: true)]),
        Group(
            id: "body-size", title: "Body size",
            lines: [
                Line("bmi", "BMI", notes: ["bmi-formula"]),
                Line("ideal-weight", "Ideal body weight (Devine)", notes: ["ideal-weight-formula"]),
                Line("ideal-weight-refusal", "Ideal body weight (Devine)"),
                Line("adjusted-weight", "Adjusted body weight", notes: ["adjusted-weight-formula"]),
                Line("lean-weight", "Lean body weight (Janmahasatian)", notes: ["lean-weight-formula"]),
                Line("lean-weight-refusal", "Lean body weight (Janmahasatian)"),
                Line("surface", "Body surface area", notes: ["surface-name", "surface-formula"]),
            ], isDetail: true),
    ]
}
