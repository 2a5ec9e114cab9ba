import Foundation
import Testing

@testable import KnowledgeBase

/// The sources know no drug, product or risk: what they say of one stands in the records.
struct NoDrugNamesTests {
    private static let root = Fixture.folder.appendingPathComponent("../../..").standardizedFileURL

    /// Words of titles that are no names, and names that formulas are cited by.
    private static let plainWords: Set<String> = [
        "liquid", "vial", "tablet", "tablets", "capsule", "ampoule", "syringe", "syringes", "solution", "injection", "infusion", "concentrate", "oral", "sodium",
        "sulphate", "sulfate", "human", "immune", "powder", "prefilled", "suspension", "for", "and", "the", "with", "per", "units", "water", "acid", "calcium",
        "intravenous",
    ]

    private static func files(_ folder: String, _ ending: String) -> [URL] {
        let base = root.appendingPathComponent(folder)
        let paths = (FileManager.default.enumerator(atPath: base.path)?.allObjects as? [String]) ?? []
        return paths.filter { $0.hasSuffix(ending) }.sorted().map { base.appendingPathComponent($0) }
    }

    /// Values of `drug` and `generic-name`, and the first word of a product's title.
    private static func names() throws -> Set<String> {
        var names: Set<String> = []
        for folder in ["content", "Tests/Formulary/content"] {
            for kind in ["regimens", "products"] {
                for file in files("\(folder)/\(kind)", ".yml") {
                    let text = try String(contentsOf: file, encoding: .utf8)
                    for line in text.split(separator: "\n") {
                        let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                        guard parts.count == 2, !line.hasPrefix(" ") else { continue }
                        let isTitle = parts[0] == "title" && kind == "products"
                        guard isTitle || parts[0] == "drug" || parts[0] == "generic-name" else { continue }
                        let words = parts[1].lowercased().split { !$0.isLetter }.map(String.init)
                        for word in isTitle ? Array(words.prefix(1)) : words where word.count > 3 && !plainWords.contains(word) { names.insert(word) }
                    }
                }
            }
        }
        return names
    }

    private static let risks = ["immunoglobulin", "immune globulin", "ivig", "iga", "thrombosis", "renal-risk", "haemolysis", "migraine"]

    /// Whole words, in lower case. A title that is cited beside a formula says whose the formula is.
    private static func lines(naming name: String, in text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            let isCitation = line.contains("///") && line.contains(/\d{4};\d+/)
            return !isCitation && line.lowercased().contains(try! Regex("\\b\(name)\\b"))
        }
    }

    @Test func theRecordsHaveNames() throws {
        let names = try Self.names()
        #expect(names.count > 20)
        for name in ["enoxaparin", "privigen", "heparin", "octagam"] { #expect(names.contains(name), "\(name)") }
    }

    @Test func noSourceNamesOne() throws {
        let names = try Self.names().union(Self.risks).sorted()
        let files = Self.files("Sources", ".swift")
        #expect(files.count > 100)
        var found: [String] = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let small = text.lowercased()
            for name in names where small.contains(name) {
                for line in Self.lines(naming: name, in: text) { found.append("\(file.lastPathComponent): \(name): \(line.trimmingCharacters(in: .whitespaces))") }
            }
        }
        #expect(found == [])
    }
}
