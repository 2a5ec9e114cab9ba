public import ClinicalLogic
import Diagnostics
public import Markdown

/// What studies found on one question, and how certain that is.
public struct EvidenceRecord: Sendable {
    public struct Question: Sendable {
        public let population: RichText
        public let intervention: RichText
        public let comparator: RichText?
        public let outcome: RichText
        /// Which way an outcome is good for people, where the record says so.
        public let better: Direction?
    }

    public enum Direction: String, CaseIterable, Sendable { case higher, lower }

    public enum Design: String, CaseIterable, Sendable {
        case randomised, crossover, cohort
        case caseSeries = "case-series"
        case systematicReview = "systematic-review"
        case guideline

        public var words: String {
            switch self {
            case .randomised: "Randomised trial"
            case .crossover: "Randomised crossover trial"
            case .cohort: "Cohort study"
            case .caseSeries: "Case series"
            case .systematicReview: "Systematic review"
            case .guideline: "Guideline"
            }
        }
    }

    /// An estimate with its interval, as a source reports it.
    public struct Reported: Hashable, Sendable {
        public let value: Double
        public let low: Double
        public let high: Double
        /// Of the interval, in per cent: 95.
        public let level: Double
    }

    /// What was seen in one arm.
    public enum Result: Sendable {
        case events(Int, of: Int)
        case percent(Double, of: Int?)
        /// `reported` when the source gives an interval.
        case change(Double, unit: String, n: Int?, reported: Reported?)
        case beforeAfter(before: Double, after: Double, unit: String, n: Int?)
        case size(Int)
    }

    public struct Arm: Sendable {
        public let id: String
        public let label: String
        /// What the others of the study are compared with.
        public let isComparator: Bool
        public let result: Result

        public var n: Int? {
            switch result {
            case .events(_, let n), .size(let n): n
            case .percent(_, let n), .change(_, _, let n, _), .beforeAfter(_, _, _, let n): n
            }
        }

        /// Nil where only a percentage is known.
        public var proportion: Proportion? {
            if case .events(let events, let n) = result { Proportion(events, of: n) } else { nil }
        }
    }

    public enum Measure: String, CaseIterable, Sendable {
        case difference, ratio

        public var words: String { self == .difference ? "Risk difference" : "Risk ratio" }
    }

    /// Two arms of one study set against each other.
    public struct Comparison: Sendable {
        public let intervention: Arm
        public let comparator: Arm
        public let measure: Measure
        /// What the source itself reports, beside what is worked out from the numbers.
        public let reported: Reported?

        /// From the two arms' numbers; in percentage points for a difference, nil where neither arm had an event.
        public var estimate: (value: Double, interval: Interval95)? {
            guard let a = intervention.proportion, let b = comparator.proportion else { return nil }
            switch measure {
            case .difference:
                let difference = RiskDifference(a, minus: b)
                let interval = difference.interval
                return (difference.value * 100, Interval95(low: interval.low * 100, high: interval.high * 100))
            case .ratio:
                let ratio = RiskRatio(a, over: b)
                return ratio.value.map { ($0, ratio.interval) }
            }
        }
    }

    public enum RiskOfBias: String, CaseIterable, Sendable {
        case low
        case someConcerns = "some-concerns"
        case high
        case notAssessed = "not-assessed"

        public var words: String { rawValue.replacing("-", with: " ") }
    }

    public struct Study: Sendable {
        public let id: String
        /// Tells studies of one reference apart: `first period`.
        public let label: String?
        public let reference: CitationItem
        public let design: Design
        /// A single-arm series: nothing says what would have happened without treatment.
        public let isUncontrolled: Bool
        /// Some people are counted in more than one arm, so the arms are no separate groups.
        public let isOverlapping: Bool
        public let population: RichText?
        public let outcome: RichText?
        public let arms: [Arm]
        public let comparison: Comparison?
        public let followUp: String?
        public let riskOfBias: RiskOfBias?
        public let riskOfBiasText: RichText?
        public let notes: RichText?
    }

    /// An estimate that a source pooled from several studies. Materia pools none itself.
    public struct Pooled: Sendable {
        public enum Measure: String, CaseIterable, Sendable {
            case proportion
            case riskDifference = "risk-difference"
            case riskRatio = "risk-ratio"
            case oddsRatio = "odds-ratio"
            case hazardRatio = "hazard-ratio"
            case meanDifference = "mean-difference"

            public var words: String { rawValue.replacing("-", with: " ") }
            public var isRatio: Bool { self == .riskRatio || self == .oddsRatio || self == .hazardRatio }
        }

        public let id: String
        public let label: String
        public let source: CitationItem
        public let measure: Measure
        public let estimate: Reported
        /// What is measured, for a mean difference.
        public let unit: String?
        public let studies: Int?
        public let n: Int?
        public let text: RichText?
    }

    /// GRADE certainty, when somebody graded it.
    public enum Certainty: String, CaseIterable, Sendable {
        case high, moderate, low
        case veryLow = "very-low"
        case notGraded = "not-graded"

        public var words: String { rawValue.replacing("-", with: " ") }

        /// From 4, high, to 1, very low; nil when not graded.
        var rank: Int? {
            switch self {
            case .high: 4
            case .moderate: 3
            case .low: 2
            case .veryLow: 1
            case .notGraded: nil
            }
        }
    }

    /// Why certainty was lowered or raised, by GRADE's domains.
    public struct Reason: Sendable {
        public enum Domain: String, CaseIterable, Sendable {
            case riskOfBias = "risk-of-bias"
            case inconsistency, indirectness, imprecision
            case publicationBias = "publication-bias"
            case largeEffect = "large-effect"
            case doseResponse = "dose-response"
            case confounding

            static let lowering: [Domain] = [.riskOfBias, .inconsistency, .indirectness, .imprecision, .publicationBias]
            static let raising: [Domain] = [.largeEffect, .doseResponse, .confounding]

            public var words: String { self == .confounding ? "plausible confounding" : rawValue.replacing("-", with: " ") }
        }

        public let domain: Domain
        public let isLowering: Bool
        /// 1 or 2.
        public let levels: Int
        public let text: RichText?
    }

    /// How certain the whole is, who said so, and why.
    public struct Grading: Sendable {
        public let level: Certainty
        /// Where GRADE starts: high for randomised trials, low for the others.
        public let start: Certainty?
        public let source: CitationItem?
        /// Who graded, when it is not published.
        public let by: String?
        public let reasons: [Reason]
        public let text: RichText?
        let position: SourcePosition
    }

    /// A source's own grade, in its own words; never converted.
    public struct SourceGrade: Sendable {
        public let source: CitationItem
        public let grade: String
        public let text: RichText?
    }

    public let head: RecordHead
    public let question: Question
    public let studies: [Study]
    public let pooled: [Pooled]
    public let certainty: Grading
    public let sourceGrades: [SourceGrade]
}
