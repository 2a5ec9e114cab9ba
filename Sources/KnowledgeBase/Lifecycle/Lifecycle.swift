import Diagnostics
import SourceData

extension KnowledgeBase {
    /// What can be said only of the whole, and of some of it only on a certain day.
    static func checkLifecycle(
        _ articles: [Article], _ linked: Linked, _ whole: LoadMemory.Whole, today: CalendarDate?, renames: [Rename], _ log: DiagnosticLog
    ) {
        if let today { ReviewCheck(today: today, interval: linked.site?.reviewInterval, log: log).check(articles, linked.records) }
        let unused = UnusedCheck(links: whole.links, log: log)
        unused.check(articles)
        unused.check(linked.records)
        unused.check(linked.references)
        SameWorkCheck.check(linked.references, log)
        if let retractions = linked.retractions { RetractionCheck(retractions: retractions, links: whole.links, log: log).check(linked.references) }
        if !renames.isEmpty { FormerAddresses(articles, linked.records, whole.assets).check(renames, log) }
    }
}
