public import Diagnostics
import Markdown
import SourceData

/// What a place of a page was called once: addresses that others have kept still lead there.
public struct FormerAnchor: Hashable, Sendable {
    public let old: String
    /// What it is called now. Of a record the places that begin with it had names that began with the old one.
    public let new: String
    /// Where the old name stands.
    let position: SourcePosition

    /// The old names on a page with these places, each with the place that has it now.
    public static func names(_ former: [FormerAnchor], on places: some Sequence<String>) -> [(old: String, new: String)] {
        if former.isEmpty { return [] }
        return places.flatMap { place in
            former.compactMap { anchor in
                place == anchor.new ? (anchor.old, place) : place.hasPrefix(anchor.new + ".") ? (anchor.old + place.dropFirst(anchor.new.count), place) : nil
            }
        }
    }

    /// Reports what leads nowhere, and old names that are names of something else by now.
    static func check(_ former: [FormerAnchor], against places: Set<String>, _ log: DiagnosticLog) {
        for anchor in former where !places.contains(anchor.new) && !places.contains(where: { $0.hasPrefix(anchor.new + ".") }) {
            log.report(
                .brokenAnchor, at: anchor.position, "this page has no place '#\(anchor.new)'",
                suggestion: nearMiss(anchor.new, in: places).map { "did you mean '\($0)'?" } ?? "name the place that '\(anchor.old)' became")
        }
        // Of one line so much is said once.
        var seen = places
        var told = Set<SourcePosition>()
        for (old, new) in names(former, on: places.sorted()) where !seen.insert(old).inserted {
            guard let anchor = former.first(where: { old.hasPrefix($0.old) && new.hasPrefix($0.new) }), told.insert(anchor.position).inserted else { continue }
            log.report(
                .duplicateAnchor, at: anchor.position, "'\(old)' is the name of a place already, and cannot be an old name of '\(new)'", suggestion: "remove the line")
        }
    }
}

extension Fields {
    /// The old names of places, `former-anchors: { old: new }`.
    func formerAnchors() -> [FormerAnchor] {
        guard let fields = mapping("former-anchors", owner: "'former-anchors'") else { return [] }
        let anchors = fields.keys.compactMap { key in
            fields.string(key.value).flatMap { new -> FormerAnchor? in
                let isName = { (text: String) in text.first?.isLetter == true && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) } }
                guard isName(key.value), !HeadingAnchors.reservedPrefixes.contains(where: key.value.hasPrefix) else {
                    log.report(
                        .malformedAnchor, at: key.position, "'\(key.value)' cannot be the name of a place",
                        suggestion: "start with a letter, and use letters, digits, hyphens, full stops and underscores")
                    return nil
                }
                return FormerAnchor(old: key.value, new: new.value, position: key.position)
            }
        }
        fields.finish()
        return anchors
    }
}
