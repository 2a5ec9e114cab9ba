import ClinicalLogic

/// A number as a whole number of ten-thousand-millionths, so that a division shows whether it comes out even.
struct ExactDecimal {
    private static let scale = 1e10
    /// Nil for a number with more places, or too large to be counted so.
    private let units: Int?

    init(_ value: Double) {
        let scaled = (value * Self.scale).rounded()
        units = abs(scaled) < 9e18 && scaled / Self.scale == value ? Int(scaled) : nil
    }

    /// Nil where something remains.
    func divided(by count: Int) -> Double? {
        guard count > 0, let units, units % count == 0 else { return nil }
        return Double(units / count) / Self.scale
    }
}
