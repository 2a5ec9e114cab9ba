import ArgumentParser
import ClinicalLogic
import Foundation
import KnowledgeBase

/// Plans for a file of patients, to hold a regimen against other people's reckoning.
enum PatientList {
    private struct Output: Encodable {
        let status: String
        let results: [String: String]
        let numbers: [String: Double]
    }

    static func run(_ command: Dose, _ path: String, _ knowledgeBase: KnowledgeBase) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw ValidationError("the file '\(path)' cannot be read") }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        while lines.last == [""] || lines.last == [] { lines.removeLast() }
        guard let names = lines.first, lines.count > 1 else { throw ValidationError("the file '\(path)' has no patients") }
        // What the command line says holds for every patient.
        let dose = try Calculation.dose(command, knowledgeBase)
        let common = try command.entered(dose)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for (index, values) in lines.enumerated().dropFirst() {
            guard values.count == names.count else {
                throw ValidationError("line \(index + 1) of '\(path)' has \(values.count) values for \(names.count) names")
            }
            let entered = zip(names, values).filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
            let report = dose.report(common + entered)
            let output = Output(
                status: report.rows.first?.text ?? "", results: report.texts, numbers: report.numbersByKey)
            print(String(decoding: try encoder.encode(output), as: UTF8.self))
        }
    }
}
