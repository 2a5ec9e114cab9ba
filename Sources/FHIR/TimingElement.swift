import ClinicalLogic
import KnowledgeBase
import OpenData
import SourceData

/// When a dose is given, as a Timing of FHIR: exactly what the record says of it, and nothing where that has no such form.
struct TimingElement {
    var count: Int?
    private var bounds: JSONValue.Member?
    private var frequency: Int?
    private var period: (low: Double, high: Double?, unit: String)?
    private var duration: Quantity?
    private var words: String?

    mutating func isEvery(_ interval: Interval) {
        frequency = 1
        period = (interval.value, interval.most, Self.unit(interval.unit))
    }

    mutating func isDaily(times: Int) {
        frequency = times
        period = (1, nil, "d")
    }

    /// Each day of a course; an end always stands beside it, or it would go on.
    mutating func isDaily(_ days: DoseTerms.Division) {
        isDaily(times: 1)
        let (low, high) = (Double(days.fewest), Double(days.most))
        bounds =
            days.fewest == days.most
            ? .init("boundsDuration", Element.quantity(low, Unit(.day))) : .init("boundsRange", Element.range(low, high, Unit(.day)))
    }

    /// On days that are counted from the start, of which an order alone knows the dates.
    mutating func isOnOccasions(_ words: String, count: Int) {
        self.words = words
        self.count = count
    }

    /// How long it goes on.
    mutating func bounds(_ interval: Interval) {
        let unit = Unit(interval.unit)
        bounds =
            interval.most.map { .init("boundsRange", Element.range(interval.value, $0, unit)) }
            ?? .init("boundsDuration", Element.quantity(interval.value, unit))
    }

    /// How long one administration takes.
    mutating func takes(_ time: Quantity) { duration = time }

    /// Nil where nothing is said.
    var json: JSONValue? {
        var members: [JSONValue.Member] = []
        func add(_ name: String, _ value: JSONValue?) { if let value { members.append(.init(name, value)) } }
        if let bounds { members.append(bounds) }
        add("count", count.map { .integer($0) })
        add("duration", duration.map { .number($0.value) })
        add("durationUnit", duration.map { .string(Self.unit($0.unit.numerator)) })
        add("frequency", frequency.map { .integer($0) })
        add("period", period.map { .number($0.low) })
        add("periodMax", period?.high.map { .number($0) })
        add("periodUnit", period.map { .string($0.unit) })
        guard !members.isEmpty || words != nil else { return nil }
        return .object(["repeat": members.isEmpty ? nil : .members(members), "code": words.map(Element.concept)])
    }

    private static func unit(_ unit: BaseUnit) -> String { UCUM.code(unit) }
}
