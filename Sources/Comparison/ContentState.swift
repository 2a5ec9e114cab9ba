public import Diagnostics
public import KnowledgeBase
package import SourceData

/// A content folder as it is or was, read and without errors.
public struct ContentState: Sendable {
    /// As its reader calls it: a folder or a revision.
    public private(set) var name: String
    let knowledgeBase: KnowledgeBase
    let files: [String: ContentFile]
    /// What records and indications are called, by their folder and id.
    let titles: [String: String]
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
        self.files = Dictionary(Overlay.composed(files).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        titles = Dictionary(
            knowledgeBase.records.map { ("\($0.head.kind.rawValue)/\($0.head.id)", $0.head.title) }
                + knowledgeBase.articles(.indications).map { ("indications/\($0.id)", $0.title) },
            uniquingKeysWith: { first, _ in first })
        notices = Dictionary(
            diagnostics.filter { Self.notices.contains($0.rule.id) }.map { (Self.withoutUses($0.summary), $0.position) }, uniquingKeysWith: { first, _ in first })
    }

    /// `'x' was retracted on 1 May 2025`: how many pages cite it is no news of it.
    private static func withoutUses(_ summary: String) -> String {
        summary.ranges(of: ", and ").last.map { String(summary[..<$0.lowerBound]) } ?? summary
    }

    /// Of all its files.
    package var stamp: Stamp {
        Stamp { archive in
            for path in files.keys.sorted() {
                archive.write(path)
                archive.write(files[path]!.stamp)
            }
        }
    }

    /// The version that its settings give it.
    public var version: String? { knowledgeBase.site.version?.words }

    /// The same, under another name.
    public func named(_ name: String) -> ContentState {
        var state = self
        state.name = name
        return state
    }

    private static let notices: Set<String> = ["retracted-reference", "amended-reference"]
}
