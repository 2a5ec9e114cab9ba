public import ClinicalLogic
public import Diagnostics
public import Markdown
public import SourceData

/// A medicinal product: concentration, vials, infusion steps and label status by indication.
public struct Product: Sendable {
    public enum LabelStatus: String, CaseIterable, Sendable {
        case onLabel = "on-label"
        case offLabel = "off-label"
    }

    /// What a line is about: an article in `indications/`, or the name of something that has no article.
    public struct Indication: Sendable {
        public let article: Located<String>?
        public let name: String?
    }

    public struct IgA: Sendable {
        public let text: String
        public let value: Quantity
    }

    /// The label this record was written from.
    public struct Label: Sendable {
        public let region: String
        public let date: CalendarDate
        public let reference: CitationItem?
        public let note: String?
    }

    public struct LabelledUse: Sendable {
        public let indication: Indication
        public let population: String?
        public let status: LabelStatus
        /// Regimens whose dose the label states for it; only of these is a plan called on-label.
        public let regimens: [Located<String>]
        public let minimumAge: Quantity?
        public let maximumAge: Quantity?
    }

    /// Infusion rates for one indication.
    public struct Infusion: Sendable {
        public let id: String
        public let indication: Indication
        public let population: String?
        public let start: Quantity
        /// Rates in order, where the label lists them.
        public let steps: [Quantity]
        /// Least time between steps.
        public let every: Quantity?
        public let maximum: Quantity
        /// What one dose takes at least, whatever the rates allow.
        public let leastTime: Quantity?
        public let source: CitationItem?
        /// Where the least time between steps comes from, if it is another source.
        public let everySource: CitationItem?
    }

    /// A lower maximum rate when a risk flag is set.
    public struct RateCap: Sendable {
        public let flag: String
        public let maximum: Quantity
        public let source: CitationItem?
    }

    public struct BillingCode: Sendable {
        public let code: String
        public let unit: Quantity?
    }

    public let head: RecordHead
    public let genericName: String
    /// The drug as regimens name it, where the label's name is longer or another.
    public let drug: String
    public let manufacturer: String?
    public let concentration: Quantity
    public let vials: [Quantity]
    public let stabiliser: String?
    public let iga: IgA?
    public let label: Label
    public let labelledUses: [LabelledUse]
    public let infusions: [Infusion]
    public let rateCaps: [RateCap]
    public let billing: BillingCode?
    public let contraindications: [RichText]
    public let warnings: [RichText]
}
