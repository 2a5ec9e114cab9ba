public import Diagnostics
public import SourceData

/// A clinical review that took place. Most articles and records have none, and say so.
public struct Review: Hashable, Sendable {
    /// Who reviewed it.
    public let by: String
    public let on: CalendarDate
    /// Months until the next one is due.
    public let interval: Int?
    /// The version of the file that was reviewed; nil where that is not said.
    public let version: String?
    /// Whether the file is another version than the one reviewed: then nobody has reviewed what it says now.
    public let isStale: Bool
    /// Where its date stands.
    public let position: SourcePosition

    /// Months from one review to the next: up to ten years.
    static let intervals = 1...120

    /// `by Jane Doe on 1 May 2026`
    public var words: String { "by \(by) on \(on.spelledOut)" }

    /// Reads the `review` field that articles and records share, in a file of the version `now`; nil where there is none, or none that can be read.
    init?(in owner: Fields, now: @autoclosure () -> String) {
        guard let fields = owner.mapping("review", owner: "'review'") else { return nil }
        let by = fields.requiredString("by")
        let on = fields.required("on") { fields.date("on") }
        let interval = fields.integer("interval", in: Self.intervals)?.value
        let version = fields.string("version")?.value
        fields.finish()
        guard let by, let on else { return nil }
        self.by = by.value
        self.on = on.value
        position = on.position
        self.interval = interval
        self.version = version
        isStale = version.map { $0 != now() } ?? false
    }
}

extension Review? {
    /// What pages, plans and data say: `Clinically reviewed by Jane Doe on 1 May 2026`
    public var sentence: String {
        guard let self else { return "Not clinically reviewed" }
        return self.isStale ? "Changed since its clinical review \(self.words)" : "Clinically reviewed \(self.words)"
    }

    /// Itself where it is of what the file says now.
    public var standing: Review? { flatMap { $0.isStale ? nil : $0 } }
}
