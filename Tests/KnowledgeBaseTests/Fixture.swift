import Diagnostics
import Foundation
import Markdown
import SourceData

@testable import KnowledgeBase

/// The small knowledge bases in `Fixtures/`.
enum Fixture {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

    /// The day on which all fixtures are checked.
    static let today = CalendarDate("2026-11-28")!

    /// The case folders of `Fixtures/invalid`, sorted.
    static let invalidNames: [String] = names(in: folder.appendingPathComponent("invalid"))

    /// Reads and loads one fixture, without the file that says what is expected of it.
    static func load(_ name: String) -> (knowledgeBase: KnowledgeBase?, diagnostics: [Diagnostic]) {
        let log = DiagnosticLog()
        let files = read(name, log)
        let loaded = KnowledgeBase.load(files, today: today)
        log.add(loaded.diagnostics)
        return (loaded.knowledgeBase, log.diagnostics.ordered())
    }

    static func read(_ name: String, _ log: DiagnosticLog = DiagnosticLog()) -> [ContentFile] {
        ContentFolder.read(folder.appendingPathComponent(name).path, log: log).filter { $0.path != "expected.txt" }
    }

    static func names(in folder: URL) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
}

/// The knowledge base of `Fixtures/valid`, loaded once.
enum ValidSite {
    static let files = Fixture.read("valid")
    static let knowledgeBase = KnowledgeBase.load(files).knowledgeBase!
    static let fever = knowledgeBase.article("indications/example-fever.md")!
    static let feverText = text("indications/example-fever.md")

    /// What the article at `path` says.
    static func text(_ path: String) -> ArticleText { knowledgeBase.text(of: knowledgeBase.article(path)!) }
}

/// A site of a few files in memory.
func load(_ files: [String: String]) -> KnowledgeBase.Loaded {
    var all = ["site.yml": "title: Test\n", "index.md": page("")]
    all.merge(files) { $1 }
    return KnowledgeBase.load(all.map { ContentFile(path: $0.key, text: $0.value) })
}

/// An article with this body, which starts on line 6.
func page(_ body: String) -> String { "---\ntitle: Page\nsummary: A test.\n---\n\n\(body)\n" }

extension Node {
    /// This node and all below it, in reading order.
    var all: [Node] {
        var nodes: [Node] = []
        walk { nodes.append($0) }
        return nodes
    }

    /// The texts of the links to `destination`.
    func linkTexts(to destination: String) -> [String] {
        all.compactMap { node in
            if case .link(destination, _) = node.kind { node.plainText } else { nil }
        }
    }
}
