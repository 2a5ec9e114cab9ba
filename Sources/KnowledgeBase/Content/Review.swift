public import Diagnostics
public import SourceData

/// A clinical review that took place. Most articles and records have none, and say so.
public struct Review: Hashable, Sendable {
    /// Who reviewed it.
    public let by: String
    public let on: CalendarDate
    /// Months until the next one is due.
    public let interval: Int?
    /// Where its date stands.
    public let position: SourcePosition

    /// Months from one review to the next: up to ten years.
    static let intervals = 1...120

    /// `by Jane Doe on 1 May 2026`
    public var words: String { "by \(by) on \(on.spelledOut)" }

    /// Reads the `review` field that articles and records share; nil where there is none, or none that can be read.
    init?(in owner: Fields) {
        guard let fields = owner.mapping("review", owner: "'review'") else { return nil }
        let by = fields.requiredString("by")
        let on = fields.required("on") { fields.date("on") }
        let interval = fields.integer("interval", in: Self.intervals)?.value
        fields.finish()
        guard let by, let on else { return nil }
        self.by = by.value
        self.on = on.value
        position = on.position
        self.interval = interval
    }
}
