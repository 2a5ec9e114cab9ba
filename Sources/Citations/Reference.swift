public import Diagnostics

/// One work of the library, as its CSL-JSON item describes it.
public struct Reference: Sendable, Hashable {
    /// The key that citations name.
    public var id: String
    public var type: ReferenceType
    /// With the markup of CSL, where it has some: `<i>in vitro</i>`.
    public var title: String
    /// Where the item's `id` stands.
    public var position: SourcePosition

    /// The item's `id`, where it is not the key: what a reference manager calls it for itself.
    public var otherID: String?
    public var authors: [Name] = []
    public var editors: [Name] = []
    /// Journal, book or web site the work appeared in.
    public var containerTitle: String?
    /// The journal's abbreviation.
    public var containerTitleShort: String?
    public var issued: ReferenceDate?
    public var accessed: ReferenceDate?
    public var volume: String?
    public var issue: String?
    public var page: String?
    /// Number of a report, docket or bulletin; for a journal article its article number.
    public var number: String?
    public var edition: String?
    public var version: String?
    /// `Dissertation`, `Technical report`.
    public var genre: String?
    public var publisher: String?
    public var publisherPlace: String?
    /// Without `https://doi.org/`.
    public var doi: String?
    public var pmid: String?
    /// With its `PMC`.
    public var pmcid: String?
    public var url: String?
    public var note: String?

    /// `custom.materia.et-al-unverified`: there are more authors than the item lists.
    public var authorListIsIncomplete = false
    /// `custom.materia.status`: what became of the work since, such as `retired by …`.
    public var status: String?
    /// `custom.materia.titleNote`: how the title here differs from the title in print.
    public var titleNote: String?
    /// `custom.unverified`: CSL names of the fields nobody has checked against the source.
    public var unverifiedFields: [String] = []

    public init(id: String, type: ReferenceType, title: String, position: SourcePosition) {
        self.id = id
        self.type = type
        self.title = title
        self.position = position
    }
}

extension Reference {
    /// True where both say the same, wherever they stand.
    public func saysSame(_ other: Reference) -> Bool {
        var other = other
        other.position = position
        return self == other
    }
}
