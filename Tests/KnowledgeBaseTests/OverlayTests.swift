import Diagnostics
import Foundation
import SourceData
import TestFolders
import Testing

@testable import KnowledgeBase

/// A site beside a knowledge base that it extends: what is added, changed, replaced and left out, and what is said when the two do not fit.
struct OverlayTests {
    private static let shared = [
        "site.yml": "title: Shared\nsummary: All of it.\ndisclaimer: No advice.\nversion: 2026.2\nhazards: [{ hazard: One. }]\n",
        "index.md": page("Nearest [5 g](protocols/a.yml#rounding)."),
        "protocols/a.yml": """
        title: Protocol A
        weight: { basis: actual }
        rounding: { to: 5 g, direction: nearest }
        sources: [doe2020]
        review: { by: Jane Doe, on: 2026-10-01 }
        tags: [one, two]
        notes: Made up.

        """,
        "references/library.json":
            #"[{ "id": "doe2020", "type": "webpage", "title": "A source", "URL": "https://example.org/", "accessed": { "date-parts": [[2026, 1, 1]] } }]"#,
        "glossary.yml": "- term: Dose\n  definition: How much.\n", "dosing/a.md": page("One.\n\nTwo, see [A](../protocols/a.yml).\n\nThree."),
    ]
    private static let settings = ["site.yml": "title: Ours\nextends: ../shared\nversion: 2026.9\nhazards: [{ hazard: Two. }]\n"]

    private func files(_ own: [String: String], _ shared: [String: String] = Self.shared) -> [ContentFile] {
        Self.settings.merging(own) { $1 }.map { ContentFile(path: $0.key, text: $0.value) }
            + shared.map { ContentFile(path: $0.key, bytes: Array($0.value.utf8), upstream: "../shared") }
    }

    private func load(_ own: [String: String], _ shared: [String: String] = Self.shared) -> KnowledgeBase.Loaded { KnowledgeBase.load(files(own, shared)) }

    /// An override of the version that is there.
    private func override(_ file: String, _ rest: String, version: String? = nil) -> String {
        let version = version ?? ContentFile(path: file, text: Self.shared[file] ?? "").version
        return "file: \(file)\nversion: '\(version)'\nwhy: It is so here.\nby: The committee\non: 2026-11-20\n\(rest)"
    }

    private func words(_ loaded: KnowledgeBase.Loaded) -> String {
        ConsoleFormat().format(loaded.diagnostics.filter { $0.severity == .error })
    }

    // MARK: Together

    @Test("Two folders are one site, each page at its own path, and settings are of those who publish")
    func joined() throws {
        let loaded = load(["coverage/ours.md": page("See [A](../protocols/a.yml) and [@doe2020].")])
        #expect(words(loaded) == "")
        let base = try #require(loaded.knowledgeBase)
        #expect(base.articles.map(\.path) == ["coverage/ours.md", "dosing/a.md", "index.md"])
        #expect(base.overlay?.title == "Shared")
        #expect(base.overlay?.local("coverage/ours.md")?.kind == .added)
        #expect(base.overlay?.local("dosing/a.md") == nil)
        #expect(base.site.title == "Ours" && base.site.summary == "All of it." && base.site.disclaimer == "No advice.")
        #expect(base.site.hazards.count == 2)
        #expect(base.site.version?.words == "2026.9 (upstream 2026.2)")
        #expect(base.site.publisher == nil)
    }

    @Test("A changed value is read as if it had been written so, with its own version, and without the review of the original")
    func changed() throws {
        let own = [
            "overrides/a.yml": override("protocols/a.yml", "changes:\n  - { at: rounding/to, was: 5 g, now: 10 g }\n  - { at: tags/3, now: three }\n"),
            "overrides/home.yml": override("index.md", "changes:\n  - { was: '[5 g]', now: '[10 g]' }\n"),
        ]
        let loaded = load(own)
        #expect(words(loaded) == "")
        let head = try #require(loaded.knowledgeBase?.record("protocols/a.yml")).head
        #expect(head.fact("rounding")?.value.text.contains("10 g") == true)
        #expect(head.tags == ["one", "two", "three"])
        #expect(head.review == nil)
        #expect(head.local?.words.hasSuffix("rounding/to 10 g instead of 5 g; tags/3 three instead of nothing") == true)
        let before = try #require(load([:]).knowledgeBase?.record("protocols/a.yml")).head
        #expect(before.version != head.version && before.review != nil && before.local == nil)
        // The same words have the same version in both folders.
        #expect(before.version == ContentFile(path: "protocols/a.yml", text: Self.shared["protocols/a.yml"]!).version)
    }

    @Test("Text that states the old value is told of in the file of others, with its way out here")
    func statedElsewhere() {
        let loaded = load(["overrides/a.yml": override("protocols/a.yml", "changes: [{ at: rounding/to, was: 5 g, now: 10 g }]\n")])
        #expect(
            words(loaded) == """
                ../shared/index.md:6:15: error: the text says '5 g', but rounding of protocols/a.yml is '10 g' [fact-mismatch]
                    note: overrides/a.yml:6:45: the record says so here
                    note: '../shared' by itself does not have this: it comes of what is said here
                    help: change the text by an override of 'index.md'; where it says what its source says, leave both as they are and add a record of your own

                """)
    }

    @Test("A value that cannot be is reported where the override brings it, and nothing of others is corrected from here")
    func wrongValue() {
        let found = load(["overrides/a.yml": override("protocols/a.yml", "changes:\n  - at: rounding/to\n    was: 5 g\n    now: 1,5 g\n")]).diagnostics
        #expect(found.contains { $0.position.file == "overrides/a.yml" && $0.position.line == 9 && $0.severity == .error })
        #expect(found.allSatisfy { !$0.position.file.hasPrefix("../") || $0.correction == nil })
    }

    @Test("A page of one's own stands in the place of another, and one is left out, only where that is said")
    func replaced() throws {
        let page = page("Ours.")
        #expect(words(load(["dosing/a.md": page])).contains("dosing/a.md:1:1: error: '../shared' has a file of this name"))
        let loaded = load(["dosing/a.md": page, "overrides/a.yml": override("dosing/a.md", "replaced: true\n")])
        #expect(words(loaded) == "")
        #expect(loaded.knowledgeBase?.overlay?.local("dosing/a.md")?.kind == .replaced)
        #expect(load(["overrides/a.yml": override("dosing/a.md", "left-out: true\n")]).knowledgeBase?.article("dosing/a.md") == nil)
        let left = words(load(["overrides/p.yml": override("protocols/a.yml", "left-out: true\n")]))
        #expect(left.contains("../shared/dosing/a.md:8:14: error: there is no 'protocols/a.yml' [broken-link]"))
        #expect(left.contains("    note: overrides/p.yml:1:7: 'protocols/a.yml' is left out here\n"))
    }

    // MARK: When the other changes

    @Test("Another version beneath an override is an error, even where the value is the same")
    func stale() {
        let own = ["overrides/a.yml": override("protocols/a.yml", "changes: [{ at: tags/1, was: one, now: uno }]\n")]
        var shared = Self.shared
        shared["protocols/a.yml"]! += "region: Elsewhere\n"
        #expect(words(load(own, shared)).contains("overrides/a.yml:2:10: error: 'protocols/a.yml' is version "))
        shared["protocols/a.yml"] = Self.shared["protocols/a.yml"]!.replacing("one", with: "other")
        #expect(
            words(load(own, shared)).contains(
                "error: 'tags/1' of 'protocols/a.yml' was 'one' when this was compared, and is 'other' [stale-override]\n    note: overrides/a.yml:6:40: here it is 'uno'\n"
            ))
    }

    @Test(
        "What cannot be placed is refused",
        arguments: [
            ("changes: [{ at: rounding/to, now: 10 g }]", "'rounding/to' says something there: 5 g"),
            ("changes: [{ at: rounding/of, was: 5 g, now: 10 g }]", "there is no 'rounding/of' in 'protocols/a.yml'"),
            ("changes: [{ at: tags/7, was: 5 g, now: 10 g }]", "there is no 'tags/7' in 'protocols/a.yml'"),
            ("changes: [{ at: title/x, was: 5 g, now: 10 g }]", "there is no 'title/x' in 'protocols/a.yml'"),
            ("changes: [{ at: rounding, was: x, now: y }, { at: rounding/to, was: 5 g, now: 10 g }]", "two changes are of one place: 'rounding/to'"),
            ("changes: [{ at: rounding/to, was: 5 g }]", "a change needs the field 'now'"),
            ("changes: []\nreplaced: true", "an override says one thing of its file"),
            ("replaced: true", "there is no 'protocols/a.yml' here to take its place"),
        ])
    func unplaced(_ rest: String, _ message: String) {
        #expect(words(load(["overrides/a.yml": override("protocols/a.yml", rest + "\n")])).contains("error: \(message)"))
    }

    @Test("Settings, what is not there, and two overrides of one file are refused")
    func unplacedFiles() {
        #expect(words(load(["overrides/a.yml": override("site.yml", "replaced: true\n")])).contains("the settings of '../shared' cannot be changed"))
        var asking = Self.shared
        asking["questions.yml"] = "- { id: a-question, label: a question, answer: yes-no }\n"
        #expect(
            words(load(["overrides/a.yml": override("questions.yml", "left-out: true\n", version: "1")], asking)).contains(
                "the questions of '../shared' cannot be changed"))
        #expect(words(load(["overrides/a.yml": override("dosing/b.md", "left-out: true\n", version: "1")])).contains("did you mean 'dosing/a.md'?"))
        let one = override("dosing/a.md", "changes: [{ was: One, now: Uno }]\n")
        #expect(words(load(["overrides/a.yml": one, "overrides/b.yml": one])).contains("there are two overrides of 'dosing/a.md'"))
    }

    // MARK: Texts

    @Test("What is wrong in an article whose texts were changed is told at the lines it has there, or in the override")
    func places() {
        let own = ["overrides/a.yml": override("dosing/a.md", "changes:\n  - was: One.\n    now: |\n      More.\n\n      And [more](nowhere.md).\n")]
        var shared = Self.shared
        shared["dosing/a.md"] = page("One.\n\nTwo, see [A](../protocols/b.yml).\n\nThree.")
        let found = load(own, shared).diagnostics.filter { $0.rule == .brokenLink }.map { "\($0.position.file):\($0.position.line)" }
        #expect(found == ["../shared/dosing/a.md:8", "overrides/a.yml:8"])
        #expect(
            words(load(["overrides/a.yml": override("dosing/a.md", "changes: [{ was: Four, now: Five }]\n")])).contains(
                "does not say this any more, or not in these words"))
        #expect(words(load(["overrides/a.yml": override("dosing/a.md", "changes: [{ was: e, now: i }]\n")])).contains("says this"))
    }

    // MARK: What both have

    @Test("Terms and references add up; what both define is said")
    func sums() throws {
        let same = ["references/library.json": Self.shared["references/library.json"]!, "glossary.yml": "- term: Ward\n"]
        let loaded = load(same)
        #expect(words(loaded) == "")
        #expect(loaded.knowledgeBase?.references.count == 1)
        #expect(loaded.knowledgeBase?.glossary.entries.map(\.term) == ["Dose", "Ward"])
        #expect(
            words(load(["references/ours.json": same["references/library.json"]!.replacing("A source", with: "Another")])).contains("the id 'doe2020' is already taken"))
        let twice = words(load(["glossary.yml": "- term: dose\n"]))
        #expect(
            twice.contains("glossary.yml:1:9: error: the glossary that is extended has 'dose' already [duplicate-id]\n    note: ../shared/glossary.yml:1:9: it is here"))
        let redefined = load(["overrides/g.yml": override("glossary.yml", "changes: [{ at: Dose/definition, was: How much., now: How much here. }]\n")])
        #expect(words(redefined) == "")
        #expect(redefined.knowledgeBase?.glossary.entries[0].definition?.plainText == "How much here.")
    }

    @Test("Warnings that the other has by itself are a number; what is wrong there only with what is here is told")
    func findings() {
        var shared = Self.shared
        shared["images/unused.txt"] = "Words."
        let found = load([:], shared).diagnostics
        #expect(!found.contains { $0.rule == .unusedFile })
        #expect(found.contains { $0.rule == .upstreamFindings })
        // Nothing leads to the page any more because of what is said here.
        shared["images/unused.txt"] = nil
        shared["index.md"] = page("Read [a](dosing/a.md).")
        let own = [
            "index.md": page("Ours."),
            "overrides/i.yml": override("index.md", "replaced: true\n", version: ContentFile(path: "index.md", text: shared["index.md"]!).version),
        ]
        let levels = ["site.yml": "title: Ours\nextends: ../shared\nlint: { orphan-page: warning }\n"]
        #expect(!load(levels, shared).diagnostics.contains { $0.rule == .orphanPage })
        let orphans = load(own.merging(levels) { $1 }, shared).diagnostics.filter { $0.rule == .orphanPage }
        #expect(orphans.map { "\($0.severity) \($0.position.file)" } == ["warning ../shared/dosing/a.md"])
    }

    // MARK: Folders

    @Test(
        "A folder within the other, one without settings, and one that extends a third are refused",
        arguments: [
            ("/etc", "it is written from the content folder"), ("sub", "none lies within the other"), (".", "none lies within the other"),
            ("..", "none lies within the other"),
            ("../nothing", "it has no site.yml"), ("../third", "extends another knowledge base itself"),
        ])
    func refusedFolders(_ name: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("title: A\nextends: \(name)\n", to: "ours/site.yml")
        try folder.write("title: B\n", to: "ours/sub/site.yml")
        try folder.write("title: B\nextends: ../shared\n", to: "third/site.yml")
        let log = DiagnosticLog()
        #expect(ContentFolder.read(folder.path + "/ours", log: log).isEmpty)
        #expect(log.diagnostics.map(\.rule) == [.invalidUpstream])
        #expect(log.diagnostics.first?.summary.contains(message) == true)
    }

    @Test("The overrides of the guide can be read")
    func guide() throws {
        let text = try String(contentsOf: Repository.root.appendingPathComponent("docs/overlay.md"), encoding: .utf8)
        let blocks = text.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }.filter { $0.hasPrefix("file: ") }
        #expect(blocks.count == 2)
        for block in blocks {
            let log = DiagnosticLog()
            #expect(Override(ContentFile(path: "overrides/a.yml", text: block), log: log) != nil && log.diagnostics.isEmpty)
        }
    }
}
