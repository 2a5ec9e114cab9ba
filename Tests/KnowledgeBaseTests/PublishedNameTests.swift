import Diagnostics
import Testing

@testable import KnowledgeBase

struct PublishedNameTests {
    @Test(arguments: [
        "a/index.html", "dosing/IVIG at home/index.html", "日本/ä.txt", "a..b/c-_+=@,;!$&'()[]{}^~`", "console/auxiliary.txt", "com10/lpt", "a.b.c",
        String(repeating: "a", count: 200),
    ])
    func canBe(_ path: String) { #expect(PublishedName.problem(in: path) == nil) }

    @Test(arguments: [
        ("a/javascript:x/b", "javascript:x", "it has a ':'"), ("a#b/c", "a#b", "it has a '#'"), ("what?/c", "what?", "it has a '?'"), ("50%/c", "50%", "it has a '%'"),
        ("a\\b", "a\\b", "it has a '\\'"),
        ("a\nb", "a\nb", "it has a character that cannot be seen, U+000A"), ("a\u{202E}b", "a\u{202E}b", "it has a character that cannot be seen, U+202E"),
        ("a\u{200B}", "a\u{200B}", "it has a character that cannot be seen, U+200B"), (" a/b", " a", "it begins or ends with a space"),
        ("a /b", "a ", "it begins or ends with a space"),
        ("a./b", "a.", "it ends with a full stop"), ("x/.git", ".git", "it begins with a full stop, which hides it"),
        ("con/index.html", "con", "Windows has a device of this name"),
        ("x/NUL.tar.gz", "NUL.tar.gz", "Windows has a device of this name"), ("Com1", "Com1", "Windows has a device of this name"),
        ("e\u{301}", "e\u{301}", "its letters are stored in parts, as 'e' and an accent, and a link has them whole"),
        ("a/" + String(repeating: "é", count: 101), String(repeating: "é", count: 101), "it is longer than 200 bytes"),
    ])
    func cannotBe(_ path: String, _ part: String, _ reason: String) {
        let problem = PublishedName.problem(in: path)
        #expect(problem.map { String($0.part) } == part)
        #expect(problem?.reason == reason)
    }

    @Test func pathsHaveAnEnd() {
        let path = String(repeating: "abcd/", count: 200)
        #expect(PublishedName.problem(in: path + "a")?.reason == "the way to it is longer than 1000 bytes")
    }

    @Test func aFolderIsToldOfOnce() {
        let loaded = load(["dosing/a:b/c.md": page(""), "dosing/a:b/d.md": page(""), "dosing/e:f.md": page("")])
        #expect(
            loaded.diagnostics.map { "\($0.position.file) \($0.summary), \($0.suggestion ?? "")" } == [
                "dosing/a:b/c.md the name 'a:b' cannot be a part of an address: it has a ':', rename the folder; letters, digits, hyphens and underscores can stand everywhere",
                "dosing/e:f.md the name 'e:f' cannot be a part of an address: it has a ':', rename the file; letters, digits, hyphens and underscores can stand everywhere",
            ])
    }

    @Test func aliasesAreNamesToo() {
        let long = String(repeating: "a", count: 256)
        let loaded = load(["index.md": "---\ntitle: a\nsummary: b\naliases: [old/aux, \(long), old/page]\n---\n"])
        #expect(
            loaded.diagnostics.map(\.summary) == [
                "'old/aux' cannot be an alias: of 'aux' nothing can be made, because Windows has a device of this name",
                "'\(long)' cannot be an alias: of '\(long)' nothing can be made, because it is longer than 200 bytes",
            ])
    }

    @Test func listsOfPagesHaveAnEnd() {
        func messages(_ key: String, _ count: Int) -> [String] {
            let list = (1...count).map { "a\($0)" }.joined(separator: ", ")
            return load(["index.md": "---\ntitle: a\nsummary: b\n\(key): [\(list)]\n---\n"]).diagnostics.map { "\($0.position.line):\($0.position.column) \($0.summary)" }
        }
        #expect(messages("tags", 101) == ["4:500 'tags' has 101 entries, and the most is 100"])
        #expect(messages("aliases", 1001).count == 1 && messages("tags", 100) == [] && messages("aliases", 1000) == [])
    }

    @Test func tagsAreShort() {
        let long = String(repeating: "a", count: 101)
        #expect(load(["index.md": "---\ntitle: a\nsummary: b\ntags: [\(long), \(long.dropLast())]\n---\n"]).diagnostics.map(\.summary) == ["'\(long)' cannot be a tag"])
    }
}
