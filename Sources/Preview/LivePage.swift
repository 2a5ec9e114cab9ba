import Diagnostics
import Foundation
import Site
import SourceData

/// A page as the preview gives it: with the script that follows its changes, and leave for that script to ask for them.
enum LivePage {
    /// `isMissing` says that the page stands in for one that is not there.
    static func bytes(_ file: OutputFile, _ state: PreviewSite.State, isMissing: Bool = false) -> [UInt8] {
        guard file.path.hasSuffix(".html") else { return file.bytes }
        let page = String(decoding: file.bytes, as: UTF8.self)
        let script = "<script src=\"/.materia/live.js\" data-version=\"\(state.version)\" data-page=\"\(isMissing ? "" : fingerprint(file))\"></script>\n"
        let allowed = page.replacing("connect-src 'none'", with: "connect-src 'self'", maxReplacements: 1)
        guard let end = allowed.range(of: "</body>", options: .backwards) else { return Array((allowed + script).utf8) }
        return Array((allowed[..<end.lowerBound] + script + allowed[end.lowerBound...]).utf8)
    }

    /// The file that an address without its first slash asks for.
    static func output(of path: String) -> String { path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path }

    /// Differs when the page does.
    static func fingerprint(_ file: OutputFile) -> String { SHA256.digits(file.bytes, count: 12) }
}

/// What the script of an open page is told.
struct LiveState: Encodable {
    struct Problem: Encodable {
        let severity: String
        let file: String
        let line: Int
        let column: Int
        let text: String
        let help: String?
        let rule: String
        /// True when it stands in the source of the page that asks.
        let isHere: Bool
    }

    let version: Int
    /// The fingerprint of the page that asks; empty when it is gone.
    let page: String
    let errors: Int
    let warnings: Int
    let problems: [Problem]

    init(_ state: PreviewSite.State, page address: String) {
        version = state.version
        let path = address.removingPercentEncoding.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } ?? ""
        let output = LivePage.output(of: path)
        page = state.site?.file(at: output).map(LivePage.fingerprint) ?? ""
        let sources = state.site?.sources(of: output) ?? []
        errors = state.diagnostics.count(of: .error)
        warnings = state.diagnostics.count(of: .warning)
        problems = state.diagnostics.map { diagnostic in
            Problem(
                severity: "\(diagnostic.rule.severity)", file: diagnostic.position.file, line: diagnostic.position.line, column: diagnostic.position.column,
                text: diagnostic.summary, help: diagnostic.suggestion, rule: diagnostic.rule.id, isHere: sources.contains(diagnostic.position.file))
        }
    }

    var json: [UInt8] { (try? JSONEncoder().encode(self)).map { Array($0) } ?? [] }
}
