public import Diagnostics

/// One thing that a knowledge base says otherwise than before, in words for those who use it.
public struct Change: Sendable, Hashable {
    /// What it is about, the most urgent first.
    public enum Group: String, CaseIterable, Sendable {
        case doses, plans, criteria, evidence, alerts, figures, references, reviews, pages, site, prose

        /// As a heading.
        public var title: String {
            switch self {
            case .doses: "Doses and limits"
            case .plans: "Plans of worked examples"
            case .criteria: "Criteria"
            case .evidence: "Evidence"
            case .alerts: "Safety alerts"
            case .figures: "Figures in the text"
            case .references: "References"
            case .reviews: "Reviews and statuses"
            case .pages: "Pages"
            case .site: "Settings and terms"
            case .prose: "Other text"
            }
        }
    }

    /// The article, record or other file it is in.
    public struct Page: Sendable, Hashable {
        /// In the newer state, or in the older one where it is gone.
        public let path: String
        public let title: String
        /// True where the newer state has no such page.
        public let isGone: Bool
        /// The key of the reference that it is about; nil for articles, records and other files.
        public let reference: String?

        init(path: String, title: String, isGone: Bool, reference: String? = nil) {
            self.path = path
            self.title = title
            self.isGone = isGone
            self.reference = reference
        }
    }

    /// A value before and after.
    public struct Value: Sendable, Hashable {
        /// Within a line: `interval`; empty where the change has one value only.
        public let name: String
        /// Nil where there was nothing.
        public let old: String?
        /// Nil where there is nothing any more.
        public let new: String?
        /// How the two compare: `10 times`.
        public let note: String?

        init(_ name: String = "", old: String?, new: String?, note: String? = nil) {
            self.name = name
            self.old = old
            self.new = new
            self.note = note
        }
    }

    public let group: Group
    public let page: Page
    /// What is another: `Dose, where age under 18 years: interval`.
    public let what: String
    /// The fact that has the value, by its id.
    public let fact: String?
    /// One, or the results of a plan that differ.
    public let values: [Value]
    /// Where it stood.
    public let oldPlace: SourcePosition?
    /// Where it stands now.
    public let newPlace: SourcePosition?
}
