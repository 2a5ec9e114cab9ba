import Diagnostics
import KnowledgeBase
import SitePaths
import SourceData

/// The `aliases` of an article or a record, in which entries are added and removed with as little change as can be.
struct AliasList {
    private let text: PlacedText
    private let path: String
    private let entries: [DataValue.Entry]
    /// The bytes between which fields stand.
    private let fields: Range<Int>
    private let newline: String

    init(_ file: ContentFile) throws(RenameRefusal) {
        text = PlacedText(file)
        path = file.path
        newline = file.bytes.contains(0x0D) ? "\r\n" : "\n"
        let log = DiagnosticLog()
        let refusal = RenameRefusal("\(file.path) has mistakes; run `materia check` and mend them first")
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { throw refusal }
        let data: DataValue?
        if file.fileExtension == "md" {
            let front = FrontMatter(source)
            guard let yaml = front.yaml else { throw refusal }
            data = YAML.parse(yaml, path: file.path, lineOffset: 1, log: log)
            fields = text.line(2).lowerBound..<text.line(front.bodyLineOffset).lowerBound
        } else {
            data = YAML.parse(source.text, path: file.path, log: log)
            fields = text.line(1).lowerBound..<file.bytes.count
        }
        guard case .mapping(let entries, _)? = data, !log.diagnostics.hasErrors else { throw refusal }
        self.entries = entries
    }

    /// What makes `adding` entries, those that are there left out, and takes `removing` away.
    func edits(adding: [String], removing: [String]) throws(RenameRefusal) -> [RenamePlan.Edit] {
        let entry = entries.first { $0.key == "aliases" }
        guard let entry, !entry.value.isNull else {
            if adding.isEmpty { return [] }
            guard entry == nil else { throw refusal("has an empty 'aliases:'; remove the line first") }
            let end = endOfFields
            let isAtLineEnd = end > fields.lowerBound && text.bytes[end - 1] == 0x0A
            return [edit(end..<end, (isAtLineEnd ? "" : newline) + "aliases: [\(adding.joined(separator: ", "))]" + newline)]
        }
        guard case .sequence(let values, let position) = entry.value, let start = text.offset(of: position) else { throw refusal("has 'aliases' that are no list") }
        let listed = values.compactMap { value -> Located<String>? in if case .scalar(let text, _, let place) = value { Located(text, at: place) } else { nil } }
        let gone = Set(removing.compactMap(OutputPath.alias))
        func isGone(_ alias: String) -> Bool { OutputPath.alias(alias).map(gone.contains) ?? false }
        let known = Set(listed.compactMap { OutputPath.alias($0.value) })
        let added = adding.filter { !(OutputPath.alias($0).map(known.contains) ?? true) }
        if added.isEmpty, !listed.contains(where: { isGone($0.value) }) { return [] }
        let line = text.line(position.line)
        if start < text.bytes.count, text.bytes[start] == UInt8(ascii: "[") {
            guard let close = text.bytes[start..<line.upperBound].firstIndex(of: UInt8(ascii: "]")), !text.bytes[start..<close].contains(UInt8(ascii: "#")) else {
                throw refusal("has a list of aliases over several lines; write it on one line first")
            }
            let left = listed.map(\.value).filter { !isGone($0) } + added
            return [edit(start..<(close + 1), "[\(left.joined(separator: ", "))]")]
        }
        return try lines(listed, added, isGone)
    }

    /// A list with a line for each entry.
    private func lines(_ listed: [Located<String>], _ added: [String], _ isGone: (String) -> Bool) throws(RenameRefusal) -> [RenamePlan.Edit] {
        guard let first = listed.first, let start = text.offset(of: first.position) else { throw refusal("has 'aliases' that cannot be read") }
        let line = text.line(first.position.line)
        let lead = text.text(line.lowerBound..<start)
        guard lead.allSatisfy({ $0 == " " || $0 == "-" || $0 == "\"" || $0 == "'" }), lead.contains("-") else {
            throw refusal("has 'aliases' in a form that cannot be changed safely")
        }
        let plain = String(lead.filter { $0 == " " || $0 == "-" })
        guard added.count + listed.count > listed.filter({ isGone($0.value) }).count else { throw refusal("would have no aliases left; remove the key first") }
        var edits: [RenamePlan.Edit] = []
        if !added.isEmpty { edits.append(edit(line.lowerBound..<line.lowerBound, added.map { plain + $0 + newline }.joined())) }
        for entry in listed where isGone(entry.value) {
            let line = text.line(entry.position.line)
            edits.append(edit(line.lowerBound..<min(text.bytes.count, text.line(entry.position.line + 1).lowerBound), ""))
        }
        return edits
    }

    /// Behind the last line that says something.
    private var endOfFields: Int {
        var end = fields.upperBound
        while end > fields.lowerBound, [0x20, 0x09, 0x0A, 0x0D].contains(text.bytes[end - 1]) { end -= 1 }
        guard let feed = text.bytes[end..<fields.upperBound].firstIndex(of: 0x0A) else { return fields.upperBound }
        return feed + 1
    }

    private func edit(_ range: Range<Int>, _ new: String) -> RenamePlan.Edit {
        RenamePlan.Edit(span: TextSpan(path, range), old: text.text(range), new: new)
    }

    private func refusal(_ what: String) -> RenameRefusal { RenameRefusal("\(path) \(what)") }
}
