public import Diagnostics

extension Rule {
    public static let outputConflict = Rule(
        "output-conflict", .error, "Materia never overwrites or deletes a file it did not write.")
}
