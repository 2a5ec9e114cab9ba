/// Answers natively what the cores in a browser are asked: `core-vectors dose …` for test_core_equality.py, `core-vectors criteria …` for
/// test_criteria_equality.py.
@main
struct CoreVectors {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "dose": DoseVectors.run(arguments.dropFirst())
        case "criteria": CriteriaVectors.run(arguments.dropFirst())
        default: VectorFile.fail()
        }
    }
}
