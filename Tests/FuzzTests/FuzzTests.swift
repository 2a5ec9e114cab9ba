import ContentFuzzing
import Foundation
import SeededNumbers
import TestFolders
import Testing

/// Content folders that something has happened to: no crash, no hang, and what a check passes a build can write. `make fuzz` is the long form.
@Suite(.timeLimit(.minutes(20)))
struct FuzzTests {
    /// In processes of their own: what ends one is told with its seed.
    @Test func foldersThatSomethingHasHappenedTo() throws {
        let process = Process()
        process.executableURL = Bundle.main.executableURL!.deletingLastPathComponent().appendingPathComponent("fuzz-content")
        process.arguments = ["--seed", "1", "--cases", "20"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        #expect(said.contains("20 cases from seed 1"), "\(said)")
    }

    @Test(arguments: Bomb.all.map(\.name))
    func bombs(_ name: String) throws {
        let bomb = try #require(Bomb.all.first { $0.name == name })
        let outcome = try bomb.outcome(size: 4_000)
        if case .fault(let fault) = outcome { Issue.record("\(fault)") }
    }

    /// Names that are odd and legal: a check passes them, and a build writes them.
    @Test(arguments: 0..<8)
    func oddNamesAreWritten(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let page = "---\ntitle: Page\nsummary: A test.\n---\n\n## Heading\n\nText.\n"
        try folder.write("title: Test\n", to: "content/site.yml")
        var links = ""
        var seen = Set<String>()
        for number in 0..<12 {
            let name = NameMutation.legal(&random)
            guard seen.insert(name.lowercased()).inserted else { continue }
            let path = Bool.random(using: &random) ? "dosing/\(name).md" : "dosing/\(name)/\(number).md"
            try folder.write(page, to: "content/\(path)")
            links += "[x](<\(path.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["/", "."]))!)>) "
            try folder.write("Words.\n", to: "content/files/\(name).txt")
            links += "[y](<\("files/\(name).txt".addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["/", "."]))!)>)\n"
        }
        try folder.write("---\ntitle: Home\nsummary: A test.\n---\n\n\(links)\n", to: "content/index.md")
        #expect(CaseRun.outcome(of: "\(folder.path)/content", into: "\(folder.path)/site") == .built, "seed \(seed): \(seen.sorted())")
    }
}
