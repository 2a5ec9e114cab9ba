/// Body weights that are plausible at an age, for either sex.
///
/// From WHO Child Growth Standards 2006 (under 2 years) and CDC/NCHS 2000 growth charts (Kuczmarski et al., Vital Health Stat
/// 2002;11(246)), weight for age. A z-score is counted as by WHO Anthro (beyond 3 SD in steps of the distance from 2 to 3 SD) or as CDC's
/// modified z-score (in halves of the distance from the median to 2 SD), whichever is wider. What lies outside is unlikely, not impossible.
///
/// The charts end at 20 years. Height does not, so an adult's low limits are those of 20 years; so is the weight that is asked about,
/// which is where pounds entered as kilograms show. No heavy adult is stopped.
public enum WeightForAge {
    /// Weights in kg.
    public struct Limits: Hashable, Sendable {
        /// z-scores -6 to +8; outside, one of the two entries is wrong. Under 1 year from 0.2 kg, the lightest newborn known to have
        /// survived, since preterm infants lie below any growth standard.
        public let stop: ClosedRange<Double>
        /// z-scores -5 to +5; outside, the entries deserve a second look.
        public let question: ClosedRange<Double>
    }

    /// Years from which the limits are those of an adult.
    static var adult: Double { 20 }

    /// The limits at an age in years; nil for what is no age.
    public static func limits(years: Double) -> Limits? {
        guard years >= 0, years.isFinite else { return nil }
        if years >= adult {
            let adult = knot(last)
            return Limits(stop: adult.stopLow...(.infinity), question: adult.questionLow...adult.questionHigh)
        }
        var index = 1
        while knot(index).years <= years { index += 1 }
        let low = knot(index - 1)
        let high = knot(index)
        let part = (years - low.years) / (high.years - low.years)
        func between(_ start: Double, _ end: Double) -> Double { start + (end - start) * part }
        return Limits(
            stop: between(low.stopLow, high.stopLow)...between(low.stopHigh, high.stopHigh),
            question: between(low.questionLow, high.questionLow)...between(low.questionHigh, high.questionHigh))
    }

    /// An age in months with its limits in kg, rounded outward; in between they run straight.
    private struct Knot {
        let years: Double
        let stopLow: Double
        let questionLow: Double
        let questionHigh: Double
        let stopHigh: Double

        init(_ months: Double, _ stopLow: Double, _ questionLow: Double, _ questionHigh: Double, _ stopHigh: Double) {
            years = months / 12
            self.stopLow = stopLow
            self.questionLow = questionLow
            self.questionHigh = questionHigh
            self.stopHigh = stopHigh
        }
    }

    private static var last: Int { 39 }

    /// Months, stop below, question below, question above, stop above.
    private static func knot(_ index: Int) -> Knot {
        switch index {
        case 0: Knot(0, 0.2, 1.07, 6.26, 8.09)
        case 1: Knot(0.25, 0.2, 1.12, 6.59, 8.55)
        case 2: Knot(1, 0.2, 1.61, 8.2, 10.53)
        case 3: Knot(2, 0.2, 2.16, 9.82, 12.48)
        case 4: Knot(3, 0.2, 2.57, 10.92, 13.77)
        case 5: Knot(4, 0.2, 2.89, 11.78, 14.8)
        case 6: Knot(5, 0.2, 3.16, 12.52, 15.87)
        case 7: Knot(6, 0.2, 3.37, 13.17, 16.83)
        case 8: Knot(8, 0.2, 3.71, 14.34, 18.48)
        case 9: Knot(10, 0.2, 3.96, 15.4, 19.9)
        case 10: Knot(12, 0.2, 4.18, 16.35, 21.18)
        case 11: Knot(13, 3.31, 4.28, 16.79, 21.78)
        case 12: Knot(15, 3.47, 4.49, 17.65, 22.92)
        case 13: Knot(18, 3.71, 4.8, 18.88, 24.56)
        case 14: Knot(21, 3.94, 5.09, 20.1, 26.18)
        case 15: Knot(24, 4.15, 5.37, 21.36, 27.86)
        case 16: Knot(27, 4.95, 6.16, 21.36, 27.86)
        case 17: Knot(30, 5.76, 6.96, 22.25, 27.86)
        case 18: Knot(36, 5.88, 7.21, 24.72, 31.23)
        case 19: Knot(42, 5.97, 7.44, 27.43, 35.01)
        case 20: Knot(48, 6.07, 7.69, 30.36, 39.1)
        case 21: Knot(60, 6.42, 8.33, 36.7, 47.95)
        case 22: Knot(72, 6.74, 8.98, 43.63, 57.66)
        case 23: Knot(84, 6.73, 9.4, 51.43, 68.63)
        case 24: Knot(96, 6.28, 9.5, 60.52, 81.46)
        case 25: Knot(108, 5.44, 9.35, 71.12, 96.39)
        case 26: Knot(120, 4.58, 9.29, 82.98, 113.02)
        case 27: Knot(126, 4.29, 9.41, 89.18, 121.68)
        case 28: Knot(132, 4.17, 9.67, 95.43, 130.36)
        case 29: Knot(138, 4.28, 10.14, 101.58, 138.86)
        case 30: Knot(144, 4.67, 10.83, 107.68, 147.26)
        case 31: Knot(156, 5.24, 11.96, 118.51, 162.06)
        case 32: Knot(168, 6.44, 13.86, 127.44, 174.22)
        case 33: Knot(180, 9.1, 16.97, 134.36, 183.68)
        case 34: Knot(192, 12.77, 20.81, 139.44, 190.7)
        case 35: Knot(198, 14.59, 22.63, 141.17, 193.12)
        case 36: Knot(204, 16.13, 24.19, 144.36, 195.15)
        case 37: Knot(216, 18.21, 24.93, 149.64, 199.06)
        case 38: Knot(228, 18.01, 24.57, 151.61, 201.06)
        default: Knot(240, 16.87, 23.78, 152.95, 202.36)
        }
    }
}
