/// Rounding to whole numbers from `floor` alone, which every target computes exactly and alike.
enum Rounding {
    /// What counts as no difference between two computed figures: one part in a thousand million.
    static let tolerance = 1e-9

    /// `value` is not negative.
    @inline(never)
    static func halfAwayFromZero(_ value: Double) -> Double {
        let whole = value.rounded(.down)
        return value - whole >= 0.5 ? whole + 1 : whole
    }

    /// Largest whole number not above `value`, where a hair below the next one counts as that one.
    @inline(never)
    static func down(_ value: Double) -> Double {
        (value + tolerance * max(1, value)).rounded(.down)
    }

    /// Smallest whole number not below `value`, where a hair above the last one counts as that one.
    @inline(never)
    static func up(_ value: Double) -> Double {
        -((tolerance * max(1, value) - value).rounded(.down))
    }

    @inline(never)
    static func nearest(_ value: Double) -> Double {
        down(value + 0.5)
    }

    /// A whole number that is known to be within the range of `Int`.
    @inline(never)
    static func integer(_ value: Double) -> Int {
        Int(value)
    }

    /// True when `value` lies above `limit` by more than the error of computing it.
    @inline(never)
    static func exceeds(_ value: Double, _ limit: Double) -> Bool {
        value > limit + tolerance * abs(limit)
    }

    @inline(never)
    static func isSame(_ a: Double, _ b: Double) -> Bool {
        !exceeds(a, b) && !exceeds(b, a)
    }
}
