/// A plan as text: rows of a key and what to show for it, the same bytes on the command line, in pages and in JSON.
///
/// Text follows ISMP: a space before the unit, commas from 1,000, leading zeros and no trailing ones. Computed figures
/// show four digits, and never less than the whole number; figures entered and doses rounded by a protocol show all.
/// Rows with a number carry it unrounded, in the unit the text shows unless the table names another.
/// Messages carry their code (see `Message.Code`) and the names of the fields they are about.
///
/// | Key | What it holds |
/// |---|---|
/// | `status` | `ok`, `stop` or `incomplete` |
/// | `guard` | what stands first in every plan |
/// | `stop-1` ... | why no dose is given, and what to enter |
/// | `missing-1` ... | what to enter first |
/// | `open-1` ... | questions that would settle an alert, and do not hold the dose back |
/// | `confirm-weight` | what a reader confirms of a weight that is unusual for the age; the number is in kg |
/// | `entered-1` ... | what was typed in another unit, and what it is |
/// | `caution-1` ... | what to mind, by the engine |
/// | `stop-alert-1` ..., `caution-alert-1` ... | alerts of the regimen that apply: their number in it, from 0 |
/// | `unchecked-alert-1` ... | alerts that could not be checked: their number, from 0 |
/// | `measure-1` ..., `measure-1-name`, `measure-1-formula` | figures the regimen has worked out |
/// | `bmi`, `bmi-formula` | kg/m2 |
/// | `ideal-weight`, `ideal-weight-formula` or `ideal-weight-refusal` | kg, by Devine; or why it is not defined |
/// | `adjusted-weight`, `adjusted-weight-formula` | kg, by the protocol's factor |
/// | `lean-weight`, `lean-weight-formula` or `lean-weight-refusal` | kg, by Janmahasatian; or why it is not given |
/// | `surface`, `surface-name`, `surface-formula` | body surface in m2, by the protocol's formula |
///
/// Only where the status is `ok`, for each step of the plan (`plan-1`, `plan-2` ...):
///
/// | Key | What it holds |
/// |---|---|
/// | `plan-1` | **what is given**: each dose, the dose of a day of a course, or the rate; a range as `2,000 to 2,400 mg` |
/// | `plan-1-per-kg` | the dose per kg of dosing weight |
/// | `plan-1-low`, `plan-1-high` | the ends of a range |
/// | `plan-1-label`, `plan-1-id` | the step's name |
/// | `plan-1-kind` | `each`, `per-day`, `course`, `rate` or `total` |
/// | `plan-1-when` | how often: `every 12 h`, `once`, `weeks 0, 2 and 6` |
/// | `plan-1-doses`, `plan-1-day` | doses a day and the total of a day, where there are several |
/// | `plan-1-times`, `plan-1-all` | doses or courses in all, and their total |
/// | `plan-1-course` | the total of a course over days |
/// | `plan-1-over` | how long one dose takes at least; the number is in minutes |
/// | `plan-1-route` | how it is given |
/// | `plan-1-volume`, `plan-1-supply`, `plan-1-pump` | mL of one dose, what is taken, mL/h |
/// | `plan-1-part-1` ... | the parts of one administration |
/// | `plan-1-first`, `plan-1-last` | minutes from the start of treatment to its first and its last dose, as numbers |
/// | `adjust-1` ..., `adjust-1-bolus`, `adjust-1-change`, `adjust-1-hold` | what a measurement changes |
///
/// and for the step in view:
///
/// | Key | What it holds |
/// |---|---|
/// | `step` | its number, from 1 |
/// | `dosing-weight`, `dosing-weight-reason` | kg the dose is multiplied by, and why these |
/// | `per` | what the record's amount is of: `course`, `day` or `dose`; `rate` for a running dose, which has no course |
/// | `amount` | the record's amount, `2 g/kg` |
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
/// | `doses-per-day` | for several doses a day; `course` and `day-1` are then one dose |
/// | `day-total` | what these make in a day |
/// | `interval` | time from course to course in the step; `once` for a single one |
/// | `phase-1` ... | each step of several: interval and number of courses |
/// | `phase-1-dose` ... | its dose |
/// | `date-1` ... | first days of the courses to come, as `2026-11-20` |
/// | `date-1-end` ... | last days, for courses over days in a row |
/// | `label-status` | on-label or off-label, and by what |
/// | `concentration` | what a mL holds |
/// | `volume`, `day-1-volume` ... | mL of the course, and of each day |
/// | `vials`, `day-1-vials` ... | whole vials with least waste, then fewest; the number is how many |
/// | `waste` | drug left in the vials of the course |
/// | `rate-start`, `rate-max` | mL/h, rounded down to what a pump can be set to |
/// | `rate-label-max` | the label's maximum, where a risk lowers it |
/// | `rate-limit` | the risk that lowers it, ticked or given by an alert |
/// | `rate-weight` | kg the rates are worked out from: the lower of dosing weight and actual weight |
/// | `step-1-rate`, `step-1-start`, `step-1-minutes`, `step-1-volume` ... | the schedule of the largest day: mL/h, minute it starts at, minutes, mL; the last two without a number where the steps up to a rate are not printed |
/// | `schedule-note` | what the label does not say about the steps |
/// | `least-time` | minutes one dose takes at least, by the label |
/// | `duration` | hours and minutes of the largest day, rounded up to the minute; the number is in minutes. Only where the record says how long rates are held, or the least time |
public struct PlanReport: Sendable {
    /// Rows as lines of key, tab and text; of a message also tab, code, tab and fields.
    var text = ClinicalText()
    /// One for each row; not a number where a row has none.
    public private(set) var numbers: [Double] = []

    public init(_ plan: Plan) {
        addStatus(plan)
        addMeasures(plan)
        addBodySize(plan)
        if let dose = plan.dose {
            addSteps(dose)
            addAdjustments(dose)
            addDose(dose)
            addSchedule(dose)
            if let supply = dose.inView.supply, let course = dose.inView.largestDose { add(supply, course, plan.questions) }
        }
        endRow()
    }

    /// For numbers that are not a plan's input, such as those of another version of the core.
    public static var malformed: PlanReport { PlanReport() }

    private init() {
        row("status", "stop")
        messages("stop-", [Message(.malformed)], [])
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
    mutating func row(_ key: StaticString, _ index: Int, _ part: StaticString = "", _ inner: Int? = nil, number: Double = .nan) {
        endRow()
        text.write(key)
        text.write(Double(index + 1))
        text.write(part)
        if let inner { text.write(Double(inner + 1)) }
        text.write(byte: UInt8(ascii: "\t"))
        numbers.append(number)
    }

    /// Messages with their codes and the fields they are about.
    @inline(never)
    mutating func messages(_ key: StaticString, _ messages: [Message], _ questions: [QuestionTerms]) {
        for (index, message) in messages.enumerated() {
            row(key, index)
            message.write(to: &text)
            text.write(byte: UInt8(ascii: "\t"))
            text.write(Words.name(message.code))
            text.write(byte: UInt8(ascii: "\t"))
            message.fields.write(questions, to: &text)
        }
    }

    private mutating func endRow() {
        if !numbers.isEmpty { text.write(byte: UInt8(ascii: "\n")) }
    }
}

extension Inputs {
    /// The names of the fields, as requests have them, with spaces between.
    func write(_ questions: [QuestionTerms], to text: inout ClinicalText) {
        let start = text.bytes.count
        write(.weight, "weight", from: start, to: &text)
        write(.height, "height", from: start, to: &text)
        write(.age, "age", from: start, to: &text)
        write(.sex, "sex", from: start, to: &text)
        write(.product, "product", from: start, to: &text)
        write(.dosingProtocol, "protocol", from: start, to: &text)
        write(.days, "days", from: start, to: &text)
        write(.start, "start", from: start, to: &text)
        write(.amount, "amount", from: start, to: &text)
        write(.occasion, "occasion", from: start, to: &text)
        write(.step, "step", from: start, to: &text)
        write(.weightConfirmation, "confirm", from: start, to: &text)
        for question in questions where self.questions.contains(question.code) {
            if text.bytes.count > start { text.write(" ") }
            text.write(question.id)
        }
    }

    /// The name of one input, if it is among these.
    @inline(never)
    private func write(_ input: Inputs, _ name: StaticString, from start: Int, to text: inout ClinicalText) {
        guard contains(input) else { return }
        if text.bytes.count > start { text.write(" ") }
        text.write(name)
    }
}
