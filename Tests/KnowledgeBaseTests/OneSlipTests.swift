import Diagnostics
import Foundation
import SeededNumbers
import Testing

@testable import KnowledgeBase

/// One slip at a time, planted at random into sites that are sound: how many messages does it make?
@Suite(.timeLimit(.minutes(20)))
struct OneSlipTests {
    /// Slips that make more than one message, with the reason why each is told.
    private static func isException(_ slip: Slip, _ found: [Diagnostic]) -> Bool {
        let rules = Set(found.map(\.rule.id))
        switch slip.kind {
        // Each text, each worked example and each reference that the file held is told by itself; a file that only the deleted page used is unused.
        case "delete file":
            return rules.isSubset(of: ["unknown-record", "broken-link", "unknown-citation", "broken-anchor", "unused-file", "example-differs", "drug-abbreviation"])
        // The lines below now belong to what stands above, and are wrong there in as many entries as there are.
        case "remove line": return true
        // A record that says another dose is told in each text and each example that says the old one.
        default: return rules.isSubset(of: ["fact-mismatch", "example-differs"])
        }
    }

    @Test("Most slips make one message, and none makes a cascade", arguments: sites)
    func oneSlip(_ site: (name: String, root: String, seeds: Range<UInt64>)) {
        let files = ContentFolder.read(site.root, log: DiagnosticLog()).filter { $0.path != "expected.txt" }
        var memory = LoadMemory()
        let before = Set(KnowledgeBase.load(files, threads: 2, isStrict: false, memory: &memory).diagnostics)
        var (one, several) = (0, 0)
        for seed in site.seeds {
            var generator = SeededGenerator(seed: seed)
            guard let slip = Slip(in: files, &generator) else { continue }
            var again = memory
            let found = KnowledgeBase.load(slip.files, threads: 2, isStrict: false, memory: &again).diagnostics.filter { !before.contains($0) && $0.severity > .note }
            // A slip in words is no mistake that anybody could see.
            if found.count == 1 { one += 1 }
            if found.count < 2 { continue }
            several += 1
            #expect(found.count <= 12, "\(seed) \(slip.kind) \(slip.what)\n\(ConsoleFormat().format(found))")
            let isExpected = Self.isException(slip, found)
            #expect(isExpected, "\(seed) \(slip.kind) \(slip.what)\n\(ConsoleFormat().format(found))")
        }
        #expect(one >= 15 * several, "\(one) with one message, \(several) with more")
    }

    private static let repository = Fixture.folder.appendingPathComponent("../../..").standardizedFileURL
    private static let sites: [(name: String, root: String, seeds: Range<UInt64>)] = [
        ("fixture", Fixture.folder.appendingPathComponent("valid").path, 0..<200),
        ("formulary", repository.appendingPathComponent("Tests/Formulary/content").path, 0..<100),
        ("content", repository.appendingPathComponent("content").path, 0..<100),
    ]
}

/// One mistake as people make them.
private struct Slip {
    let kind: String
    let what: String
    let files: [ContentFile]

    init?(in files: [ContentFile], _ generator: inout SeededGenerator) {
        let texts = files.filter { ["md", "yml", "json"].contains($0.fileExtension) }
        guard let file = texts.randomElement(using: &generator) else { return nil }
        let text = String(decoding: file.bytes, as: UTF8.self)
        var lines = text.components(separatedBy: "\n")
        func replacing(_ kind: String, _ what: String, _ new: String) -> (String, String, [ContentFile]) {
            (kind, "\(file.path): \(what)", files.map { $0.path == file.path ? ContentFile(path: $0.path, text: new) : $0 })
        }
        var made: (String, String, [ContentFile])?
        switch Int.random(in: 0..<8, using: &generator) {
        case 0:
            made = ("delete file", file.path, files.filter { $0.path != file.path })
        case 1:
            // A line of YAML or JSON, or of text.
            let index = Int.random(in: 0..<lines.count, using: &generator)
            let line = lines.remove(at: index)
            if !line.isEmpty { made = replacing("remove line", "\(index + 1) '\(line)'", lines.joined(separator: "\n")) }
        case 2, 3:
            // A key, with two letters changed about.
            let keyed = lines.indices.filter { Self.key(in: lines[$0]) != nil && (file.fileExtension != "md" || $0 < 8) }
            if let index = keyed.randomElement(using: &generator), let key = Self.key(in: lines[index]) {
                let misspelt = Self.misspelt(key, &generator)
                lines[index] = lines[index].replacingOccurrences(of: key, with: misspelt, range: lines[index].range(of: key))
                made = replacing("misspell key", "\(index + 1) '\(key)' as '\(misspelt)'", lines.joined(separator: "\n"))
            }
        case 4:
            // What makes it no YAML, or no JSON.
            let index = Int.random(in: 0..<lines.count, using: &generator)
            guard file.fileExtension != "md" || index < 4, Self.key(in: lines[index]) != nil || file.fileExtension == "json" else { return nil }
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: lines[index] += " \"x"
            case 1: lines[index] = lines[index].replacingOccurrences(of: ":", with: " ")
            case 2: lines[index] = "\t" + lines[index]
            default: lines[index] = lines[index].replacingOccurrences(of: ": ", with: ": @", range: lines[index].range(of: ": "))
            }
            made = replacing("break syntax", "\(index + 1) '\(lines[index])'", lines.joined(separator: "\n"))
        case 5:
            // A value of another kind.
            let keyed = lines.indices.filter { Self.key(in: lines[$0]) != nil && lines[$0].contains(": ") && (file.fileExtension != "md" || $0 < 8) }
            if let index = keyed.randomElement(using: &generator), let colon = lines[index].range(of: ": ") {
                let old = lines[index]
                let comma = file.fileExtension == "json" && old.hasSuffix(",") ? "," : ""
                let value = ["xyz", "-5", "[]", "12 parsecs", "{}"].randomElement(using: &generator)!
                lines[index] = String(old[..<colon.upperBound]) + (file.fileExtension == "json" ? "\"\(value)\"" : value) + comma
                made = replacing("break value", "\(index + 1) '\(old)' as '\(lines[index])'", lines.joined(separator: "\n"))
            }
        case 6:
            // The name of a record, a reference or an anchor.
            let words = text.ranges(of: /[@\/#][a-z][a-z0-9-]{4,}[0-9a-z]|id: [a-z][a-z0-9-]{3,}|"id": "[a-z0-9-]{4,}/)
            if let range = words.randomElement(using: &generator) {
                let misspelt = Self.misspelt(String(text[range]), &generator)
                made = replacing("misspell id", "'\(text[range])' as '\(misspelt)'", text.replacingCharacters(in: range, with: misspelt))
            }
        default:
            // A mark of Markdown, a bracket or a quotation mark.
            let marks = text.ranges(of: /```|\]\(|\[@|"|\{|\}|\]|\)/)
            if let range = marks.randomElement(using: &generator) {
                let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
                made = replacing("drop mark", "\(line) '\(text[range])'", text.replacingCharacters(in: range, with: ""))
            }
        }
        guard let made else { return nil }
        (kind, what, self.files) = made
    }

    private static func key(in line: String) -> String? { (try? /^[ \-]*"?([A-Za-z][A-Za-z-]{2,})"?:( |$)/.firstMatch(in: line)).map { String($0.1) } }

    private static func misspelt(_ word: String, _ generator: inout SeededGenerator) -> String {
        var letters = Array(word)
        let places = (1..<(letters.count - 1)).filter { letters[$0].isLetter && letters[$0 + 1].isLetter && letters[$0] != letters[$0 + 1] && letters[$0 - 1].isLetter }
        guard let place = places.randomElement(using: &generator) else { return word + "x" }
        letters.swapAt(place, place + 1)
        return String(letters)
    }
}
