extension Reference {
    /// Enough to find the work in a list of references: its first author or its title, and its year.
    public var shortWords: String {
        let year = issued.map(\.years)
        let title = CSLMarkup.runs(of: title).map(\.0).joined()
        guard let first = authors.first else { return [title, year].compactMap(\.self).joined(separator: ", ") }
        let name =
            switch first {
            case .person(let person): person.inverted
            case .group(let group): group
            }
        return [name + (authors.count > 1 || authorListIsIncomplete ? " et al" : ""), year].compactMap(\.self).joined(separator: ", ")
    }
}
