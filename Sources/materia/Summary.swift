import Diagnostics
import Site

/// The one line a command ends with.
enum Summary {
    static func line(_ build: SiteBuild, _ what: String, clock: Stopwatch) -> String {
        var parts = [
            count(build.articleCount, "article"), count(build.recordCount, "record"), count(build.referenceCount, "reference"),
        ]
        let errors = build.diagnostics.count(of: .error)
        let warnings = build.diagnostics.count(of: .warning)
        parts.append(errors == 0 ? "no errors" : count(errors, "error"))
        if warnings > 0 { parts.append(count(warnings, "warning")) }
        return "\(what) \(parts.joined(separator: ", ")), \(clock.text)"
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
