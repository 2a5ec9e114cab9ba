public import ClinicalLogic
public import Diagnostics


/// A dose regimen: amount, division over days, interval, caps, population and alerts.
public struct Regimen: Sendable {
    public struct Population: Sendable {
        public let text: String
        public let minimumAge: Quantity?
        public let maximumAge: Quantity?
    }

    public struct Dose: Sendable {
        public enum Basis: String, CaseIterable, Sendable { case course, day, dose }
        /// Per kilogram, per square metre, or fixed.
        public let amount: Quantity
        public let per: Basis
    }

    /// Days over which a course is given.
    public struct Division: Sendable {
        public let days: ClosedRange<Int>
        public let isConsecutive: Bool
    }

    /// One stretch of a schedule: every so often, for so many courses or until further notice.
    public struct Phase: Sendable {
        public let every: Quantity
        public let courses: Int?
        /// Where this phase has a dose or a division of its own, such as a loading dose.
        public let amount: Quantity?
        public let division: Division?
    }

    /// Upper limits, fixed or per kilogram.
    public struct Caps: Sendable {
        public let perCourse: Quantity?
        public let perDay: Quantity?
        public let perDose: Quantity?
    }

    public struct Alert: Sendable {
        public enum Level: String, CaseIterable, Sendable {
            /// Withholds the dose.
            case stop
            /// Shows beside the dose.
            case caution
        }
        public let id: String
        public let level: Level
        public let condition: Condition
        /// Risk flags that everybody has to whom it applies: rates are held to them, ticked or not.
        public let risks: [String]
        public let text: RichText
    }

    public let head: RecordHead
    public let drug: String
    /// The id of an article in `indications/`.
    public let indication: Located<String>
    public let population: Population
    public let dose: Dose
    public let division: Division?
    public let phases: [Phase]
    public let duration: RichText?
    public let caps: Caps
    /// Ids of products and protocols; the first protocol is the default.
    public let products: [Located<String>]
    public let protocols: [Located<String>]
    public let alerts: [Alert]
}
