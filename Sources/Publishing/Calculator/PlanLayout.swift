public import ClinicalLogic

/// How a plan's rows are labelled and grouped: stated once for the command line and for pages.
public enum PlanLayout {
    public struct Line: Sendable {
        /// A row's key; for a list the part before its number.
        public let key: String
        public let label: String
        public let isList: Bool
        /// A row that is a note on the line above it.
        public let notes: [String]

        init(_ key: String, _ label: String, isList: Bool = false, notes: [String] = []) {
            self.key = key
            self.label = label
            self.isList = isList
            self.notes = notes
        }
    }

    public struct Group: Sendable {
        public let id: String
        public let title: String
        public let lines: [Line]
    }

    /// A line's label; where the regimen's amount is for a dose, `course` is one dose.
    static func label(_ line: Line, per: String?) -> String {
        line.key == "course" && per == "dose" ? "One dose" : line.label
    }

    public static let groups = [
        Group(
            id: "dose", title: "Dose",
            lines: [
                Line("course", "Course total"),
                Line("division", "Given over"),
                Line("day-", "Day", isList: true),
                Line("doses-per-day", "Doses a day"),
                Line("day-total", "Total a day"),
                Line("interval", "Interval"),
                Line("phase-", "Phase", isList: true),
            ]),
        Group(
            id: "working", title: "Working",
            lines: [
                Line("dosing-weight", "Dosing weight", notes: ["dosing-weight-reason"]),
                Line("formula", "Formula"),
                Line("course-unrounded", "Course, unrounded"),
                Line("cap-", "Limit", isList: true),
                Line("course-capped", "Course after limits"),
                Line("rounding", "Rounding"),
                Line("change", "Change by rounding"),
                Line("course-per-kg", "Course per kg of dosing weight"),
            ]),
        Group(
            id: "supply", title: "Product",
            lines: [
                Line("label-status", "Label status"),
                Line("concentration", "Concentration"),
                Line("volume", "Volume of the course"),
                Line("vials", "Vials"),
                Line("waste", "Left in the vials"),
            ]),
        Group(
            id: "infusion", title: "Infusion, largest day",
            lines: [
                Line("rate-start", "Starting rate"),
                Line("rate-max", "Maximum rate", notes: ["rate-limit"]),
                Line("rate-label-max", "Labelled maximum, without that risk"),
                Line("rate-weight", "Weight for the rates"),
                Line("least-time", "Labelled least time"),
                Line("duration", "Duration"),
                Line("schedule-note", "Note"),
            ]),
        Group(id: "dates", title: "Dates", lines: [Line("date-", "Course", isList: true)]),
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
            ]),
    ]
}

extension PlanReport {
    /// The rows by key.
    public var texts: [String: String] {
        Dictionary(rows.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
    }

    /// Rows of a numbered list, in order: the texts of `stop-1`, `stop-2` ...
    public func list(_ prefix: String) -> [String] {
        let texts = texts
        var found: [String] = []
        while let text = texts["\(prefix)\(found.count + 1)"] { found.append(text) }
        return found
    }
}
