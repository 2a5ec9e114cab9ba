/// Where a use stands to the product's label.
public enum LabelStatus: UInt8, Hashable, Sendable, CaseIterable {
    case onLabel = 1
    case offLabelIndication
    case offLabelAge
    /// The label has an age limit and no age was entered.
    case ageUnknown
    /// The record says nothing on the indication.
    case unlisted
    /// The label has the indication, and the record does not say that this regimen's dose is the one it states.
    case doseNotStated

    /// On-label only where the record says so of this regimen: an indication alone proves nothing about a dose.
    @inline(never)
    init(_ product: ProductTerms, _ regimen: RegimenTerms, age: Double?) {
        let indication = regimen.indication
        var isListed = false
        var isLabelled = false
        var isAgeUnknown = false
        var isAgeCovered = false
        for use in product.uses where indication != 0 && use.indication == indication {
            isListed = true
            guard use.isOnLabel else { continue }
            isLabelled = true
            switch use.ages.contains(age) {
            case true?:
                isAgeCovered = true
                if regimen.code != 0, use.regimens.contains(regimen.code) {
                    self = .onLabel
                    return
                }
            case false?: break
            case nil: isAgeUnknown = true
            }
        }
        if isAgeCovered {
            self = .doseNotStated
        } else if isAgeUnknown {
            self = .ageUnknown
        } else if isLabelled {
            self = .offLabelAge
        } else {
            self = isListed ? .offLabelIndication : .unlisted
        }
    }

    var words: StaticString {
        switch self {
        case .onLabel: "on-label"
        case .offLabelIndication: "off-label: indication"
        case .offLabelAge: "off-label: age"
        case .ageUnknown: "not known without the age"
        case .unlisted: "not in the product's record; treat as off-label"
        case .doseNotStated: "not recorded for this dose"
        }
    }
}
