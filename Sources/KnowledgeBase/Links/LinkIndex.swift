/// Who mentions what: the links of the knowledge base, read backwards.
public struct LinkIndex: Sendable {
    /// Mentions of an article or record, by its path, in the order of the content.
    public let mentions: [String: [TargetMention]]
    /// Mentions of a reference, by key.
    public let citations: [String: [Mention]]
    /// Paths of the records an article or record uses, by its own path, in order of first use.
    public let recordsUsed: [String: [String]]

    public struct TargetMention: Sendable, Hashable {
        public let mention: Mention
        /// The place on the target that the link names.
        public let anchor: String?
    }

    private struct Seen: Hashable {
        enum Kind { case citation, record, link }
        let kind: Kind
        let name: String
        var anchor: String?
        var section: String?
    }

    init(_ uses: [SourceUses]) {
        var mentions: [String: [TargetMention]] = [:]
        var citations: [String: [Mention]] = [:]
        var recordsUsed: [String: [String]] = [:]
        for used in uses {
            let source = used.source
            // Only within one source can a use stand twice.
            var seen = Set<Seen>()
            for use in used.all {
                let mention = Mention(source: source, section: use.section)
                switch use.what {
                case .citation(let key):
                    if seen.insert(Seen(kind: .citation, name: key, section: use.section?.id)).inserted {
                        citations[key, default: []].append(mention)
                    }
                case .link(let target):
                    guard let path = target.path, path != source else { continue }
                    // A page leads on to what replaced it, and does not rest on it.
                    if case .record = target, use.manner != .successor, seen.insert(Seen(kind: .record, name: path)).inserted {
                        recordsUsed[source, default: []].append(path)
                    }
                    if seen.insert(Seen(kind: .link, name: path, anchor: target.anchor, section: use.section?.id)).inserted {
                        mentions[path, default: []].append(TargetMention(mention: mention, anchor: target.anchor))
                    }
                }
            }
        }
        self.mentions = mentions
        self.citations = citations
        self.recordsUsed = recordsUsed
    }
}
