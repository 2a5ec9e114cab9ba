/// A dose plan: everything worked out for one patient, or why no dose is given.
public struct Plan: Hashable, Sendable {
    public enum Status: UInt8, Sendable, CaseIterable {
        case ok = 1
        case stop
        /// Something must be entered first.
        case incomplete
    }

    public var status: Status
    public var patient: PatientInput
    public var flags: RiskFlags
    public var size: BodySize
    /// m2 by the protocol's formula.
    public var surface: BodySurface?
    /// kg by the protocol's factor.
    public var adjusted: AdjustedWeight?
    public var missing: Inputs
    public var stops: [Stop]
    public var cautions: [Caution]
    /// Indices of the regimen's alerts that apply.
    public var stopAlerts: [Int]
    public var cautionAlerts: [Int]
    /// Alerts whose condition could not be settled.
    public var uncheckedAlerts: [Int]
    /// Nil unless the status is `ok`.
    public var dose: DosePlan?
}

/// The dose and its administration.
public struct DosePlan: Hashable, Sendable {
    /// One phase of the schedule.
    public struct Phase: Hashable, Sendable {
        public let every: Interval
        public let courses: Int?
        /// The course of a phase, where phases have amounts of their own.
        public let course: Double?
        public let unit: BaseUnit
    }

    /// Nil when nothing is per kg.
    public let dosingWeight: DosingWeight?
    /// m2, where the amount is per m2.
    public let surface: Double?
    public let course: CourseDose
    public let phases: [Phase]
    /// Index of the phase that is planned.
    public let phase: Int
    public let supply: Supply?
    public let dates: [CalendarDay]

    public var plannedPhase: Phase? { phase < phases.count ? phases[phase] : nil }
}

/// What a product adds to a dose.
public struct Supply: Hashable, Sendable {
    /// mg/mL
    public let concentration: Double
    /// Vials of each day; empty where the product lists none that can be searched.
    public let dayVials: [VialSelection]
    /// Drug left over in the vials of the whole course, in the unit of the dose.
    public let waste: Double
    /// mL of the whole course, and of each day.
    public let volume: Double
    public let dayVolumes: [Double]
    /// For the day with the largest volume.
    public let infusion: InfusionSchedule?
    public let label: LabelStatus

    public var vials: VialSelection? {
        guard var sum = dayVials.first else { return nil }
        for selection in dayVials.dropFirst() { sum = sum + selection }
        return sum
    }
}
