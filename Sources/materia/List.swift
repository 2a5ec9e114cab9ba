import ArgumentParser
import Authoring
import Diagnostics
import Foundation
import KnowledgeBase
import SourceData

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List articles, records and references, with their status and review.",
        discussion: "Each line has the path or key, the status, the review and the title. Several of the options together keep what all of them hold for.")

    @Argument(help: "articles, records or references. Default: all.")
    var what: What?

    @Option(help: "The content folder.")
    var content = "content"

    @Flag(help: "Only drafts.")
    var drafts = false

    @Flag(help: "Only what no page or record links to, shows or cites.")
    var unused = false

    @Flag(help: "Only articles and records that nobody has reviewed.")
    var unreviewed = false

    @Flag(help: "Only what was to be reviewed again before today.")
    var overdue = false

    @Option(help: "Only what this person wrote or reviewed: a part of the name.")
    var by: String?

    @Option(help: "The day that dates of reviews are held against, as 2026-11-20. Default: today in UTC.")
    var today: String?

    @Option(help: "text or json.")
    var format = Dose.Format.text

    enum What: String, ExpressibleByArgument, CaseIterable { case articles, records, references }

    func run() throws {
        var day = CalendarDate(unixTime: Int(Date().timeIntervalSince1970))
        if let today {
            guard let given = CalendarDate(today) else { throw ValidationError("--today takes a day such as 2026-11-20, not '\(today)'") }
            day = given
        }
        let log = DiagnosticLog()
        let files = ContentFolder.read(content, log: log)
        guard let knowledgeBase = KnowledgeBase.load(files, today: day).knowledgeBase else {
            Terminal.say("error: '\(content)' cannot be read as a site; `materia check \(content)` says why\n")
            throw ExitCode(1)
        }
        var inventory = Inventory(knowledgeBase, today: day)
        inventory.keep { entry in
            switch what {
            case nil: true
            case .articles?: entry.kind == "article"
            case .references?: entry.kind == "reference"
            case .records?: !["article", "reference"].contains(entry.kind)
            }
        }
        if drafts { inventory.keep { $0.status == "draft" } }
        if unused { inventory.keep { !$0.isUsed } }
        if unreviewed { inventory.keep { $0.kind != "reference" && ($0.reviewedBy == nil || $0.isChangedSinceReview) } }
        if overdue { inventory.keep(\.isOverdue) }
        if let by { inventory.keep { entry in (entry.authors + [entry.reviewedBy ?? ""]).contains { $0.lowercased().contains(by.lowercased()) } } }
        switch format {
        case .text: write(inventory.entries)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(inventory), as: UTF8.self))
        }
    }

    private func write(_ entries: [Inventory.Entry]) {
        let rows = entries.map { entry in
            [entry.name, entry.status ?? entry.kind, review(entry), entry.title + (entry.local.map { " (\($0))" } ?? "") + (entry.isUsed ? "" : " (unused)")]
        }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            print((0..<3).map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }.joined(separator: "  ") + "  " + row[3])
        }
        print(Summary.count(entries.count, "line"))
    }

    private func review(_ entry: Inventory.Entry) -> String {
        guard let by = entry.reviewedBy, let on = entry.reviewedOn else { return entry.kind == "reference" ? "" : "not reviewed" }
        let due = entry.reviewDue.map { entry.isOverdue ? ", overdue since \($0)" : ", due \($0)" } ?? ""
        return "\(on) \(by)\(entry.isChangedSinceReview ? ", changed since" : due)"
    }
}
