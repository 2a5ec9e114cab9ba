import Diagnostics
import SourceData

/// How an article or record of a site stands to the knowledge base that the site extends, where it is the site's own.
public struct LocalContent: Sendable {
    public enum Kind: Sendable { case added, replaced, changed }

    public let kind: Kind
    /// How the other knowledge base is called.
    public let upstream: String
    /// What says so; nil of what was added.
    public let override: Override?

    /// What was changed, in the order in which it is said.
    public var changes: [Override.Change] { if case .change(let changes)? = override?.action { changes } else { [] } }

    /// In a few words, behind a name: `changed locally`.
    public var label: String {
        switch kind {
        case .added: "local"
        case .replaced: "replaced locally"
        case .changed: "changed locally"
        }
    }

    init?(_ standing: Standing, of upstream: String) {
        self.upstream = upstream
        switch standing {
        case .added: (kind, override) = (.added, nil)
        case .replaced(let override): (kind, self.override) = (.replaced, override)
        case .changed(let override): (kind, self.override) = (.changed, override)
        case .upstream, .override: return nil
        }
    }
}

extension Override.Change {
    /// `steps/1/dose/each 1 g/kg instead of 2 g/kg`
    public var words: String {
        let place = place.map { "\($0.value) " } ?? ""
        return "\(place)\(now?.words ?? "nothing") instead of \(was?.words ?? "nothing")"
    }
}

extension LocalContent {
    /// The same on its own: `Changed locally`.
    public var heading: String { label.prefix(1).uppercased() + label.dropFirst() }

    /// As many changes as a line names.
    private static let most = 4

    /// In one sentence for a plan, without a full stop: `changed locally from “X”, version 1f0c2b3a4d5e: title Y instead of Z`.
    public var words: String {
        let version = override.map { ", version \($0.version.value)" } ?? ""
        switch kind {
        case .added: return "local, not of “\(upstream)”"
        case .replaced: return "replaced locally, in the place of that of “\(upstream)”\(version)"
        case .changed:
            var named = changes.prefix(Self.most).map(\.words)
            if changes.count > Self.most { named.append("and \(changes.count - Self.most) more") }
            return "changed locally from that of “\(upstream)”\(version): \(named.joined(separator: "; "))"
        }
    }

    /// The same as a line of its own, with who decided it and why; a review of the original is none of it.
    public var line: String {
        let sentence = words.prefix(1).uppercased() + words.dropFirst() + "."
        return override.map { "\(sentence) \($0.words)" } ?? sentence
    }
}
