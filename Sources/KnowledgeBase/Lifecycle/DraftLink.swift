public import Diagnostics

extension Rule {
    public static let draftLinked = Rule(
        "draft-linked", .warning, .adjustable,
        means: "A `current` article links to one that is a draft.",
        why: "Readers come from a page that counts as finished, and take the draft for finished too.",
        mend: "Finish it, or leave the link out until then.")
}

extension LinkChecker {
    /// Reports the link of a current article to a draft.
    func checkDraft(_ target: LinkTarget, at position: SourcePosition) {
        guard case .article(let path, _) = target, let draft = resolver.drafts[path], resolver.currentArticles.contains(source) else { return }
        log.report(
            .draftLinked, at: position, "'\(draft.title)' is a draft, and this article is current",
            notes: draft.position.map { [.init("its status", at: $0)] } ?? [],
            suggestion: "finish the draft and give it `status: current`, or leave the link out until then")
    }
}
