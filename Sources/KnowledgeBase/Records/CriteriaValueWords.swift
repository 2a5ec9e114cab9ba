public import ClinicalLogic

extension CriteriaSet.Item {
    /// What each value of a number or choice means, in the order of the terms' values: `over 5 % and at most 15 %`, or an
    /// option's label. Empty for an item that is simply met or not.
    public func valueWords(_ terms: CriteriaTerms.Item) -> [String] {
        switch terms.form {
        case .state: return []
        case .choice: return options.map(\.label)
        case .number:
            func amount(_ cut: CriteriaTerms.Cut) -> String { FactValue.number(cut.value, unit: quantity?.unit).text }
            return (0...terms.cuts.count).map { value in
                var words: [String] = []
                if value > 0 {
                    let lower = terms.cuts[value - 1]
                    words.append((lower.isIncluded ? "at least " : "over ") + amount(lower))
                }
                if value < terms.cuts.count {
                    let upper = terms.cuts[value]
                    words.append((upper.isIncluded ? "under " : "at most ") + amount(upper))
                }
                return words.joined(separator: " and ")
            }
        }
    }
}
