import ArgumentParser
import ClinicalLogic

struct Dose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work out a dose plan, the same as the calculator's in the browser.",
        discussion: """
            Prints the plan, or why none is given. Exit codes: 0 a plan; 3 a stop, no dose is given; 4 something must be \
            entered first; 1 the content has errors; 64 the command line is wrong.
            """)

    @Argument(help: "The regimen's id, its file name without .yml.")
    var regimen: String

    @Option(name: .customLong("protocol"), help: "The dosing weight protocol. Default: the first the regimen names.")
    var dosingProtocol: String?

    @Option(help: "The product. Default: the first the regimen names; 'none' for a dose without vials and rates.")
    var product: String?

    @Option(help: "Body weight in kg.")
    var weight: String?

    @Option(help: "Height in cm.")
    var height: String?

    @Option(help: "male or female; the body size formulas need it.")
    var sex: String?

    @Option(help: "Age in years.")
    var age: String?

    @Option(help: "Days to divide the course over.")
    var days: String?

    @Option(help: "First day, as YYYY-MM-DD.")
    var start: String?

    @Option(help: "Phase of the regimen's schedule, from 1.")
    var phase = 1

    @Option(name: .customLong("flag"), help: "A risk that applies, such as renal-risk. May be repeated.")
    var flags: [String] = []

    @Option(help: "'weight', where the plan asks whether an unusual weight is right.")
    var confirm: Confirmation?

    @Option(help: "text or json.")
    var format = Format.text

    @Option(help: "The content folder.")
    var content = "content"

    enum Confirmation: String, ExpressibleByArgument, CaseIterable { case weight }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func run() throws {
        let knowledgeBase = try CheckedContent.load(content)
        let calculation = try Calculation(self, knowledgeBase)
        let plan = calculation.plan
        switch format {
        case .text: print(DoseOutput.text(calculation))
        case .json: print(try DoseOutput.json(calculation))
        }
        switch plan.status {
        case .ok: break
        case .stop: throw ExitCode(3)
        case .incomplete: throw ExitCode(4)
        }
    }
}
