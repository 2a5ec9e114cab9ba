/// A plan as text: rows of a key and what to show for it, the same bytes on the command line, in pages and in JSON.
///
/// Text follows ISMP: a space before the unit, commas from 1,000, leading zeros and no trailing ones. Computed figures
/// show four digits, and never less than the whole number; figures entered and doses rounded by a protocol show all.
/// Rows with a number carry it unrounded, in the unit the text shows unless the table names another.
///
/// | Key | What it holds |
/// |---|---|
/// | `status` | `ok`, `stop` or `incomplete` |
/// | `stop-1` ... | why no dose is given, and what to enter |
/// | `missing-1` ... | what to enter first |
/// | `confirm-weight` | what a reader confirms of a weight that is unusual for the age; the number is in kg |
/// | `caution-1` ... | what to mind, by the engine |
/// | `stop-alert-1` ..., `caution-alert-1` ... | alerts of the regimen that apply: their number in it, from 0 |
/// | `unchecked-alert-1` ... | alerts that could not be checked: their number, from 0 |
/// | `bmi`, `bmi-formula` | kg/m2 |
/// | `ideal-weight`, `ideal-weight-formula` or `ideal-weight-refusal` | kg, by Devine; or why it is not defined |
/// | `adjusted-weight`, `adjusted-weight-formula` | kg, by the protocol's factor |
/// | `lean-weight`, `lean-weight-formula` or `lean-weight-refusal` | kg, by Janmahasatian; or why it is not given |
/// | `surface`, `surface-name`, `surface-formula` | body surface in m2, by the protocol's formula |
///
/// Only where the status is `ok`:
///
/// | Key | What it holds |
/// |---|---|
/// | `dosing-weight`, `dosing-weight-reason` | kg the dose is multiplied by, and why these |
/// | `per` | what the regimen's amount is for: `course`, `day` or `dose` |
/// | `amount` | the regimen's amount, `2 g/kg` |
/// | `formula` | the dose's formula with the numbers in it |
/// | `course-unrounded` | what the formula gives for a course, before caps and rounding |
/// | `cap-1` ... | limits that made it smaller |
/// | `course-capped` | the course after those limits; only with a `cap` |
/// | `rounding` | how the protocol rounds |
/// | `course` | **the course to give**, rounded as the protocol asks; for an amount per dose, the dose |
/// | `change` | change by rounding, in percent |
/// | `course-per-kg` | course per kg of dosing weight |
/// | `days` | number of days |
/// | `division` | `2 days in a row`; whether days are consecutive |
/// | `day-1` ... | **the dose to give** on each day |
/// | `doses-per-day` | for intervals shorter than a day; `course` and `day-1` are then one dose |
/// | `day-total` | what these make in a day |
/// | `interval` | time from course to course in the phase planned; `once` for a phase of one |
/// | `phase-1` ... | each phase of a schedule of several: interval and number of courses |
/// | `phase-1-dose` ... | its course, where phases have amounts of their own |
/// | `date-1` ... | first days of the courses to come, as `2026-11-20` |
/// | `date-1-end` ... | last days, for courses over days in a row |
/// | `label-status` | on-label or off-label, and by what |
/// | `concentration` | mg/mL |
/// | `volume`, `day-1-volume` ... | mL of the course, and of each day |
/// | `vials`, `day-1-vials` ... | whole vials with least waste, then fewest; the number is how many |
/// | `waste` | drug left in the vials of the course |
/// | `rate-start`, `rate-max` | mL/h, rounded down to what a pump can be set to |
/// | `rate-label-max` | the label's maximum, where a risk lowers it |
/// | `rate-limit` | the risk that lowers it, ticked or given by an alert |
/// | `rate-weight` | kg the rates are worked out from: the lower of dosing weight and actual weight |
/// | `step-1-rate`, `step-1-start`, `step-1-minutes`, `step-1-volume` ... | the schedule of the largest day: mL/h, minute it starts at, minutes, mL |
/// | `schedule-note` | what the label does not say about the steps |
/// | `least-time` | minutes one dose takes at least, by the label |
/// | `duration` | hours and minutes of the largest day, rounded up to the minute; the number is in minutes. Only where the record says how long rates are held, or the least time |
public struct PlanReport: Sendable {
    /// Rows as lines of key, tab and text.
    var text = ClinicalText()
    /// One for each row; not a number where a row has none.
    public private(set) var numbers: [Double] = []

    public init(_ plan: Plan) {
        addStatus(plan)
        addBodySize(plan)
        if let dose = plan.dose {
            addDose(dose)
            addSchedule(dose)
            if let supply = dose.supply { add(supply, dose.course) }
        }
        endRow()
    }

    /// For numbers that are not a plan's input, such as those of another version of the core.
    public static var malformed: PlanReport { PlanReport() }

    private init() {
        row("status", "stop")
        row("stop-1")
        Stop.malformedTerms.write(to: &text)
        endRow()
    }

    public var bytes: [UInt8] { text.bytes }

    /// Starts a row; what is written to `text` next is its text.
    @inline(never)
    mutating func row(_ key: StaticString, _ number: Double = .nan) {
        endRow()
        text.write(key)
        text.write(byte: UInt8(ascii: "\t"))
        numbers.append(number)
    }

    @inline(never)
    mutating func row(_ key: StaticString, _ words: StaticString) {
        row(key)
        text.write(words)
    }

    /// A row of a list, counted from 0 here and from 1 in its key: `day-2`, `step-1-rate`.
    @inline(never)
    mutating func row(_ key: StaticString, _ index: Int, _ part: StaticString = "", number: Double = .nan) {
        endRow()
        text.write(key)
        text.write(Double(index + 1))
        text.write(part)
        text.write(byte: UInt8(ascii: "\t"))
        numbers.append(number)
    }

    private mutating func endRow() {
        if !numbers.isEmpty { text.write(byte: UInt8(ascii: "\n")) }
    }
}
