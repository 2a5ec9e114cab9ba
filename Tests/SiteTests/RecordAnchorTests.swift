import Diagnostics
import Foundation
import KnowledgeBase
import SitePaths
import TestFolders
import Testing

@testable import Site

/// A checked fact links to the place that states it, so every anchor a record offers is on its page, once, and there the value is read.
struct RecordAnchorTests {
    @Test(arguments: [Repository.fixture, Repository.content])
    func everyFactAndAnchorIsOnThePageOnce(content: String) throws {
        let log = DiagnosticLog()
        let base = try #require(KnowledgeBase.load(ContentFolder.read(content, log: log)).knowledgeBase)
        let files = Dictionary(uniqueKeysWithValues: build(content).files().map { ($0.path, $0) })
        var compared = 0
        for record in base.records {
            let page = try PageTree(#require(files[OutputPath.record(record.head.path)]).text)
            for anchor in record.head.facts.map(\.id) + record.head.anchors.sorted() {
                #expect(page.elements(id: anchor).count == 1, "\(record.head.path)#\(anchor)")
            }
            for fact in record.head.facts {
                guard let element = page.elements(id: fact.id).first else { continue }
                let text = try page.text(of: place(fact, element, page))
                #expect(says(text, fact.value), "\(record.head.path)#\(fact.id) is \(fact.value.text): \(text)")
                compared += 1
            }
        }
        #expect(compared > 100)
    }

    /// The element that has the id. Parts of what a protocol's rule depends on are marks before its words, and how many people there were
    /// stands beside the result: of these it is the entry.
    private func place(_ fact: Fact, _ element: PageTree.Element, _ page: PageTree) throws -> PageTree.Element {
        guard fact.id.hasPrefix("trigger.") || fact.id.hasSuffix(".n") else { return element }
        return try #require(page.element(fact.id.hasSuffix(".n") ? "tr" : "dd", around: element), "\(fact.id)")
    }

    /// By itself and not as a part of another number; with the sign that pages write below zero, or in the unit that the record has it in.
    private func says(_ text: String, _ value: FactValue) -> Bool {
        let text = text.replacing("\u{2212}", with: "-")
        let standsAlone = text.ranges(of: value.text).contains { range in
            let before = text[..<range.lowerBound].last.map { $0.isNumber || "-.,".contains($0) } ?? false
            let after = text[range.upperBound...].wholeMatch(of: /[.,]?\d.*/) != nil
            return !before && !after
        }
        return standsAlone || text.matches(of: /[\d.,]+ [a-zA-Z]+/).contains { value.isSaid(by: String($0.output)) }
    }
}
