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

    /// What the drug comes in: `10 g`, `40 mg/0.4 mL syringe`, `5 mg tablet`.
    public struct Container: Sendable {
        public let text: String
        public let terms: ProductTerms.Container
    }

    /// The label this record was written from.
    public struct Label: Sendable {
        public let region: String
        public let date: CalendarDate
        /// True where the label has no date of its own, and `date` is the day it was read.
        public let isReadDate: Bool
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
        /// What the label allows at most; the regimens above are held to it.
        public let limits: [LabelLimit]
        /// The least time from one dose or course to the next.
        public let every: Interval?
        /// As the record writes them: `at most 1 g/kg per day`, `not more often than every 4 weeks`.
        public let limitWords: [String]
    }

    /// The most that a label allows in one dose, one day or one course.
    public struct LabelLimit: Sendable {
        package let kind: RegimenTerms.Cap.Kind
        package let amount: Amount
        /// `1 g/kg per day`
        package let text: String
    }

    /// Infusion rates for one indication.
    public struct Infusion: Sendable {
        /// Which infusion of a treatment the rates are for.
        public enum Occasion: String, CaseIterable, Sendable {
            case any, first, later

            var terms: ProductTerms.Occasion {
                switch self {
                case .any: .any
                case .first: .first
                case .later: .later
                }
            }
        }

        public let id: String
        /// Nil for any.
        public let indication: Indication?
        public let occasion: Occasion
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

    /// A lower maximum rate where a risk applies.
    public struct RateCap: Sendable {
        /// The id of its question, and its words.
        public let question: String
        public let words: String
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
    /// Nil for what is taken whole.
    public let concentration: Quantity?
    /// True where it is diluted before it is infused, and what is infused then, where the record says so.
    public let isDiluted: Bool
    public let infusedAt: Quantity?
    public let containers: [Container]
    /// True where tablets may be halved.
    public let isScored: Bool
    public let stabiliser: String?
    /// What its rates ask.
    public let questions: [Question]
    public let label: Label
    public let labelledUses: [LabelledUse]
    public let infusions: [Infusion]
    public let rateCaps: [RateCap]
    public let billing: BillingCode?
    public let contraindications: [RichText]
    public let warnings: [RichText]
}
