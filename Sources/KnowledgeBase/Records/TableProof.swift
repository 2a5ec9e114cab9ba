import ClinicalLogic

/// Proves that exactly one row of a table holds for each patient, or finds a patient for whom that is not so.
///
/// Limits cut the axis of what they limit into points and open stretches, in each of which a condition holds everywhere or
/// nowhere. So one patient for every combination of these and of the answers stands for all patients.
struct TableProof {
    enum Result: Hashable {
        case covers
        /// No row holds.
        case gap(Patient)
        /// The first two rows that hold, counted from 0.
        case overlap(Patient, Int, Int)
        /// How many combinations there are; `Int.max` stands for any more.
        case tooLarge(Int)
    }

    /// All that the rows ask about one patient.
    struct Patient: Hashable {
        var numbers: [Condition.Subject: Double] = [:]
        /// By question, as records write them.
        var answers: [String: String] = [:]
        var sex: Sex?
        /// `age 70 years, creatinine clearance 30 mL/min, known allergy: yes`, in the order in which the rows name them.
        var words = "any patient"
    }

    static var mostCombinations: Int { 1_000_000 }

    private let axes: [Axis]
    private let rows: [Term]

    /// No row may depend on the dose, which is not known before a row is chosen.
    init(rows: [Condition], space: ProofSpace) {
        var names: [Axis.Name] = []
        for name in rows.flatMap(\.names) where !names.contains(name) { names.append(name) }
        let limits = rows.flatMap(\.limits)
        let axes = names.map { Axis($0, limits, space) }
        self.axes = axes
        self.rows = rows.map { Term($0, axes) }
    }

    var result: Result {
        let combinations = axes.reduce(1) { count, axis in
            let (product, isTooMany) = count.multipliedReportingOverflow(by: axis.places.count)
            return isTooMany ? .max : product
        }
        guard combinations <= Self.mostCombinations else { return .tooLarge(combinations) }
        var proved: Set<Rest> = []
        // Without a combination there is no patient, and nothing to prove.
        guard combinations > 0, let found = failure(rows, held: 0, from: 0, &proved) else { return .covers }
        let places = offNeedlessLimits(found)
        let held = rowsHeld(at: places)
        return held.count > 1 ? .overlap(patient(at: places), held[0], held[1]) : .gap(patient(at: places))
    }

    /// What is left of the table after some axes.
    private struct Rest: Hashable {
        /// How many rows hold already.
        let held: Int
        let open: [Term]
    }

    /// The places, from `axis` on, of the first combination in which not exactly one row holds.
    ///
    /// `rows` are what the axes before have left of those that they did not settle; `held` others hold. A rest of the table
    /// that was proved once is not tried again: most places leave the same rest as others.
    private func failure(_ rows: [Term], held: Int, from axis: Int, _ proved: inout Set<Rest>) -> [Int]? {
        var held = held
        var open: [Term] = []
        for row in rows {
            if case .settled(let holds) = row { held += holds ? 1 : 0 } else { open.append(row) }
        }
        if held > 1 || open.isEmpty { return held == 1 ? nil : axes[axis...].map { _ in 0 } }
        let rest = Rest(held: held, open: open)
        if proved.contains(rest) { return nil }
        for place in axes[axis].places.indices {
            let placed = open.map { $0.placed(at: place, on: axis) }
            if let places = failure(placed, held: held, from: axis + 1, &proved) { return [place] + places }
        }
        proved.insert(rest)
        return nil
    }

    /// Moves a figure off a limit where the figures beside it fail in the same way, so that only limits that matter are named.
    private func offNeedlessLimits(_ places: [Int]) -> [Int] {
        let held = rowsHeld(at: places)
        var places = places
        for axis in axes.indices where axes[axis].places[places[axis]].isLimit {
            let beside = axes[axis].beside(places[axis]).map { place in
                var moved = places
                moved[axis] = place
                return moved
            }
            if let above = beside.last, beside.allSatisfy({ rowsHeld(at: $0) == held }) { places = above }
        }
        return places
    }

    private func rowsHeld(at places: [Int]) -> [Int] {
        rows.indices.filter { row in
            let term = axes.indices.reduce(rows[row]) { $0.placed(at: places[$1], on: $1) }
            if case .settled(true) = term { return true } else { return false }
        }
    }

    private func patient(at places: [Int]) -> Patient {
        var patient = Patient()
        let found = zip(axes, places).map { $0.places[$1] }
        for (axis, place) in zip(axes, found) {
            switch (axis.name, place.value) {
            case (.number(let subject), .number(let number)): patient.numbers[subject] = number
            case (.answer(let question), .answer(let answer)): patient.answers[question] = answer
            case (_, .sex(let sex)): patient.sex = sex
            default: break
            }
        }
        if !found.isEmpty { patient.words = found.map(\.words).joined(separator: ", ") }
        return patient
    }
}

/// Who the patients of a table may be. What is not listed may be any number from 0 up, or the answer `yes` or `no`.
struct ProofSpace {
    /// Where a number may lie, in the unit of its limits' values, and how it is said.
    struct Numbers {
        /// Finite.
        var lowest = 0.0
        var includesLowest = true
        var highest = Double.infinity
        var includesHighest = true
        /// What stands before a number, and may be empty: `creatinine clearance`. As the limits have it, where nil.
        var name: String?
        /// A number with its unit: `30 mL/min`. In the unit of a figure, else as the limits write theirs, where nil.
        var words: ((Double) -> String)?
    }

    struct Answers {
        /// The question within a sentence: `known allergy`.
        var label: String
        /// As records write them.
        var answers: [String]
        /// For readers, by answer; the answer itself, where there are none.
        var words: [String: String] = [:]
    }

    var numbers: [Condition.Subject: Numbers] = [:]
    /// By the question's id.
    var answers: [String: Answers] = [:]
}

/// Something that rows ask, and what it may be.
private struct Axis {
    enum Name: Hashable {
        case number(Condition.Subject)
        case answer(String)
        case sex
    }

    enum Value: Hashable {
        case number(Double)
        case answer(String)
        case sex(Sex)
    }

    struct Place {
        let value: Value
        let words: String
        var isLimit = false

        var number: Double { if case .number(let number) = value { number } else { 0 } }
    }

    let name: Name
    /// In the order in which they are tried: limits first, as the rows have them, since there tables go wrong.
    let places: [Place]

    init(_ name: Name, _ limits: [Condition.Limit], _ space: ProofSpace) {
        self.name = name
        switch name {
        case .sex: places = [Place(value: .sex(.female), words: "female"), Place(value: .sex(.male), words: "male")]
        case .answer(let id):
            let question = space.answers[id] ?? ProofSpace.Answers(label: id, answers: ["yes", "no"])
            places = question.answers.map { Place(value: .answer($0), words: "\(question.label): \(question.words[$0] ?? $0)") }
        case .number(let subject):
            places = Self.places(limits.filter { $0.subject == subject }, space.numbers[subject] ?? ProofSpace.Numbers())
        }
    }

    /// The places of the next numbers down and up.
    func beside(_ place: Int) -> [Int] {
        let rising = places.indices.sorted { places[$0].number < places[$1].number }
        guard let rank = rising.firstIndex(of: place) else { return [] }
        return [rank - 1, rank + 1].filter(rising.indices.contains).map { rising[$0] }
    }

    /// Every limit within the range, and a number of every stretch that the limits leave of it.
    private static func places(_ limits: [Condition.Limit], _ range: ProofSpace.Numbers) -> [Place] {
        // The ends are limits as well: what stands on an end is within the range, or not.
        let lowest = range.lowest.beside(by: range.includesLowest ? -1 : 1)
        let highest = range.highest.beside(by: range.includesHighest ? 1 : -1)
        guard lowest <= highest else { return [] }
        var places: [Place] = []
        /// How many limits a number is below and on: two numbers that agree in these are in one place.
        var found: Set<[Int]> = []
        func add(_ number: Double, _ words: String, isLimit: Bool = false) {
            let sides = limits.map { $0.side(of: number) }
            guard lowest <= number, number <= highest, found.insert([sides.count { $0 < 0 }, sides.count { $0 == 0 }]).inserted else { return }
            let named = [range.name ?? limits[0].name, words].filter { !$0.isEmpty }.joined(separator: " ")
            places.append(Place(value: .number(number), words: named, isLimit: isLimit))
        }
        func words(_ number: Double) -> String { range.words?(number) ?? limits.words(for: number) }

        for limit in limits { add(limit.value, limit.words, isLimit: true) }
        let cuts = [lowest, highest] + limits.flatMap { [$0.value.beside(by: -1), $0.value.beside(by: 1)] }
        let within = cuts.filter { lowest <= $0 && $0 <= highest }.sorted()
        for (low, high) in zip(within, within.dropFirst()) {
            if let number = plainNumber(between: low, and: high) { add(number, words(number)) }
        }
        // All there is of a range from 0 to 0.
        if range.includesLowest { add(range.lowest, words(range.lowest)) }
        return places
    }

    /// The first multiple in between of the largest step (100, 50, 10, 5, 1, 0.5 and so on) up to the middle that has one.
    ///
    /// Nil for less room than the conversion of a unit may be wrong by: the limits 1.5 mg/dL and 132.6 micromol/L are one.
    private static func plainNumber(between low: Double, and high: Double) -> Double? {
        let high = high.isFinite ? high : 2 * max(1, low)
        guard high - low > 1e-12 * max(abs(low), abs(high)) else { return nil }
        // The ends stand a hair off the limits, and so does the middle.
        let size = max(abs(low + high), high - low) * 0.500_001
        // Powers of ten that are exact.
        var (up, down) = (1e15, 1.0)
        while down <= 1e15 {
            for digit in [5.0, 1] where digit * up <= size * down {
                var multiple = (low * down / (digit * up)).rounded(.down)
                if multiple * digit * up / down <= low { multiple += 1 }
                let number = multiple * digit * up / down
                if low < number, number < high { return number }
            }
            if up > 1 { up /= 10 } else { down *= 10 }
        }
        return (low + high) / 2
    }
}

/// A row's condition in places of axes, as far as it is not settled.
private indirect enum Term: Hashable {
    case settled(Bool)
    /// Whether it holds, for each place of an axis.
    case places([Bool], axis: Int)
    case atLeast(Int, [Term])
    case not(Term)

    init(_ condition: Condition, _ axes: [Axis]) {
        func places(_ name: Axis.Name, _ holds: (Axis.Value) -> Bool) -> Term {
            guard let axis = axes.firstIndex(where: { $0.name == name }) else { preconditionFailure("every name has an axis") }
            return .places(axes[axis].places.map { holds($0.value) }, axis: axis)
        }
        switch condition {
        case .always: self = .settled(true)
        case .sex(let sex): self = places(.sex) { $0 == .sex(sex) }
        case .answer(let question, let answer, _): self = places(.answer(question)) { $0 == .answer(answer) }
        case .limit(let limit):
            self = places(.number(limit.subject)) { if case .number(let number) = $0 { limit.holds(number) } else { false } }
        case .all(let parts): self = .counted(parts.count, parts.map { Term($0, axes) })
        case .any(let parts): self = .counted(1, parts.map { Term($0, axes) })
        case .atLeast(let count, let parts): self = .counted(count, parts.map { Term($0, axes) })
        case .not(let part): self = .negated(Term(part, axes))
        }
    }

    /// What is left of it when the patient is in this place.
    func placed(at place: Int, on axis: Int) -> Term {
        switch self {
        case .settled: self
        case .places(let holds, let own): own == axis ? .settled(holds[place]) : self
        case .atLeast(let count, let parts): .counted(count, parts.map { $0.placed(at: place, on: axis) })
        case .not(let part): .negated(part.placed(at: place, on: axis))
        }
    }

    private static func counted(_ count: Int, _ parts: [Term]) -> Term {
        var missing = count
        var open: [Term] = []
        for part in parts {
            if case .settled(let holds) = part { missing -= holds ? 1 : 0 } else { open.append(part) }
        }
        if missing <= 0 { return .settled(true) }
        return open.count < missing ? .settled(false) : .atLeast(missing, open)
    }

    private static func negated(_ part: Term) -> Term {
        if case .settled(let holds) = part { .settled(!holds) } else { .not(part) }
    }
}

extension Condition {
    /// What it asks about a patient, in order.
    fileprivate var names: [Axis.Name] {
        switch self {
        case .always: return []
        case .sex: return [.sex]
        case .answer(let question, _, _): return [.answer(question)]
        case .limit(let limit):
            if case .dose = limit.subject { preconditionFailure("no row can depend on the dose") }
            return [.number(limit.subject)]
        case .all(let parts), .any(let parts), .atLeast(_, let parts): return parts.flatMap(\.names)
        case .not(let part): return part.names
        }
    }
}

extension Condition.Limit {
    /// As the engine has it: what differs from the limit by the error of computing it stands on the limit.
    fileprivate func holds(_ number: Double) -> Bool { comparison.holds(side(of: number) == 0 ? value : number, value) }

    /// 0 on the limit, -1 below it and 1 above.
    fileprivate func side(of number: Double) -> Int {
        if number > value.beside(by: 1) { return 1 }
        return value > number.beside(by: 1) ? -1 : 0
    }
}

extension [Condition.Limit] {
    /// A number of their one subject with its unit, as they write it: the first in which the number stays as it is, if any.
    func words(for number: Double) -> String {
        // As many decimals as can be written.
        func decimals(_ number: Double) -> Int { abs(number) < 1000 ? 9 : 3 }
        if case .figure(let figure)? = first?.subject, let unit = figure.unit {
            return Quantity(number, unit).formatted(decimals: decimals(number))
        }
        let written = compactMap { limit in Decimal.read(limit.words[...]).map { (number: $0.value, unit: $0.rest, value: limit.value) } }
        guard let like = written.first(where: { $0.number == $0.value }) ?? written.first else {
            return Decimal.format(number, decimals: decimals(number))
        }
        let converted = like.number == like.value ? number : number * like.number / like.value
        return Decimal.format(converted, decimals: decimals(converted)) + like.unit
    }
}

extension Double {
    /// The last number up or down that still stands on this one; see `Rounding.tolerance` of the engine.
    fileprivate func beside(by direction: Double) -> Double { isFinite ? self + direction * 1e-9 * abs(self) : self }
}
