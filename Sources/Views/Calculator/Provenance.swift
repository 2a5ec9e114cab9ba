import ClinicalLogic
public import KnowledgeBase
public import SourceData

/// Where a plan comes from: what a reader needs to check it.
public struct Provenance: Sendable {
    public let regimen: String
    /// Nil where the regimen has its own weight and rounding.
    public let dosingProtocol: String?
    /// Nil for a plan without a product.
    public let product: String?
    /// Why no dose should be given by this plan; empty where all of its records are current.
    public let warnings: [String]
    /// Days before today on which reviews of the plan's records were due, by the paths of the records.
    public let overdue: [String: CalendarDate]
    /// Whether someone clinical has reviewed what the plan is made from.
    public let review: String
    /// Of Materia.
    public static let version = "0.1.0"
    public static let generator = "Materia \(version), core \(CoreVersion.text)"

    /// The same for people, a line for each record, with what is overdue.
    public let lines: [String]

    public init(_ regimen: Regimen, _ dosing: DosingProtocol?, _ product: Product?, in knowledgeBase: KnowledgeBase, today: CalendarDate) {
        let words = RecordWords(knowledgeBase, saysReview: regimen.head.review != nil)
        self.regimen = words.record(regimen.head)
        dosingProtocol = dosing.map { words.record($0.head) }
        self.product = product.map { words.record($0) }
        review = Self.review(ofPlansBy: regimen)
        let heads = [regimen.head, dosing?.head, product?.head]
        warnings = heads.compactMap { head in head.flatMap { head in Self.warning(head).map { knowledgeBase.withReplacement($0, of: head) } } }
        var overdue: [String: CalendarDate] = [:]
        for head in heads.compactMap(\.self) { if let due = knowledgeBase.nextReview(of: head), due < today { overdue[head.path] = due } }
        self.overdue = overdue
        lines =
            zip(["Regimen", "Protocol", "Product"], zip(heads, [self.regimen, dosingProtocol, self.product])).compactMap { label, said in
                guard let head = said.0, let words = said.1 else { return nil }
                let isLate = overdue[head.path].map { "\(words.hasSuffix(".") ? "" : ".") Its review is overdue: it was due on \($0.spelledOut)." }
                return "\(label): \(words)\(isLate ?? "")"
            } + ["\(review). \(Self.generator)."]
    }

    /// A plan rests on its regimen first: where that is not reviewed, the plan is not; where it is, each record says its own.
    static func review(ofPlansBy regimen: Regimen) -> String {
        regimen.head.review == nil ? regimen.head.writtenReview.sentence : "Clinically reviewed as said of each record"
    }

    /// `Example fever (example-fever)`, of what a result follows.
    public static func criteria(_ head: RecordHead) -> String { "\(head.title) (\(head.id)\(head.local.map { ", \($0.words)" } ?? ""))" }

    /// What stands behind its name where it is chosen; empty for what is current and of no other knowledge base.
    static func state(_ head: RecordHead) -> String {
        [head.status == .current ? nil : head.status.rawValue, head.local?.label].compactMap(\.self).joined(separator: ", ")
    }

    /// Nil for what is current.
    static func warning(_ head: RecordHead) -> String? {
        switch head.status {
        case .current: nil
        case .superseded: "Superseded: something newer has replaced “\(head.title)”. Do not dose by it."
        case .retired: "Retired: “\(head.title)” has been withdrawn. Do not dose by it."
        case .illustrative: "Illustrative: “\(head.title)” is made up. Do not dose by it."
        }
    }
}

/// How a plan names the records that it is made from.
struct RecordWords {
    private let knowledgeBase: KnowledgeBase
    /// Of each, as others have one, and not only where there is one.
    private let saysReview: Bool

    init(_ knowledgeBase: KnowledgeBase, saysReview: Bool) {
        self.knowledgeBase = knowledgeBase
        self.saysReview = saysReview
    }

    /// `Examplin 10 % (examplin-10, version 1f0c2b3a4d5e)`
    func record(_ head: RecordHead) -> String {
        var parts = ["\(head.id), version \(head.version)"]
        if head.status != .current { parts.append(head.status.rawValue) }
        if let replacement = knowledgeBase.replacement(of: head.path) { parts.append(replacement) }
        if let local = head.local { parts.append(local.words) }
        if saysReview || head.writtenReview != nil {
            let words = head.writtenReview.sentence
            parts.append(words.prefix(1).lowercased() + words.dropFirst())
        }
        return "\(head.title) (\(parts.joined(separator: ", ")))"
    }

    func record(_ product: Product) -> String {
        let label = product.label
        return "\(record(product.head)), label \(label.region) \(label.isReadDate ? "undated, read " : "")\(label.date.spelledOut)"
            + (label.note.map { ". \($0)" } ?? "")
    }
}

extension KnowledgeBase {
    /// When the review of a record that holds is due again; nil for what does not hold, is not reviewed or has no interval.
    func nextReview(of head: RecordHead) -> CalendarDate? { head.status == .current ? head.review.flatMap(site.nextReview) : nil }

    /// `replaced by “New fever”`, of what does not hold any more; nil where it does not say by what.
    func replacement(of path: String) -> String? {
        let titles = successors(of: path).compactMap(title)
        return titles.isEmpty ? nil : "replaced by \(titles.map { "“\($0)”" }.joined(separator: ", "))"
    }

    /// What is said of a record that does not hold any more, and behind it what replaced it.
    func withReplacement(_ words: String, of head: RecordHead) -> String {
        replacement(of: head.path).map { "\(words) R\($0.dropFirst())." } ?? words
    }
}
