import KnowledgeBase
import Testing

@testable import LanguageServer

/// In each text `|` is the place.
struct PlaceTests {
    private func marked(_ text: String) -> (lines: TextLines, offset: Int) {
        let bytes = Array(text.utf8)
        let offset = bytes.firstIndex(of: UInt8(ascii: "|"))!
        return (TextLines(Array(bytes[..<offset] + bytes[(offset + 1)...])), offset)
    }

    @Test(arguments: [
        ("see [x](../a|b.yml#c) now", "../ab.yml#c"), ("see [x](|", ""), ("see ![x](a.p|ng)", "!a.png"), ("[x](<a|>)", "a"), ("[name]: b/|c.md", "b/c.md"),
        ("by [@ke|y, p. 2]", "@key"), ("by [@a; @|", "@"), ("by [@a, p. 3; @b|]", "@b"), ("mail a@b|.org", nil), ("f(x|)", nil), ("[x] (a|", nil),
        ("[x](a) then (b|)", nil), ("say @key|", nil),
    ])
    func linksAndCitationsAreKnownWhileTheyAreWritten(_ text: String, _ expected: String?) {
        let (lines, offset) = marked(text)
        let found: String? =
            switch InlinePlace(at: offset, in: lines) {
            case .destination(let range, let isImage): (isImage ? "!" : "") + lines.text(range)
            case .citation(let range): "@" + lines.text(range)
            case nil: nil
            }
        #expect(found == expected)
    }

    private func place(_ text: String) -> String? {
        let (lines, offset) = marked(text)
        guard let place = YAMLPlace(at: offset, in: lines, within: 0..<lines.count) else { return nil }
        let path = place.path.map { step in if case .key(let key) = step { key } else { "-" } }.joined(separator: " ")
        let kind =
            switch place.kind {
            case .key: "key"
            case .value(let key): "value of \(key ?? "-")"
            }
        return "\(path)|\(kind)|\(lines.text(place.word))|\(place.siblings.sorted().joined(separator: ","))"
    }

    @Test(arguments: [
        ("ti|", "|key|ti|"), ("title: x\n|", "|key||title"), ("title: a|b\n", "|value of title|ab|"), ("title: x\nst|atus: y\nb: z", "|key|status|b,title"),
        ("a:\n  b: x\n  |", "a|key||b"), ("a:\n  - b: x\n    c|", "a -|key|c|b"), ("a:\n- b: x\n  c|", "a -|key|c|b"), ("a:\n  - |", "a -|value of -||"),
        ("a:\n  - x|y\n", "a -|value of -|xy|"), ("a: { b: x, c| }", "a|key|c|b"), ("a: { b: | }", "a|value of b||b"), ("a: [x, y|]", "a -|value of -|y|"),
        ("a:\n  - { id: x, la|", "a -|key|la|id"), ("a:\n  - b:\n      - c: |", "a - b -|value of c||"), ("a: >-\n  some te|xt", "|value of a|text|"),
        ("a:\n  b: x\nc:\n  - d: y\n    e|: z\nf: 1", "c -|key|e|d"), ("# a|: b", nil), ("a: 'x|'", "|value of a|x|"),
    ])
    func thePlaceInYAMLIsToldByIndentation(_ text: String, _ expected: String?) { #expect(place(text) == expected) }

    @Test func partsOfAnArticleAreToldApart() {
        func part(_ text: String, path: String = "dosing/a.md") -> String {
            let (lines, offset) = marked(text)
            switch WrittenPart(at: offset, in: lines, path: path) {
            case .yaml(_, let rows): return "yaml \(rows)"
            case .block(let info, let rows): return "\(info) \(rows)"
            case .fence: return "fence"
            case .markdown: return "markdown"
            case nil: return "none"
            }
        }
        #expect(part("---\nti|tle: x\n---\nText") == "yaml 1..<2")
        #expect(part("---\ntitle: x\n|") == "yaml 1..<3")
        #expect(part("---\ntitle: x\n---\nTe|xt") == "markdown")
        #expect(part("---\ntitle: x\n---\n```cal|\n") == "fence")
        #expect(part("---\ntitle: x\n---\n```calculator\nid: |\n```\n") == "calculator 4..<5")
        #expect(part("---\ntitle: x\n---\n```calculator\nid: x\n```\nAnd |") == "markdown")
        #expect(part("title: |", path: "regimens/a.yml") == "yaml 0..<1")
        #expect(part("title: |", path: "elsewhere/a.yml") == "none")
        #expect(part("|", path: "references/a.json") == "none")
    }

    @Test func formsAreFoundByTheWayToThem() {
        func keys(_ text: String, _ path: String) -> Set<String> {
            let (lines, offset) = marked(text)
            guard case .yaml(let form, let rows)? = WrittenPart(at: offset, in: lines, path: path), let place = YAMLPlace(at: offset, in: lines, within: rows)
            else { return [] }
            return Set(ShapePath(form, place.path, siblings: place.siblings).freeFields.map(\.key))
        }
        #expect(keys("title: x\n|", "regimens/a.yml").isSuperset(of: ["drug", "population", "steps"]))
        #expect(!keys("title: x\n|", "regimens/a.yml").contains("title"))
        #expect(keys("population:\n  |", "regimens/a.yml") == ["text", "minimum-age", "maximum-age", "minimum-weight", "maximum-weight", "outside"])
        #expect(keys("steps:\n  - id: x\n    |", "regimens/a.yml").isSuperset(of: ["label", "each", "every", "rows"]))
        #expect(keys("steps:\n  - id: x\n    rows:\n      - { when: always, |", "regimens/a.yml").isSuperset(of: ["each", "stop"]))
        #expect(keys("- term: x\n  |", "glossary.yml") == ["abbreviation", "synonyms", "avoid", "definition"])
        #expect(keys("lint:\n  |", "site.yml").contains("uncited-claim"))
    }
}
