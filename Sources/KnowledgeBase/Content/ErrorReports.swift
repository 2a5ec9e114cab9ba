import Diagnostics
import SourceData

/// Where readers tell of errors: `report-errors` in `site.yml`.
public enum ErrorReports: Sendable, Hashable {
    /// An e-mail address.
    case mail(String)
    /// A web address, in which `{page}` stands for the page that is told of.
    case web(String)

    /// As readers see it.
    public var words: String {
        switch self {
        case .mail(let address): address
        case .web(let address): address.replacing(/[?&][^?&]*\{page\}/, with: "")
        }
    }

    init?(_ entry: Located<String>, log: DiagnosticLog) {
        let text = entry.value
        let isAddress = !text.unicodeScalars.contains {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control || "\"<>\\^`|".unicodeScalars.contains($0)
        }
        if isAddress, text.hasPrefix("https://") || text.hasPrefix("http://") {
            self = .web(text)
        } else if text.wholeMatch(of: /[A-Za-z0-9._+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+/) != nil {
            self = .mail(text)
        } else {
            log.report(
                .unknownScheme, at: entry.position, "'report-errors' is neither an e-mail address nor a web address: '\(text)'",
                suggestion: "write it like pharmacy@example.org or https://example.org/errors")
            return nil
        }
    }
}
