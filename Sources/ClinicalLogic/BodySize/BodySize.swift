/// Every body size figure of a patient, each with its value or why there is none. Weights in kg, BMI in kg/m2.
public struct BodySize: Hashable, Sendable {
    public let bodyMassIndex: Figure
    public let idealWeight: Figure
    public let leanWeight: Figure
    /// Actual weight as a percentage of ideal weight.
    public let percentOfIdeal: Figure

    init(_ patient: PatientInput) {
        let weight = patient.weight.number
        let height = patient.height.number
        let age = patient.age.number
        let given = patient.given

        let sized: Inputs = [.weight, .height]
        if let weight, let height {
            bodyMassIndex = .value(BodyMassIndex(weight: weight, height: height).value)
        } else {
            bodyMassIndex = .missing(sized.subtracting(given))
        }

        // A reason to refuse is given as soon as it is known, without asking for the rest.
        if let age, age < IdealWeight.leastAge {
            idealWeight = .refused(.tooYoungForDevine)
            leanWeight = .refused(.tooYoungForJanmahasatian)
            percentOfIdeal = idealWeight
            return
        }
        if let height, let age, let sex = patient.sex {
            do throws(Figure.Refusal) {
                idealWeight = .value(try IdealWeight(sex: sex, height: height, age: age).value)
            } catch {
                idealWeight = .refused(error)
            }
        } else if let height, height < IdealWeight.leastHeight {
            idealWeight = .refused(.tooShortForDevine)
        } else {
            let needed: Inputs = [.height, .age, .sex]
            idealWeight = .missing(needed.subtracting(given))
        }
        if let weight, let height, let age, let sex = patient.sex {
            do throws(Figure.Refusal) {
                leanWeight = .value(try LeanWeight(sex: sex, weight: weight, height: height, age: age).value)
            } catch {
                leanWeight = .refused(error)
            }
        } else {
            let needed: Inputs = [.weight, .height, .age, .sex]
            leanWeight = .missing(needed.subtracting(given))
        }
        switch idealWeight {
        case .value(let ideal): percentOfIdeal = weight.map { .value(100 * $0 / ideal) } ?? .missing(.weight)
        case .refused(let refusal): percentOfIdeal = .refused(refusal)
        case .missing(let inputs): percentOfIdeal = .missing(weight == nil ? inputs.union(.weight) : inputs)
        }
    }
}
