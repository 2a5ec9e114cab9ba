public import ClinicalLogic
import Diagnostics
import Markdown
import SourceData

/// A figure a regimen has worked out for its patient, such as a creatinine clearance.
public struct Measure: Sendable {
    public let id: String
    public let terms: MeasureTerms

    /// The formula as records name it.
    package var formula: String { FormulaName.allCases.first { $0.terms == terms.formula }?.rawValue ?? "" }
}

extension RecordReader {
    /// `work-out`: names and their formulas, in order; the questions formulas need have to be asked.
    func readMeasures() {
        guard let value = fields.value("work-out") else { return }
        guard let work = Fields(value, owner: "'work-out'", log: log) else { return }
        for key in work.keys {
            guard let value = work.value(key.value), let fields = Fields(value, owner: "'\(key.value)'", log: log) else { continue }
            let formula = fields.requiredChoice("formula", FormulaName.self)
            let weight = fields.choice("weight", DosingProtocol.Basis.self)
            let factor = fields.number("factor")
            let label = fields.string("label")?.value
            let source = fields.string("of")
            let surface = fields.choice("surface", DosingProtocol.SurfaceFormula.self)
            fields.finish()
            guard let formula, isFree(key) else { continue }
            if formula == .cockcroftGault, weight == nil || weight == .notStated {
                fields.reportMissing("weight", suggestion: "say which weight goes in: `weight: actual`, `ideal`, `adjusted` or `lean`")
                continue
            }
            if formula == .adjusted || weight == .adjusted, !(factor.map { (0...1).contains($0.value) } ?? false) {
                fields.reportMissing("factor", suggestion: "an adjusted weight needs its factor from 0 to 1, such as `factor: 0.4`")
                continue
            }
            if formula.needsCreatinine, !asked.contains(where: { $0.id == "serum-creatinine" }) {
                log.report(
                    .missingField, at: key.position, "'\(key.value)' needs serum creatinine, which nobody is asked for",
                    suggestion: "add `serum-creatinine` to 'ask'")
                continue
            }
            let indexed = source.flatMap { source in measures.firstIndex { $0.id == source.value } }
            if formula == .deIndexed, !(indexed.map { measures[$0].terms.unit.denominators.contains(.standardSurface) } ?? false) {
                fields.reportMissing("of", suggestion: "name an earlier measure in mL/min/1.73 m2")
                continue
            }
            let terms = MeasureTerms(
                id: ClinicalText(string: key.value), label: ClinicalText(string: label ?? formula.words), formula: formula.terms,
                weight: weight?.terms ?? .actual, factor: factor?.value ?? 0,
                creatinine: formula.needsCreatinine ? Question.code("serum-creatinine") : 0, source: indexed ?? 0, surface: surface?.terms ?? .mosteller)
            measures.append(Measure(id: key.value, terms: terms))
        }
    }

    private func isFree(_ key: Located<String>) -> Bool {
        let isName = key.value.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") } && key.value.first?.isLetter == true
        let isTaken = Question.reserved.contains(key.value) || asked.contains { $0.id == key.value } || measures.contains { $0.id == key.value }
        if isName, !isTaken { return true }
        log.report(
            .malformedAnchor, at: key.position, isName ? "'\(key.value)' already has a meaning here" : "'\(key.value)' cannot be the name of a measure",
            suggestion: isName ? "choose another name" : "use lower-case letters, digits and hyphens")
        return false
    }
}

/// Formulas as records name them.
enum FormulaName: String, CaseIterable {
    case cockcroftGault = "cockcroft-gault"
    case ckdEpi2021 = "ckd-epi-2021"
    case schwartzBedside = "schwartz-bedside"
    case deIndexed = "de-indexed"
    case devine, adjusted, janmahasatian, mosteller
    case duBois = "du-bois"
    case haycock

    var terms: MeasureTerms.Formula {
        switch self {
        case .cockcroftGault: .cockcroftGault
        case .ckdEpi2021: .ckdEpi2021
        case .schwartzBedside: .schwartzBedside
        case .deIndexed: .deIndexed
        case .devine: .devine
        case .adjusted: .adjusted
        case .janmahasatian: .janmahasatian
        case .mosteller: .mosteller
        case .duBois: .duBois
        case .haycock: .haycock
        }
    }

    var needsCreatinine: Bool {
        switch self {
        case .cockcroftGault, .ckdEpi2021, .schwartzBedside: true
        default: false
        }
    }

    /// Within a sentence.
    var words: String {
        switch self {
        case .cockcroftGault: "creatinine clearance (Cockcroft-Gault)"
        case .ckdEpi2021: "estimated filtration rate (CKD-EPI 2021)"
        case .schwartzBedside: "estimated filtration rate (bedside Schwartz)"
        case .deIndexed: "filtration rate of this body surface"
        case .devine: "ideal body weight (Devine)"
        case .adjusted: "adjusted body weight"
        case .janmahasatian: "lean body weight (Janmahasatian)"
        case .mosteller: "body surface (Mosteller)"
        case .duBois: "body surface (Du Bois)"
        case .haycock: "body surface (Haycock)"
        }
    }
}

extension DosingProtocol.Basis {
    var terms: ProtocolTerms.WeightBasis {
        switch self {
        case .actual: .actual
        case .ideal: .ideal
        case .adjusted: .adjusted
        case .lean: .lean
        case .notStated: .notStated
        }
    }
}

extension DosingProtocol.SurfaceFormula {
    var terms: BodySurface.Formula {
        switch self {
        case .mosteller: .mosteller
        case .duBois: .duBois
        case .haycock: .haycock
        }
    }
}
