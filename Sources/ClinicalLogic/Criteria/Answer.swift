/// Whether a criterion is met, as far as is known: Kleene's strong three-valued logic.
public enum Answer: UInt8, Hashable, Sendable, CaseIterable {
    case notMet = 0
    case unknown = 1
    case met = 2

    var negated: Answer {
        switch self {
        case .notMet: .met
        case .unknown: .unknown
        case .met: .notMet
        }
    }

    public var isDecided: Bool { self != .unknown }
}

/// The values of a variable that are possible, one bit each.
public struct ValueSet: Hashable, Sendable {
    public var bits: UInt32

    public init(bits: UInt32) { self.bits = bits }
    public init(_ value: Int) { bits = 1 << UInt32(truncatingIfNeeded: value) }

    /// The values from 0 up to `count`, which is at most 31.
    public static func first(_ count: Int) -> ValueSet { ValueSet(bits: (1 << UInt32(truncatingIfNeeded: count)) &- 1) }

    public var isEmpty: Bool { bits == 0 }
    public var isSingle: Bool { bits != 0 && bits & (bits &- 1) == 0 }
    /// The lowest value; 32 when there is none.
    public var lowest: Int { bits.trailingZeroBitCount }

    public func contains(_ value: Int) -> Bool { bits & ValueSet(value).bits != 0 }
    public func isSubset(of other: ValueSet) -> Bool { bits & ~other.bits == 0 }
    public func isDisjoint(with other: ValueSet) -> Bool { bits & other.bits == 0 }
    public func intersection(_ other: ValueSet) -> ValueSet { ValueSet(bits: bits & other.bits) }
    public func union(_ other: ValueSet) -> ValueSet { ValueSet(bits: bits | other.bits) }
    public func subtracting(_ other: ValueSet) -> ValueSet { ValueSet(bits: bits & ~other.bits) }

    /// Whether a variable known to have one of these values has one of `wanted`.
    func holds(_ wanted: ValueSet) -> Answer {
        if isSubset(of: wanted) { return .met }
        return isDisjoint(with: wanted) ? .notMet : .unknown
    }
}
