import Authoring
import Diagnostics
import KnowledgeBase
import SourceData
import SeededNumbers
import TestFolders
import Testing

/// Names are found, followed and changed, and nothing else is.
struct RenamingTests {
    private static func names(_ folder: String) -> Names {
        let files = ContentFolder.read(folder, log: DiagnosticLog())
        return Names(KnowledgeBase.load(files).knowledgeBase!, files: files)
    }

    private static let fixture = names(Repository.fixture)
    private static let score = "criteria/ef-score.yml"

    private func plan(_ old: String, _ new: String) throws -> RenamePlan { try Self.fixture.renaming(old, to: new) }

    /// What becomes of a file, line by line: lines that are new.
    private func lines(of path: String, _ plan: RenamePlan) throws -> [String] {
        let file = try #require(Self.fixture.files[path])
        func lines(_ file: ContentFile) -> [String] { String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init) }
        return lines(plan.applied(to: file)).difference(from: lines(file)).insertions.map { if case .insert(_, let line, _) = $0 { line } else { "" } }
    }

    private func refusal(_ old: String, _ new: String, in names: Names = fixture) -> String? {
        do throws(RenameRefusal) {
            _ = try names.renaming(old, to: new)
            return nil
        } catch {
            return error.message
        }
    }

    // MARK: What stands where

    /// At the item in the address of a fact: the item, the fact, and where each is defined.
    @Test func atAByte() throws {
        let path = "indications/example-fever.md"
        let text = try String(decoding: #require(Self.fixture.files[path]).bytes, as: UTF8.self)
        let offset = try text.utf8.distance(from: text.startIndex, to: #require(text.firstRange(of: "ears.plain")).lowerBound)
        let found = Self.fixture.at(offset + 1, in: path)
        #expect(found.map(\.name) == [.place(file: Self.score, id: "ears"), .place(file: Self.score, id: "ears.plain")])
        #expect(found.allSatisfy { !$0.isDefinition })
        #expect(found[0].span.range == offset..<(offset + 4))
        let definition = try #require(Self.fixture.definitions(of: found[0].name).first)
        #expect(definition.file == Self.score)
        #expect(try String(decoding: #require(Self.fixture.files[Self.score]).bytes[definition.range], as: UTF8.self) == "ears")
        #expect(Self.fixture.uses(of: found[0].name).map(\.span.file) == [Self.score, Self.score, path, path])
    }

    // MARK: What follows

    @Test func aPartOfARecord() throws {
        let plan = try plan("\(Self.score)#plain", "simple")
        #expect(try lines(of: Self.score, plan).count == 5)
        // Its own places by one line, and points in its column.
        #expect(try lines(of: Self.score, plan).last == "former-anchors: { plain: simple, ears.plain: ears.simple, hot.plain: hot.simple, mild.plain: mild.simple }")
        #expect(try lines(of: Self.score, plan)[0] == "    points: { simple: 2.5, with-blood: 3 }")
        #expect(
            try lines(of: "indications/example-fever.md", plan).filter { !$0.hasPrefix("review: ") } == [
                "[5](../criteria/ef-score.yml#simple.probable) points is enough, and [glowing ears](../criteria/ef-score.yml#ears)",
                "count [2.5](../criteria/ef-score.yml#ears.simple). The EF-like fever is something else.[^1]",
            ])
    }

    /// What says the same under another name is as reviewed as it was; what was changed before is as little.
    @Test func aReviewIsOfTheNewName() throws {
        let path = "indications/example-fever.md"
        let day = try #require(CalendarDate("2026-11-20"))
        var files = ContentFolder.read(Repository.fixture, log: DiagnosticLog())
        for (index, file) in files.enumerated() where [path, Self.score, "index.md"].contains(file.path) {
            let text = String(decoding: file.bytes, as: UTF8.self)
            let written = try ReviewBlock(by: "Jane Doe", on: day, interval: nil).writing(into: text, isArticle: file.path.hasSuffix(".md"))
            files[index] = ContentFile(path: file.path, text: file.path == "index.md" ? written + "\nChanged.\n" : written)
        }
        let before = try #require(KnowledgeBase.load(files).knowledgeBase)
        #expect(before.article(path)?.review != nil && before.record(Self.score)?.head.review != nil)
        #expect(before.article("index.md")?.review == nil && before.article("index.md")?.writtenReview != nil)
        for (old, new) in [("\(Self.score)#plain", "simple"), (Self.score, "criteria/other-score.yml")] {
            let plan = try Names(before, files: files).renaming(old, to: new)
            let after = try #require(KnowledgeBase.load(files.map(plan.applied)).knowledgeBase)
            #expect(plan.edits[path] != nil && after.article(path)?.review?.by == "Jane Doe")
            #expect(after.record(plan.path(of: Self.score))?.head.review?.by == "Jane Doe")
            #expect(after.article("index.md")?.review == nil)
        }
    }

    /// Its address and those of its calculator stay; what is named after a file by an id follows.
    @Test func aRecord() throws {
        let plan = try plan("regimens/examplicin-adults", "regimens/adults")
        #expect(plan.moves.map(\.new) == ["regimens/adults.yml"])
        #expect(
            try lines(of: "regimens/examplicin-adults.yml", plan)
                == [
                    "aliases: [regimens/examplicin-adults, embed/examplicin-adults, single/examplicin-adults.html, safety/regimens/examplicin-adults]"
                ])
        #expect(try lines(of: "indications/example-fever.md", plan).contains("id: adults"))
    }

    /// What replaced a page or a record goes on being named by it.
    @Test func whatReplacedIt() throws {
        func protocolText(_ fields: String) -> String { "title: P\nweight: { basis: actual, minimum-age: 18 years }\nsources: []\n\(fields)" }
        func page(_ fields: String) -> String { "---\ntitle: Page\nsummary: A page.\n\(fields)---\n" }
        let files = [
            ContentFile(path: "site.yml", text: "title: Test\n"), ContentFile(path: "index.md", text: page("")),
            ContentFile(path: "protocols/old.yml", text: protocolText("status: retired\nsuperseded-by: [new, other]\n")),
            ContentFile(path: "protocols/new.yml", text: protocolText("")), ContentFile(path: "protocols/other.yml", text: protocolText("")),
            ContentFile(path: "dosing/old.md", text: page("status: superseded\nsuperseded-by: ../therapies/new.md\n")),
            ContentFile(path: "therapies/new.md", text: page("")),
        ]
        let names = try Names(#require(KnowledgeBase.load(files).knowledgeBase), files: files)
        func written(_ path: String, _ plan: RenamePlan) throws -> String {
            try String(decoding: plan.applied(to: #require(names.files[path])).bytes, as: UTF8.self)
        }
        #expect(try written("protocols/old.yml", names.renaming("protocols/new.yml", to: "protocols/newer.yml")).contains("\nsuperseded-by: [newer, other]\n"))
        #expect(try written("dosing/old.md", names.renaming("therapies/new.md", to: "dosing/newer.md")).contains("\nsuperseded-by: newer.md\n"))
        #expect(try written("dosing/old.md", names.renaming("dosing/old.md", to: "old.md")).contains("\nsuperseded-by: therapies/new.md\n"))
    }

    /// An old address that becomes the address again is no alias any more.
    @Test func backAgain() throws {
        let there = try plan("therapies/examplicin", "therapies/x")
        let files = Self.fixture.files.values.map(there.applied)
        let names = try Names(#require(KnowledgeBase.load(files).knowledgeBase), files: files)
        let back = try names.renaming("therapies/x.md", to: "therapies/examplicin.md")
        let file = try back.applied(to: #require(names.files["therapies/x.md"]))
        #expect(file.path == "therapies/examplicin.md")
        #expect(String(decoding: file.bytes, as: UTF8.self).contains("\naliases: [therapies/x]\n"))
    }

    /// Old names lead to what the place is called last, and a name that is used again is no old one.
    @Test func anotherNameAgain() throws {
        func renamed(_ names: Names, _ old: String, _ new: String) throws -> Names {
            let plan = try names.renaming("\(Self.score)#\(old)", to: new)
            let files = names.files.values.map(plan.applied)
            return try Names(#require(KnowledgeBase.load(files).knowledgeBase), files: files)
        }
        func former(_ names: Names) throws -> String? {
            try String(decoding: #require(names.files[Self.score]).bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("former-anchors") }.map(String.init)
        }
        let twice = try renamed(renamed(Self.fixture, "ears", "b"), "b", "c")
        #expect(try former(twice) == "former-anchors: { ears: c, b: c }")
        let back = try renamed(twice, "c", "ears")
        #expect(try former(back) == "former-anchors: { b: ears, c: ears }")
        #expect(back.knowledgeBase.record(Self.score)?.head.formerAnchors.count == 2)
    }

    @Test func aHeadingGetsAnAnchorOfItsOwn() throws {
        let plan = try plan("dosing/rounding.md#step", "steps")
        #expect(try lines(of: "dosing/rounding.md", plan) == ["former-anchors: { step: steps }", "## Step {#steps}"])
    }

    // MARK: What is refused

    @Test(arguments: [
        ("@doe2020", "roe2021", "there is a reference with the key 'roe2021' already"),
        ("@doe2020", "2020doe", "'2020doe' cannot be the key of a reference; use the letters a to z, digits and _ - : . /, with a letter first"),
        ("criteria/ef-score#ears", "mild", "criteria/ef-score.yml has a place '#mild' already"),
        ("criteria/ef-score#ears.plain", "x", "'#ears.plain' is made of the names of parts; rename 'ears' or 'plain'"),
        ("regimens/examplicin-adults#dose", "x", "the name of '#dose' comes from the form of the record, not from its author, so it cannot be changed"),
        (
            "indications/example-fever.md#treatment", "x",
            "indications/example-fever.md would say something else afterwards: the anchors of other headings would change with it"
        ),
        (
            "regimens/examplicin-adults", "protocols/examplicin-adults",
            "the folder of a record says what kind it is: 'protocols/examplicin-adults.yml' would be another kind"
        ),
        ("regimens/examplicin-adults", "regimens/examplicin-children", "there is a file 'regimens/examplicin-children.yml' already"),
        (
            "therapies/examplicin", "therapies/examplicin.txt",
            "'therapies/examplicin.txt' has another ending than 'therapies/examplicin.md', and would be another kind of file"
        ),
        ("therapies/examplicin", "therapies/Examplicin", "the two names differ in letter case alone, which some disks and hosts cannot tell apart"),
        ("therapies/examplicin", "../x.md", "'' cannot be a path in the content"),
        ("index.md", "home.md", "'index.md' is known by this name alone, and cannot have another"),
        ("nothing", "x", "there is no 'nothing' in the content; give a path from the content folder, path#place, @key or tags/tag"),
        ("tags/fever", "adult", "there is a tag 'adult' already; two tags cannot be told apart again once they are one"),
    ])
    func refused(old: String, new: String, message: String) { #expect(refusal(old, new) == message) }

    /// A site that extends another changes its own files alone.
    @Test func whatStandsInAnotherFolderIsLeft() throws {
        func page(_ path: String, _ body: String, upstream: String? = nil) -> ContentFile {
            ContentFile(path: path, bytes: Array("---\ntitle: \(path)\nsummary: A page.\nstatus: draft\n---\n\n\(body)\n".utf8), upstream: upstream)
        }
        let files = [
            ContentFile(path: "site.yml", text: "title: Ours\nextends: ../upstream\n"), page("dosing/ours.md", "[Theirs](theirs.md), [more](more.md)."),
            page("dosing/more.md", "More."),
            ContentFile(path: "site.yml", bytes: Array("title: Theirs\n".utf8), upstream: "../upstream"), page("index.md", "Start.", upstream: "../upstream"),
            page("dosing/theirs.md", "Theirs.", upstream: "../upstream"),
        ]
        let names = try Names(#require(KnowledgeBase.load(files).knowledgeBase), files: files)
        #expect(refusal("dosing/theirs.md", "dosing/other.md", in: names) == "'dosing/theirs.md' stands in '../upstream', which this site does not edit; rename it there")
        let plan = try names.renaming("dosing/more.md", to: "dosing/other.md")
        #expect(plan.files == ["dosing/more.md", "dosing/ours.md"])
    }

    /// A name that is written with an escape is not guessed at.
    @Test func whatCannotBeChangedSafely() throws {
        var files = Self.fixture.files
        let index = try #require(files["index.md"])
        files["index.md"] = ContentFile(path: "index.md", bytes: index.bytes + Array("\n[rounding](dosing/round\\ing.md) and [more](dosing/rounding&#46;md)\n".utf8))
        let names = try Names(#require(KnowledgeBase.load(Array(files.values)).knowledgeBase), files: Array(files.values))
        let message = refusal("dosing/rounding", "dosing/steps", in: names)
        #expect(message?.hasSuffix("a file is named here in a way that cannot be changed safely; write it there letter for letter first") == true, "\(message ?? "done")")
    }

    // MARK: Any name

    /// Every use follows, and no byte besides is another.
    @Test(.serialized, arguments: 0..<10)
    func anyName(seed: Int) throws {
        var numbers = SeededGenerator(seed: UInt64(seed))
        let names = Self.fixture
        let all = Self.renamable(names)
        let (name, new) = Self.new(try #require(all.randomElement(using: &numbers)), &numbers)
        let plan = try names.renaming(name, to: new, keepsAddresses: false)
        let uses = names.uses(of: name).count + names.definitions(of: name).count
        #expect(plan.edits.values.joined().count <= uses + 20, "\(name)")
        let files = names.files.values.map(plan.applied)
        let after = KnowledgeBase.load(files)
        #expect(after.diagnostics.map(\.rule.id).sorted() == KnowledgeBase.load(Array(names.files.values)).diagnostics.map(\.rule.id).sorted(), "\(name)")
        // What is left out of the edits is as it was, byte for byte.
        for (path, file) in names.files {
            let changed = try #require(files.first { $0.path == plan.path(of: path) })
            var (at, from) = (0, 0)
            for edit in plan.edits[path] ?? [] {
                let kept = edit.span.range.lowerBound - at
                #expect(file.bytes[at..<(at + kept)] == changed.bytes[from..<(from + kept)], "\(name) in \(path)")
                (at, from) = (edit.span.range.upperBound, from + kept + edit.new.utf8.count)
            }
            #expect(file.bytes[at...].elementsEqual(changed.bytes[from...]), "\(name) in \(path)")
        }
    }

    /// What has a name of its own that may be another.
    private static func renamable(_ names: Names) -> [Name] {
        var all: [Name] = []
        for path in names.files.keys.sorted() {
            if names.knowledgeBase.isArticle(path) || names.knowledgeBase.isRecord(path) || path.hasSuffix(".png") { all.append(.file(path)) }
            for occurrence in names.names(in: path).occurrences {
                switch occurrence.name {
                case .reference, .tag: all.append(occurrence.name)
                case .place where occurrence.isDefinition: all.append(occurrence.name)
                default: break
                }
            }
        }
        return all.filter { $0 != .file("index.md") }
    }

    private static func new(_ name: Name, _ numbers: inout SeededGenerator) -> (Name, String) {
        let word = "x-new-\(Int.random(in: 10...99, using: &numbers))"
        guard case .file(let path) = name else { return (name, word) }
        let ending = path.split(separator: ".").last ?? ""
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let isDeeper = ending != "md" || folder.isEmpty ? false : Bool.random(using: &numbers)
        return (name, "\(folder.isEmpty ? "" : folder + "/")\(isDeeper ? "deeper/" : "")\(word).\(ending)")
    }
}
