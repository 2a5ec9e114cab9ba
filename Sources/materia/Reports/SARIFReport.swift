import Diagnostics
import Foundation

/// A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which code hosts and editors read.
struct SARIFReport: Encodable {
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    struct Run: Encodable {
        let tool: Tool
        /// Columns are counted as Materia counts them.
        let columnKind = "unicodeCodePoints"
        let results: [Result]
    }

    struct Tool: Encodable {
        let driver: Driver
    }

    struct Driver: Encodable {
        let name = "Materia"
        let version = Version.current
        let rules: [ReportingDescriptor]
    }

    struct ReportingDescriptor: Encodable {
        let id: String
        let fullDescription: Message
        let defaultConfiguration: Configuration
    }

    struct Configuration: Encodable {
        let level: String
    }

    struct Message: Encodable {
        let text: String
    }

    struct Result: Encodable {
        let ruleId: String
        let ruleIndex: Int
        let level: String
        let message: Message
        let locations: [Location]
        let relatedLocations: [Location]?
        let fixes: [Fix]?
    }

    struct Location: Encodable {
        let physicalLocation: PhysicalLocation
        let message: Message?
    }

    struct PhysicalLocation: Encodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }

    struct ArtifactLocation: Encodable {
        let uri: String
    }

    struct Region: Encodable {
        let startLine: Int
        let startColumn: Int
        var endColumn: Int?
    }

    struct Fix: Encodable {
        let artifactChanges: [ArtifactChange]
    }

    struct ArtifactChange: Encodable {
        let artifactLocation: ArtifactLocation
        let replacements: [Replacement]
    }

    struct Replacement: Encodable {
        let deletedRegion: Region
        let insertedContent: Message
    }

    init(_ diagnostics: [Diagnostic], path: (SourcePosition) -> String) {
        func artifact(_ position: SourcePosition) -> ArtifactLocation { ArtifactLocation(uri: Self.uri(path(position))) }
        func location(_ position: SourcePosition, _ message: String? = nil) -> Location {
            Location(
                physicalLocation: PhysicalLocation(artifactLocation: artifact(position), region: Region(startLine: position.line, startColumn: position.column)),
                message: message.map(Message.init))
        }
        let rules = Dictionary(diagnostics.map { ($0.rule.id, $0.rule) }, uniquingKeysWith: { first, _ in first }).values.sorted { $0.id < $1.id }
        let places = Dictionary(uniqueKeysWithValues: zip(rules.map(\.id), rules.indices))
        let results = diagnostics.map { diagnostic -> Result in
            let related = diagnostic.notes.compactMap { note in note.position.map { location($0, note.text) } }
            let others = diagnostic.notes.filter { $0.position == nil }.map(\.text)
            let text = ([diagnostic.summary] + others + [diagnostic.suggestion].compactMap { $0 }).joined(separator: "\n")
            let fix = diagnostic.correction.map { correction in
                let start = correction.position
                let end = start.column + correction.old.unicodeScalars.count
                return Fix(artifactChanges: [
                    ArtifactChange(
                        artifactLocation: artifact(start),
                        replacements: [
                            Replacement(
                                deletedRegion: Region(startLine: start.line, startColumn: start.column, endColumn: end),
                                insertedContent: Message(text: correction.new))
                        ])
                ])
            }
            return Result(
                ruleId: diagnostic.rule.id, ruleIndex: places[diagnostic.rule.id]!, level: diagnostic.severity.rawValue, message: Message(text: text),
                locations: [location(diagnostic.position)], relatedLocations: related.isEmpty ? nil : related, fixes: fix.map { [$0] })
        }
        let descriptors = rules.map {
            ReportingDescriptor(
                id: $0.id, fullDescription: Message(text: $0.explanation), defaultConfiguration: Configuration(level: $0.severity.rawValue))
        }
        runs = [Run(tool: Tool(driver: Driver(rules: descriptors)), results: results)]
    }

    /// A path as a reference: relative where it is, with what an address may not hold written as `%20`.
    private static func uri(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=@")
        let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        return path.hasPrefix("/") ? "file://" + encoded : encoded
    }
}
