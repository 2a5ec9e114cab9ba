public import Diagnostics
public import KnowledgeBase

/// A content folder as it is or was, read and without errors.
public struct ContentState: Sendable {
    /// As its reader calls it: a folder or a revision.
    public let name: String
    let knowledgeBase: KnowledgeBase
    let files: [String: ContentFile]
    /// What is said of references that were retracted or corrected, without its place.
    let notices: [String: SourcePosition]

    /// Why a state cannot be compared.
    public struct Refusal: Error, Sendable {
        /// As `check` says it.
        public let errors: [Diagnostic]
    }

    public init(_ name: String, _ files: [ContentFile], threads: Int) throws(Refusal) {
        let loaded = KnowledgeBase.load(files, threads: threads)
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty, let knowledgeBase = loaded.knowledgeBase else { throw Refusal(errors: errors) }
        self.init(name, files, knowledgeBase, loaded.diagnostics)
    }

    /// Of what is loaded already.
    package init(_ name: String, _ files: [ContentFile], _ knowledgeBase: KnowledgeBase, _ diagnostics: [Diagnostic]) {
        self.name = name
        self.knowledgeBase = knowledgeBase
        self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        notices = Dictionary(
            diagnostics.filter { Self.notices.contains($0.rule.id) }.map { (Self.withoutUses($0.summary), $0.position) }, uniquingKeysWith: { first, _ in first })
    }

    /// `'x' was retracted on 1 May 2025`: how many pages cite it is no news of it.
    private static func withoutUses(_ summary: String) -> String {
        summary.ranges(of: ", and ").last.map { String(summary[..<$0.lowerBound]) } ?? summary
    }

    private static let notices: Set<String> = ["retracted-reference", "amended-reference"]
}
