import Authoring
import Foundation
import KnowledgeBase
import TestFolders
import Testing

/// The guide has the fields as shapes say them. With `MATERIA_RECORD_GOLDEN` set, its page is written anew.
struct FieldReferenceTests {
    private static let guide = Repository.root.appendingPathComponent("docs/fields.md")

    @Test func theGuideSaysWhatShapesSay() throws {
        let page = FieldReference.page
        let written = (try? String(contentsOf: Self.guide, encoding: .utf8)) ?? ""
        let same = page == written
        #expect(same, "docs/fields.md is not what the shapes say")
        if !same, ProcessInfo.processInfo.environment["MATERIA_RECORD_GOLDEN"] != nil { try page.write(to: Self.guide, atomically: true, encoding: .utf8) }
    }

    /// What is shown once is shown under one anchor, and each link leads to one.
    @Test func everyNestedFormHasItsPlace() {
        let anchors = FieldReference.page.matches(of: #/\{#([^}]+)\}/#).map { String($0.output.1) }
        let links = Set(FieldReference.page.matches(of: #/\]\(#([^)]+)\)/#).map { String($0.output.1) })
        #expect(Set(anchors).count == anchors.count)
        #expect(links.subtracting(anchors).isEmpty)
        #expect(Set(anchors).subtracting(links).isSubset(of: FileShape.all.map(\.name)))
    }

    /// Every key of every kind of file is there, but for older ones.
    @Test func noKeyIsLeftOut() {
        let page = FieldReference.page
        for kind in FileShape.all {
            guard case .mapping(let shape) = kind.form else { continue }
            for field in shape.fields where !field.isOlder { #expect(page.contains("\n| `\(field.key)` "), "\(kind.name): \(field.key)") }
        }
    }
}
