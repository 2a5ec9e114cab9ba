public import KnowledgeBase
import SourceData

/// Where a plan comes from: what a reader needs to check it.
public struct Provenance: Sendable {
    public let regimen: String
    public let dosingProtocol: String
    /// Nil for a plan without a product.
    public let product: String?
    /// Why no dose should be given by this plan; empty where all of its records are current.
    public let warnings: [String]
    /// No record says that someone clinical has reviewed it.
    public static let review = "Not clinically reviewed"
    public static let generator = "Materia \(Generator.version)"

    public init(_ regimen: Regimen, _ dosing: DosingProtocol, _ product: Product?) {
        self.regimen = Self.record(regimen.head)
        dosingProtocol = Self.record(dosing.head)
        self.product = product.map(Self.record)
        warnings = [regimen.head, dosing.head, product?.head].compactMap { $0.flatMap(Self.warning) }
    }

    public var lines: [String] {
        ["Regimen: \(regimen)", "Protocol: \(dosingProtocol)"] + (product.map { ["Product: \($0)"] } ?? [])
            + ["\(Self.review). \(Self.generator)."]
    }

    /// `Octagam 10 % (octagam-10, version 1f0c2b3a4d5e)`
    static func record(_ head: RecordHead) -> String {
        let state = state(head)
        return "\(head.title) (\(head.id), version \(head.version)\(state.isEmpty ? "" : ", " + state))"
    }

    /// Empty for what is current.
    static func state(_ head: RecordHead) -> String { head.status == .current ? "" : head.status.rawValue }

    /// Nil for what is current.
    static func warning(_ head: RecordHead) -> String? {
        switch head.status {
        case .current: nil
        case .superseded: "Superseded: something newer has replaced “\(head.title)”. Do not dose by it."
        case .retired: "Retired: “\(head.title)” has been withdrawn. Do not dose by it."
        case .illustrative: "Illustrative: “\(head.title)” is made up. Do not dose by it."
        }
    }

    static func record(_ product: Product) -> String {
        let label = product.label
        return "\(record(product.head)), label \(label.region) \(label.date.spelledOut)" + (label.note.map { ". \($0)" } ?? "")
    }
}
