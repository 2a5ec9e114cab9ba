import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import SourceData
import Templates

/// What of a page is the site's own, where the site extends another knowledge base: readers act on what it says, and have to know whose word it is.
struct LocalNotice {
    let parts: PageParts

    /// Of the article or record at `path`; nil where it and every record that it uses are as the other knowledge base has them.
    func values(_ path: String) -> TemplateValue? {
        let knowledgeBase = parts.knowledgeBase
        guard let overlay = knowledgeBase.overlay else { return nil }
        let records = knowledgeBase.recordsUsed(by: path).compactMap { path -> TemplateValue? in
            guard let local = overlay.local(path), let title = knowledgeBase.title(of: path) else { return nil }
            return [.title: .text(title), .href: .text(parts.scope.href(OutputPath.record(path))), .state: .text(local.label)]
        }
        let local = overlay.local(path)
        guard local != nil || !records.isEmpty else { return nil }
        return [
            .title: .text(local?.heading ?? "Local"),
            .text: .text(
                local.map { Self.sentence($0, knowledgeBase.site) }
                    ?? "The page is that of “\(overlay.title)”. These records that it uses are not as they are there, and a review of the page does not cover them:"),
            .reasons: .text(local?.override?.words),
            .changes: .list(
                (local?.changes ?? []).map { change in
                    [
                        .place: .text(change.place?.value), .after: .text(change.now.map(Self.plain)), .before: .text(change.was.map(Self.plain)),
                        .note: .text(change.why),
                    ]
                }),
            .isOpen: .flag(local != nil && !records.isEmpty),
            .records: .list(records),
        ]
    }

    /// Texts of Markdown as readers see them: the addresses of links are for authors.
    private static func plain(_ value: DataValue) -> String {
        let words = value.words
        guard words.contains("](") || words.contains("[@") else { return words }
        return Markdown.parseInline(words, path: "", lineOffset: 0, log: DiagnosticLog()).map(\.plainText).joined()
    }

    private static func sentence(_ local: LocalContent, _ site: Site) -> String {
        let version = local.override.map { ", version \($0.version.value)" } ?? ""
        return switch local.kind {
        case .added: "This page is of “\(site.title)”, and not of “\(local.upstream)”, which the site extends."
        case .replaced: "This page stands in the place of the one of “\(local.upstream)”\(version)."
        case .changed: "This page is that of “\(local.upstream)”\(version), but for what is listed here. A review there does not cover what is changed here."
        }
    }
}
