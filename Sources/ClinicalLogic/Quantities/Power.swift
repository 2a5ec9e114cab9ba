/// Powers without a C library, so that they are the same to the bit on every target.
///
/// Adds, multiplies and divides only, in a fixed order. Relative error below 1e-14 for bases from 1e-3 to 1e6 and
/// results from 1e-3 to 1e6; the tests hold it to 1e-13.
enum Power {
    /// `base` above zero.
    static func raise(_ base: Double, to exponent: Double) -> Double {
        exponential(exponent * naturalLogarithm(base))
    }

    /// ln x = k ln 2 + ln m with m from 0.707 to 1.414; ln m = 2 atanh((m - 1)/(m + 1)) by its series.
    static func naturalLogarithm(_ value: Double) -> Double {
        var mantissa = value
        var exponent = 0.0
        while mantissa > 1.4142135623730951 {
            mantissa *= 0.5
            exponent += 1
        }
        while mantissa < 0.7071067811865476 {
            mantissa *= 2
            exponent -= 1
        }
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var sum = 0.0
        // |ratio| is at most 0.1716, so terms past the 12th are below 1e-19.
        var odd = 23.0
        while odd >= 1 {
            sum = sum * square + 1 / odd
            odd -= 2
        }
        return exponent * ln2High + (exponent * ln2Low + 2 * ratio * sum)
    }

    /// e^x = 2^n e^r with r from -0.347 to 0.347; e^r by its series.
    static func exponential(_ value: Double) -> Double {
        let whole = (value / 0.6931471805599453 + 0.5).rounded(.down)
        let rest = (value - whole * ln2High) - whole * ln2Low
        var sum = 1.0
        var term = 18.0
        while term >= 1 {
            sum = 1 + sum * rest / term
            term -= 1
        }
        var count = whole
        while count > 0 {
            sum *= 2
            count -= 1
        }
        while count < 0 {
            sum *= 0.5
            count += 1
        }
        return sum
    }

    /// ln 2 in two parts: the first has zeros at its end, so that small multiples of it are exact.
    private static var ln2High: Double { 6.93147180369123816490e-01 }
    private static var ln2Low: Double { 1.90821492927058770002e-10 }
}
