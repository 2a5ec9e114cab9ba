import ArgumentParser
import ClinicalLogic

struct Dose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work out a dose plan, the same as the calculator's in the browser.",
        discussion: """
            Prints the plan, or why none is given. What a regimen asks for besides is given with --set, and listed by \
            `materia dose REGIMEN --asks`. Exit codes: 0 a plan; 3 a stop, no dose is given; 4 something must be \
            entered first; 1 the content has errors; 64 the command line is wrong.
            """)

    @Argument(help: "The regimen's id, its file name without .yml.")
    var regimen: String

    @Option(name: .customLong("protocol"), help: "The dosing weight protocol. Default: the first the regimen names, or its own weight.")
    var dosingProtocol: String?

    @Option(help: "The product. Default: the first the regimen names; 'none' for a dose without vials and rates.")
    var product: String?

    @Option(help: "Body weight in kg, or with its unit: 3,200 g is written 3200 g, 154 lb.")
    var weight: String?

    @Option(help: "Height in cm, or with its unit: 1.75 m, 5 ft 9 in.")
    var height: String?

    @Option(help: "male or female; formulas need it.")
    var sex: String?

    @Option(help: "Age in years, or with its unit: 9 months, 10 days.")
    var age: String?

    @Option(help: "Days to divide the course over.")
    var days: String?

    @Option(help: "First day, as YYYY-MM-DD.")
    var start: String?

    @Option(help: "The step that is shown in full: its id, or its number from 1.")
    var step: String?

    @Option(help: ArgumentHelp("The same as --step.", visibility: .hidden))
    var phase: String?

    @Option(name: .customLong("set"), help: ArgumentHelp("What the regimen asks for. May be repeated.", valueName: "NAME=VALUE"))
    var settings: [String] = []

    @Flag(help: "List what the regimen asks for, and stop.")
    var asks = false

    @Option(name: .customLong("flag"), help: ArgumentHelp("Now --set NAME=yes.", visibility: .hidden))
    var flags: [String] = []

    @Option(help: "'weight', where the plan asks whether an unusual weight is right.")
    var confirm: Confirmation?

    @Option(help: "A file of patients, tab-separated with the names of inputs in its first line: a line of JSON for each.")
    var patients: String?

    @Option(help: "text or json.")
    var format = Format.text

    @Option(help: "The content folder.")
    var content = "content"

    enum Confirmation: String, ExpressibleByArgument, CaseIterable { case weight }

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func run() throws {
        let checked = try CheckedContent(content)
        if let patients { return try PatientList.run(self, patients, checked.knowledgeBase) }
        let calculation = try Calculation(self, checked.knowledgeBase)
        if asks {
            print(Self.asks(calculation.dose).joined(separator: "\n"))
            return
        }
        let plan = calculation.plan
        let today = try ContentOptions.dayOfReading()
        switch format {
        case .text: print(([DoseOutput.text(calculation, in: checked, today: today)] + checked.lines).joined(separator: "\n"))
        case .json: print(try DoseOutput.json(calculation, in: checked, today: today))
        }
        switch plan.status {
        case .ok: break
        case .stop: throw ExitCode(3)
        case .incomplete: throw ExitCode(4)
        }
    }
}
