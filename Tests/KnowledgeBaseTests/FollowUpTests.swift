import Diagnostics
import Testing

@testable import KnowledgeBase

/// What follows from a slip that is reported is left out; what is a slip of its own is not.
struct FollowUpTests {
    private func report(_ files: [String: String]) -> String { ConsoleFormat().format(load(files).diagnostics) }

    private static let criteria = """
        title: Score
        summary: A test.
        kind: diagnostic
        sources: [a]
        items:
          - { id: fever, label: Fever }
          - { id: rash, label: Rash }
        outcomes:
          - { id: met, label: Met, rule: { all: [fever, rash] } }

        """
    private static let references = #"[{"id": "a", "type": "book", "title": "T", "publisher": "P"}]"#

    private func site(_ criteria: String, _ body: String) -> [String: String] {
        ["criteria/c.yml": criteria, "references/r.json": Self.references, "index.md": page(body)]
    }

    @Test func theSiteIsSound() {
        #expect(report(site(Self.criteria, "[Fever](criteria/c.yml#fever) [@a]")) == "")
    }

    @Test func anItemThatCannotBeReadIsMissingNowhereElse() {
        let criteria = Self.criteria.replacing("id: fever, label: Fever", with: "id: fever, lable: Fever")
        #expect(
            report(site(criteria, "[Fever](criteria/c.yml#fever) [@a]")) == """
                criteria/c.yml:6:18: error: an item has no field 'lable' [unknown-key]
                    help: did you mean 'label'?

                """)
    }

    @Test func whatNobodyDefinesIsASlipOfItsOwn() {
        let criteria = Self.criteria.replacing("label: Rash", with: "lable: Rash").replacing("[fever, rash]", with: "[fever, cough]")
        #expect(
            report(site(criteria, "[@a]")) == """
                criteria/c.yml:7:17: error: an item has no field 'lable' [unknown-key]
                    help: did you mean 'label'?
                criteria/c.yml:9:49: error: 'cough' is neither an item nor an earlier outcome [unknown-criterion]
                    help: use one of: fever

                """)
    }

    @Test func whatIsNearlyAnotherNameIsASlipOfItsOwn() {
        let criteria = Self.criteria.replacing("label: Rash", with: "lable: Rash")
        #expect(
            report(site(criteria, "[Fever](criteria/c.yml#fevr) [@a]")) == """
                criteria/c.yml:7:17: error: an item has no field 'lable' [unknown-key]
                    help: did you mean 'label'?
                index.md:6:9: error: 'criteria/c.yml' has no place '#fevr' [broken-anchor]
                    help: did you mean '#fever'?

                """)
    }

    @Test func aFileThatIsNotThereIsToldOnce() {
        #expect(
            report(["index.md": page("[A](criteria/d.yml) and [B](criteria/d.yml#x)\n\n```checklist\nid: d\n```")]) == """
                index.md:6:5: error: there is no 'criteria/d.yml' [broken-link]
                    note: index.md:6:29: the same here
                    note: index.md:9:5: there is no criteria set 'd'
                    help: mend the path, or add the file

                """)
    }

    @Test func aReferenceThatIsNotThereIsToldOnceAndOthersByThemselves() {
        #expect(
            report(["references/r.json": Self.references, "index.md": page("[@a] [@gone] [@gone] [@lost]")]) == """
                index.md:6:7: error: no reference has the key 'gone' [unknown-citation]
                    note: index.md:6:15: the same here
                    help: add it to a file in references/
                index.md:6:23: error: no reference has the key 'lost' [unknown-citation]
                    help: add it to a file in references/

                """)
    }

    @Test func aReferenceThatCannotBeReadIsUnknownNowhere() {
        #expect(
            report(["references/r.json": #"[{"type": "book", "title": "T"}]"#, "index.md": page("[@a] [@b] [L](references/r.json#c)")]) == """
                references/r.json:1:2: error: this reference has no 'id' [invalid-csl]
                    help: write `"id": "doe2024"`, or another key to cite it by

                """)
    }

    @Test func nothingIsMissedOfAKindWhoseFileCannotBeRead() {
        #expect(
            report(["regimens/r.yml": "titel: T\n", "index.md": page("```tasks\ntasks:\n  - { task: Dose, list: calculators }\n```")]).contains("nothing to list")
                == false)
        #expect(report(["index.md": page("```tasks\ntasks:\n  - { task: Dose, list: calculators }\n```")]).contains("nothing to list"))
    }

    @Test func ofManyPlacesAFewAreNamed() {
        let found = load(["index.md": page((0..<30).map { _ in "[L](gone.md)" }.joined(separator: "\n"))]).diagnostics
        #expect(found.count == 1)
        #expect(found.first?.notes.count == 9)
        #expect(found.first?.notes.last == .init("and in 21 more places"))
    }

    @Test func aFileNamedWhereSomethingIsWrongIsNotCalledUnused() {
        #expect(
            report(["index.md": page("Text."), "a.csv": "1", "page.md": "---\ntitel: T\nsummary: S.\n---\n\n[A](a.csv)\n"]) == """
                page.md:2:1: error: an article has no field 'titel' [unknown-key]
                    help: did you mean 'title'?

                """)
        #expect(
            report(["index.md": page("[A](a-table.cvs)"), "a-table.csv": "1"]) == """
                index.md:6:5: error: there is no 'a-table.cvs' [broken-link]
                    help: did you mean 'a-table.csv'?

                """)
        #expect(
            report(["index.md": page("[A](gone.md)"), "a.csv": "1"]) == """
                a.csv:1:1: warning: no page uses this file, so it is not published [unused-file]
                    help: link to it, or move it out of the content folder
                index.md:6:5: error: there is no 'gone.md' [broken-link]
                    help: mend the path, or add the file

                """)
    }
}
