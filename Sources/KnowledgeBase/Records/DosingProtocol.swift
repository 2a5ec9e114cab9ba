import ClinicalLogic
import Diagnostics
import SourceData

/// A programme's named way from body weight to dosing weight, and of rounding the dose.
public struct DosingProtocol: Sendable {
    public enum Basis: String, CaseIterable, Sendable {
        case actual, ideal, adjusted, lean
        /// The programme's rule is not public, or was not seen: described, but nothing can be computed.
        case notStated = "not-stated"
    }

    public enum Formula: String, CaseIterable, Sendable { case devine, janmahasatian }

    /// The formula of body surface, for amounts per square metre.
    public enum SurfaceFormula: String, CaseIterable, Sendable {
        case mosteller
        case duBois = "du-bois"
        case haycock
    }

    public let head: RecordHead
    public let region: String?
    /// From body weight to dosing weight.
    public let weight: WeightRule?
    /// What the rule asks.
    public let questions: [Question]
    /// Mosteller where the protocol says nothing.
    public let surface: SurfaceFormula?
    public let rounding: RoundingRule?
}

extension DosingProtocol {
    init?(_ reader: RecordReader) {
        let fields = reader.fields
        reader.readQuestions()
        region = fields.string("region")?.value
        let weight = fields.required("weight") { fields.mapping("weight", owner: "'weight'") }
        let rule = weight.flatMap { WeightRule($0, reader) }
        weight?.finish()
        self.weight = rule
        let surface = fields.value("surface")
        self.surface = fields.choice("surface", SurfaceFormula.self)
        if let surface { reader.addAnchor("surface", at: surface.position) }
        if let weight { reader.addAnchor("weight", at: weight.position) }
        reader.addAnchor("basis", at: fields.position)
        rule?.addFacts(reader)
        rounding = reader.rounding(in: fields, isFact: true)
        questions = reader.asked
        if let rule {
            let check = DeadConditionCheck(space: ProofSpace(questions: questions), log: reader.log)
            check.check(rule.trigger, "this weight", at: rule.position, mayHoldAlways: false)
        }
        guard let head = reader.head(), rule != nil else { return nil }
        self.head = head
    }
}
