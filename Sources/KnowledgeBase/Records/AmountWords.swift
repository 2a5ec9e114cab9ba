import ClinicalLogic

extension Amount {
    /// `15 mg/kg`
    var text: String {
        let body: [BaseUnit] =
            switch basis {
            case .fixed: []
            case .perKilogram: [.kilogram]
            case .perSquareMetre: [.squareMetre]
            }
        return Quantity(value, Unit(unit, per: body)).formatted(decimals: 3)
    }
}

extension RegimenTerms.Cap.Kind {
    var words: String {
        switch self {
        case .dose: "per dose"
        case .day: "per day"
        case .course: "per course"
        case .rate, .lifetime: ""
        }
    }
}

extension RegimenTerms.Cap {
    /// `4 g per day`
    var words: String {
        switch kind {
        case .dose, .day, .course: "\(amount.text) \(kind.words)"
        case .rate(let time): "\(amount.text)/\(time.symbol)"
        case .lifetime: "\(amount.text) in a lifetime"
        }
    }
}
