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

    /// Which forms `--compress` wrote.
    static func line(_ compression: Compression) -> String {
        let forms = compression.forms.map { ".\($0)" }.joined(separator: " and ")
        return "compressed forms beside text files: \(forms)" + (compression.forms.contains("br") ? "" : "; .br needs Brotli's library, libbrotli1")
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
