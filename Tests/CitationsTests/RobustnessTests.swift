import Citations
import SeededNumbers
import Testing

/// Bad files are reported; they never stop the program.
@Suite(.timeLimit(.minutes(20)))
struct RobustnessTests {
    private static let seedText = "[" + goldenReferences.map(\.item).joined(separator: ",\n") + "]"

    @Test func damagedFilesAreRead() {
        let counts = (0..<40).map(damagedFile)
        // A few changes leave most files whole enough to be printed.
        #expect(counts.count { $0 > 0 } > 5)
    }

    private func damagedFile(seed: UInt64) -> Int {
        var generator = SeededGenerator(seed: seed)
        var scalars = Array(Self.seedText.unicodeScalars)
        let pieces: [[Unicode.Scalar]] = ["\"", "{", "}", "[", "]", "null", "0", "-1", "99999999999999999999", ",", "\u{0}", "𝕏", "é", " "]
            .map { Array($0.unicodeScalars) }
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0..<scalars.count, using: &generator)
            let length = min(Int.random(in: 0...6, using: &generator), scalars.count - place)
            scalars.replaceSubrange(place..<place + length, with: pieces.randomElement(using: &generator) ?? [])
        }
        return read(String(String.UnicodeScalarView(scalars)))
    }

    /// Keeps the JSON well formed, so that what is wrong reaches the readers of CSL.
    @Test(arguments: UInt64(0)..<40)
    func valuesOfEveryKindAreRead(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let keys = [
            "id", "type", "title", "author", "editor", "issued", "accessed", "volume", "page", "edition", "DOI", "PMID", "PMCID",
            "URL", "custom", "container-title-short", "date-parts", "raw", "season", "family", "literal", "given", "materia",
            "unverified", "status", "nonsense",
        ]
        func value(_ depth: Int) -> String {
            switch Int.random(in: 0..<(depth > 4 ? 6 : 9), using: &generator) {
            case 0: "null"
            case 1: ["true", "false"].randomElement(using: &generator) ?? "true"
            case 2: String(Int.random(in: -5...3000, using: &generator))
            case 3: ["1e400", "-0.5", "99999999999999999999", "2023"].randomElement(using: &generator) ?? "1"
            case 4, 5:
                #""\#(["", " ", "book", "article-journal", "10.1/x", "https://doi.org/10.1/x", "https://a.org", "-", "—,—", "e\u{301}", "👩‍⚕️", "a.b.", "--1-", "1-", "p"].randomElement(using: &generator) ?? "")""#
            case 6: "[" + (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth + 1) }.joined(separator: ",") + "]"
            default:
                "{"
                    + keys.shuffled(using: &generator).prefix(Int.random(in: 0...8, using: &generator))
                    .map { "\"\($0)\": \(value(depth + 1))" }.joined(separator: ",") + "}"
            }
        }
        var printed = 0
        for _ in 0..<30 {
            printed += read(
                "[\(value(0)), {\"id\": \"a\", \"type\": \"book\", \"title\": \"T\", \"author\": \(value(1)), \"issued\": \(value(1)), \"page\": \(value(4))}]")
        }
        #expect(printed >= 30)
    }

    /// The number of references, each of which is printed as every type.
    private func read(_ text: String) -> Int {
        let references = load(text).references
        for var reference in references {
            for type in ReferenceType.allCases {
                reference.type = type
                for runs in [AMA.format(reference), Vancouver.format(reference)] {
                    let text = runs.plainText
                    #expect(!runs.contains { $0.plainText.isEmpty })
                    #expect(!text.contains("  ") && !text.contains("..") && text.first != " ", "\(text)")
                }
            }
        }
        return references.count
    }
}
