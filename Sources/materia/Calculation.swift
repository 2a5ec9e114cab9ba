import ArgumentParser
import ClinicalLogic
import Diagnostics
import KnowledgeBase
import Site
import SourceData

/// A dose worked out for what the command line says.
struct Calculation {
    let dose: PlannedDose
    let plan: Plan
    let report: PlanReport

    init(_ command: Dose, _ knowledgeBase: KnowledgeBase) throws {
        dose = try Self.dose(command, knowledgeBase)
        plan = dose.plan(try command.entered(dose))
        report = PlanReport(plan)
    }

    /// The regimen with the protocol and product that are asked for.
    static func dose(_ command: Dose, _ knowledgeBase: KnowledgeBase) throws -> PlannedDose {
        guard case .regimen(let regimen)? = knowledgeBase.record(command.regimen, .regimens) else {
            let help = suggestion(for: command.regimen, among: knowledgeBase.records(.regimens).map(\.head.id)).map { "; \($0)" } ?? ""
            throw ValidationError("there is no regimen '\(command.regimen)'\(help)")
        }
        do throws(PlannedDose.Refusal) {
            return try PlannedDose(regimen, protocol: command.dosingProtocol, product: command.product, knowledgeBase.resolver.catalog)
        } catch {
            throw ValidationError(error.words)
        }
    }
}

extension Dose {
    /// What the options say, by the names the engine knows.
    func entered(_ dose: PlannedDose) throws -> [(name: String, value: String)] {
        var entered: [(name: String, value: String)] = []
        let fields: [(String, String?)] = [
            ("weight", weight), ("height", height), ("sex", sex), ("age", age), ("days", days), ("start", start), ("step", step ?? phase),
            ("confirm", confirm?.rawValue),
        ]
        for case (let name, let value?) in fields { entered.append((name, value)) }
        if let flag = flags.first { throw ValidationError("--flag is now --set: write --set \(flag)=yes") }
        let names = Set(dose.questions.map(\.id) + dose.regimen.measures.map(\.id) + ["amount", "occasion"])
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("--set takes NAME=VALUE, not '\(setting)'") }
            let name = String(parts[0])
            guard names.contains(name) || name.hasPrefix("amount.") else {
                let help = suggestion(for: name, among: names).map { "; \($0)" } ?? ""
                throw ValidationError("this regimen asks for nothing called '\(name)'\(help)")
            }
            entered.append((name, String(parts[1])))
        }
        return entered
    }

    /// The choices within ranges, and which infusion it is.
    private static func ranges(_ dose: PlannedDose) -> [String] {
        var lines = dose.regimen.choices.map { "--set \($0.name)=…  the dose chosen: \($0.ranges.map(\.amountText).joined(separator: "; "))" }
        if dose.product?.infusions.contains(where: { $0.occasion != .any }) ?? false { lines.append("--set occasion=…  the infusion: first or later") }
        return lines
    }

    /// What a regimen asks for, a line each.
    static func asks(_ dose: PlannedDose) -> [String] {
        dose.questions.map { question in
            let answer =
                switch question.terms.kind {
                case .yesNo: "yes or no"
                case .tick: "yes where it applies"
                case .choice(let choices): choices.map(\.id.string).joined(separator: ", ")
                case .number(let units, let range):
                    "\(Decimal.format(range.lowerBound)) to \(Decimal.format(range.upperBound))"
                        + (units.isEmpty ? "" : " in " + units.map(\.symbol.string).joined(separator: " or "))
                }
            return "--set \(question.id)=…  \(question.label): \(answer)"
        } + ranges(dose) + dose.regimen.measures.map { "--set \($0.id)=…  \($0.terms.label.string), where it is known, in \($0.terms.unit.symbol)" }
    }
}
