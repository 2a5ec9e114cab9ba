import Diagnostics
import Foundation
import KnowledgeBase
import SitePaths
import TestFolders
import Testing

@testable import Site

/// A checked fact links to the place that states it, so every anchor a record offers is on its page, once.
struct RecordAnchorTests {
    @Test(arguments: [Repository.fixture, Repository.content])
    func everyFactAndAnchorIsOnThePageOnce(content: String) throws {
        let log = DiagnosticLog()
        let base = try #require(KnowledgeBase.load(ContentFolder.read(content, log: log)).knowledgeBase)
        let files = Dictionary(uniqueKeysWithValues: build(content).files().map { ($0.path, $0) })
        for record in base.records {
            let page = try #require(files[OutputPath.record(record.head.path)]).text
            for anchor in record.head.facts.map(\.id) + record.head.anchors.sorted() {
                let count = page.components(separatedBy: " id=\"\(anchor)\"").count - 1
                #expect(count == 1, "\(record.head.path)#\(anchor)")
            }
            for fact in record.head.facts {
                guard let range = page.range(of: " id=\"\(fact.id)\"") else { continue }
                // The value is written at its anchor, not somewhere else on the page.
                #expect(page[range.upperBound...].prefix(900).contains(HTML.text(fact.value)), "\(record.head.path)#\(fact.id)")
            }
        }
    }
}

private enum HTML {
    static func text(_ value: FactValue) -> String {
        value.text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "-", with: value.isNegative ? "−" : "-")
    }
}

extension FactValue {
    /// True where the page writes a minus sign.
    fileprivate var isNegative: Bool {
        switch self {
        case .number(let number, _), .estimate(let number, _): number < 0
        case .interval(let low, _, _): low < 0
        default: false
        }
    }
}
