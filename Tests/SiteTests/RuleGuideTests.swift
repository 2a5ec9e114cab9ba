import Diagnostics
import Foundation
import TestFolders
import Testing

@testable import Site

/// The guide says of each rule what the rule says of itself. With `MATERIA_RECORD_GOLDEN` set, the guide is written anew.
struct RuleGuideTests {
    private static let guide = Repository.root.appendingPathComponent("docs/diagnostics.md")

    @Test func everyRuleHasItsRow() throws {
        var lines = try String(contentsOf: Self.guide, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var rows: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            guard let match = line.firstMatch(of: /^\| `([a-z0-9-]+)`(?: \([a-z]+\))? \| .* \| .* \| .* \|$/) else { continue }
            #expect(rows.updateValue(index, forKey: String(match.output.1)) == nil, "two rows of \(match.output.1)")
        }
        #expect(Set(rows.keys) == Set(RuleCatalog.all.map(\.id)))
        var isChanged = false
        for rule in RuleCatalog.all {
            guard let index = rows[rule.id] else { continue }
            let mark = [.optional, .quiet].contains(rule.level) ? " (off)" : rule.severity == .error ? "" : " (\(rule.severity))"
            let cells = [rule.means, rule.explanation, rule.mend].map { $0.replacing("|", with: "\\|") }
            #expect(cells.allSatisfy { !$0.isEmpty })
            let row = "| `\(rule.id)`\(mark) | \(cells.joined(separator: " | ")) |"
            if lines[index] != row {
                isChanged = true
                #expect(lines[index] == row)
                lines[index] = row
            }
        }
        if isChanged, ProcessInfo.processInfo.environment["MATERIA_RECORD_GOLDEN"] != nil {
            try lines.joined(separator: "\n").write(to: Self.guide, atomically: true, encoding: .utf8)
        }
    }

    @Test func everyRuleIsListedOnce() {
        #expect(Set(RuleCatalog.all.map(\.id)).count == RuleCatalog.all.count)
        #expect(RuleCatalog.all.count > 100)
    }
}
