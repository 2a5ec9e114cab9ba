import Diagnostics
import KnowledgeBase
import SourceData

/// The fields of an article's front matter or of a record, in which single ones are added and changed and every other byte stays.
struct AuthorFields {
    let text: PlacedText
    private let entries: [DataValue.Entry]
    /// The bytes between which fields stand.
    private let range: Range<Int>
    let newline: String

    init(_ file: ContentFile) throws(RenameRefusal) {
        text = PlacedText(file)
        newline = file.bytes.contains(0x0D) ? "\r\n" : "\n"
        let log = DiagnosticLog()
        let refusal = RenameRefusal("\(file.path) has mistakes; run `materia check` and mend them first")
        guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { throw refusal }
        let data: DataValue?
        if file.fileExtension == "md" {
            let front = FrontMatter(source)
            guard let yaml = front.yaml else { throw refusal }
            data = YAML.parse(yaml, path: file.path, lineOffset: 1, log: log)
            range = text.line(2).lowerBound..<text.line(front.bodyLineOffset).lowerBound
        } else {
            data = YAML.parse(source.text, path: file.path, log: log)
            range = text.line(1).lowerBound..<file.bytes.count
        }
        guard case .mapping(let entries, _)? = data, !log.diagnostics.hasErrors else { throw refusal }
        self.entries = entries
    }

    /// What a field says; nil where it is not there. One that is empty is refused: nobody knows where its value would go.
    func value(_ key: String) throws(RenameRefusal) -> DataValue? {
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        if entry.value.isNull { throw refusal("has an empty '\(key):'; remove the line first") }
        return entry.value
    }

    /// A line of its own, behind the last that says something.
    func adding(_ line: String) -> RenamePlan.Edit {
        var end = range.upperBound
        while end > range.lowerBound, [0x20, 0x09, 0x0A, 0x0D].contains(text.bytes[end - 1]) { end -= 1 }
        end = text.bytes[end..<range.upperBound].firstIndex(of: 0x0A).map { $0 + 1 } ?? range.upperBound
        let isAtLineEnd = end > range.lowerBound && text.bytes[end - 1] == 0x0A
        return edit(end..<end, (isAtLineEnd ? "" : newline) + line + newline)
    }

    /// From an opening bracket to the closing one on the same line; nil where the value is written in another form.
    func flow(_ value: DataValue, _ open: String, _ close: String) throws(RenameRefusal) -> Range<Int>? {
        guard let start = text.offset(of: value.position), text.has(open, at: start), let last = close.utf8.first else { return nil }
        let line = text.line(value.position.line)
        guard let end = text.bytes[start..<line.upperBound].firstIndex(of: last), !text.bytes[start..<end].contains(UInt8(ascii: "#")) else {
            throw refusal("has a list over several lines between brackets; write it on one line first")
        }
        return start..<(end + 1)
    }

    /// The whole line of a place, with its end.
    func line(_ position: SourcePosition) -> Range<Int> {
        text.line(position.line).lowerBound..<min(text.bytes.count, text.line(position.line + 1).lowerBound)
    }

    func edit(_ range: Range<Int>, _ new: String) -> RenamePlan.Edit { RenamePlan.Edit(span: TextSpan(text.path, range), old: text.text(range), new: new) }

    func refusal(_ what: String) -> RenameRefusal { RenameRefusal("\(text.path) \(what)") }
}
