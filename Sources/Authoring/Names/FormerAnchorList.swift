import KnowledgeBase
import SourceData

/// The `former-anchors` of an article or a record: what its places were called once.
struct FormerAnchorList {
    private let fields: AuthorFields

    init(_ file: ContentFile) throws(RenameRefusal) { fields = try AuthorFields(file) }

    /// What makes entries of `adding`, and takes away those whose old name is a place again. Values follow by `mapped`: of a mapping that
    /// is written anew here, nobody else has to change them.
    func edits(adding: [(old: String, new: String)], removing isGone: (String) -> Bool, _ mapped: (String) -> String) throws(RenameRefusal) -> [RenamePlan.Edit] {
        func written(_ entries: [(old: String, new: String)]) -> String { entries.map { "\($0.old): \($0.new)" }.joined(separator: ", ") }
        guard let value = try fields.value("former-anchors") else { return adding.isEmpty ? [] : [fields.adding("former-anchors: { \(written(adding)) }")] }
        guard case .mapping(let entries, _) = value else { throw fields.refusal("has 'former-anchors' that are no mapping") }
        let added = adding.filter { new in !entries.contains { $0.key == new.old } }
        guard !added.isEmpty || entries.contains(where: { isGone($0.key) }) else { return [] }
        if let range = try fields.flow(value, "{", "}") {
            let kept = entries.filter { !isGone($0.key) }.compactMap { entry -> (old: String, new: String)? in
                if case .scalar(let new, _, _) = entry.value { (entry.key, mapped(new)) } else { nil }
            }
            return [fields.edit(range, "{ \(written(kept + added)) }")]
        }
        guard let first = entries.first, let start = fields.text.offset(of: first.keyPosition) else { throw fields.refusal("has 'former-anchors' that cannot be read") }
        let line = fields.line(first.keyPosition)
        let lead = fields.text.text(line.lowerBound..<start)
        guard lead.allSatisfy({ $0 == " " }), !added.isEmpty || !entries.allSatisfy({ isGone($0.key) }) else {
            throw fields.refusal("has 'former-anchors' in a form that cannot be changed safely")
        }
        let new = added.isEmpty ? [] : [fields.edit(line.lowerBound..<line.lowerBound, added.map { "\(lead)\($0.old): \($0.new)\(fields.newline)" }.joined())]
        return new + entries.filter { isGone($0.key) }.map { fields.edit(fields.line($0.keyPosition), "") }
    }
}
