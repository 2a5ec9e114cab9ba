import Diagnostics
import KnowledgeBase
import SitePaths
import SourceData

/// The `aliases` of an article or a record, in which entries are added and removed.
struct AliasList {
    private let fields: AuthorFields

    init(_ file: ContentFile) throws(RenameRefusal) { fields = try AuthorFields(file) }

    /// What makes `adding` entries, those that are there left out, and takes `removing` away.
    func edits(adding: [String], removing: [String]) throws(RenameRefusal) -> [RenamePlan.Edit] {
        guard let value = try fields.value("aliases") else { return adding.isEmpty ? [] : [fields.adding("aliases: [\(adding.joined(separator: ", "))]")] }
        guard case .sequence(let values, _) = value else { throw fields.refusal("has 'aliases' that are no list") }
        let listed = values.compactMap { value -> Located<String>? in if case .scalar(let text, _, let place) = value { Located(text, at: place) } else { nil } }
        let gone = Set(removing.compactMap(OutputPath.alias))
        let known = Set(listed.compactMap { OutputPath.alias($0.value) })
        func isGone(_ alias: String) -> Bool { OutputPath.alias(alias).map(gone.contains) ?? false }
        let added = adding.filter { !(OutputPath.alias($0).map(known.contains) ?? true) }
        if added.isEmpty, !listed.contains(where: { isGone($0.value) }) { return [] }
        if let range = try fields.flow(value, "[", "]") {
            return [fields.edit(range, "[\((listed.map(\.value).filter { !isGone($0) } + added).joined(separator: ", "))]")]
        }
        return try lines(listed, added, isGone)
    }

    /// A list with a line for each entry.
    private func lines(_ listed: [Located<String>], _ added: [String], _ isGone: (String) -> Bool) throws(RenameRefusal) -> [RenamePlan.Edit] {
        guard let first = listed.first, let start = fields.text.offset(of: first.position) else { throw fields.refusal("has 'aliases' that cannot be read") }
        let line = fields.line(first.position)
        let lead = fields.text.text(line.lowerBound..<start).filter { $0 != "\"" && $0 != "'" }
        guard lead.allSatisfy({ $0 == " " || $0 == "-" }), lead.contains("-") else { throw fields.refusal("has 'aliases' in a form that cannot be changed safely") }
        guard !added.isEmpty || !listed.allSatisfy({ isGone($0.value) }) else { throw fields.refusal("would have no aliases left; remove the key first") }
        let new = added.isEmpty ? [] : [fields.edit(line.lowerBound..<line.lowerBound, added.map { lead + $0 + fields.newline }.joined())]
        return new + listed.filter { isGone($0.value) }.map { fields.edit(fields.line($0.position), "") }
    }
}
