public import Diagnostics
import Markdown
public import SourceData

// What is kept of a file that has not changed, in the form of `Archive`.

extension SourcePosition: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(file)
        archive.write(line)
        archive.write(column)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let file = try archive.string()
        let line = try archive.int()
        self.init(file: file, line: line, column: try archive.int())
    }
}

extension Article: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(path)
        archive.write(type.rawValue)
        archive.write(title)
        archive.write(summary)
        archive.write(status.rawValue)
        archive.write(statusPosition)
        archive.write(successors.map(\.value))
        archive.write(successors.map(\.position))
        archive.write(writtenReview)
        archive.write(aliases.map(\.value))
        archive.write(aliases.map(\.position))
        archive.write(formerAnchors.flatMap { [$0.old, $0.new] })
        archive.write(formerAnchors.map(\.position))
        archive.write(tags)
        archive.write(anchors)
        archive.write(alertKinds.map(\.rawValue).sorted())
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        path = try archive.string()
        type = try archive.choice()
        title = try archive.string()
        summary = try archive.string()
        status = try archive.choice()
        statusPosition = try archive.value()
        successors = try archive.located()
        writtenReview = try archive.optional()
        aliases = try archive.located()
        let former = try archive.strings()
        let places: [SourcePosition] = try archive.values()
        guard former.count == places.count * 2 else { throw ArchiveReader.Damaged() }
        formerAnchors = places.indices.map { FormerAnchor(old: former[$0 * 2], new: former[$0 * 2 + 1], position: places[$0]) }
        tags = try archive.strings()
        anchors = try archive.strings()
        var kinds = Set<Alert.Kind>()
        for name in try archive.strings() {
            guard let kind = Alert.Kind(rawValue: name) else { throw ArchiveReader.Damaged() }
            kinds.insert(kind)
        }
        alertKinds = kinds
    }
}

extension ArchiveReader {
    /// Texts, and then their places.
    fileprivate mutating func located() throws(Damaged) -> [Located<String>] {
        let texts = try strings()
        let positions: [SourcePosition] = try values()
        guard texts.count == positions.count else { throw Damaged() }
        return zip(texts, positions).map { Located($0, at: $1) }
    }
}

extension Expansion: Archived {
    func write(to archive: inout ArchiveWriter) {
        archive.write(short)
        archive.write(long)
        archive.write(position)
    }

    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        short = try archive.string()
        long = try archive.string()
        position = try archive.value()
    }
}

extension Review: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(by)
        archive.write(on.description)
        archive.write(interval != nil)
        if let interval { archive.write(interval) }
        archive.write(version)
        archive.write(isStale)
        archive.write(position)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        by = try archive.string()
        guard let on = CalendarDate(try archive.string()) else { throw ArchiveReader.Damaged() }
        self.on = on
        interval = try archive.bool() ? try archive.int() : nil
        version = try archive.optionalString()
        isStale = try archive.bool()
        position = try archive.value()
    }
}

extension Article.Section: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(id)
        archive.write(title)
        archive.write(level)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let id = try archive.string()
        let title = try archive.string()
        self.init(id: id, title: title, level: try archive.int())
    }
}

extension LinkTarget: Archived {
    public func write(to archive: inout ArchiveWriter) {
        func write(_ number: Int, _ texts: String?...) {
            archive.write(number)
            for text in texts { archive.write(text) }
        }
        switch self {
        case .article(let path, let anchor): write(0, path, anchor)
        case .record(let path, let anchor): write(1, path, anchor)
        case .plan(let path, let query, let result): write(2, path, query, result)
        case .index(let folder): write(3, folder)
        case .glossary(let anchor): write(4, anchor)
        case .bibliography(let key): write(5, key)
        case .asset(let path): write(6, path)
        case .external(let address): write(7, address)
        case .here(let anchor): write(8, anchor)
        }
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        func text() throws(ArchiveReader.Damaged) -> String {
            guard let text = try archive.optionalString() else { throw ArchiveReader.Damaged() }
            return text
        }
        self =
            switch try archive.int() {
            case 0: .article(path: try text(), anchor: try archive.optionalString())
            case 1: .record(path: try text(), anchor: try archive.optionalString())
            case 2: .plan(path: try text(), query: try text(), result: try text())
            case 3: .index(folder: try text())
            case 4: .glossary(anchor: try archive.optionalString())
            case 5: .bibliography(key: try archive.optionalString())
            case 6: .asset(path: try text())
            case 7: .external(try text())
            case 8: .here(anchor: try text())
            default: throw ArchiveReader.Damaged()
            }
    }
}

extension LinkChecker.Use: Archived {
    func write(to archive: inout ArchiveWriter) {
        switch what {
        case .link(let target):
            archive.write(true)
            archive.write(target)
        case .citation(let key):
            archive.write(false)
            archive.write(key)
        }
        archive.write(section)
        archive.write(position)
        archive.write(manner.rawValue)
    }

    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        what = try archive.bool() ? .link(try archive.value()) : .citation(key: try archive.string())
        section = try archive.optional()
        position = try archive.value()
        manner = try archive.choice()
    }
}

extension Diagnostic: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(rule.id)
        archive.write(severity.rawValue)
        archive.write(position)
        archive.write(summary)
        archive.write(notes)
        archive.write(suggestion)
        archive.write(correction)
        archive.write(cause)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let id = try archive.string()
        guard let rule = Rule.named(id) else { throw .init() }
        let severity: Severity = try archive.choice()
        let position: SourcePosition = try archive.value()
        let summary = try archive.string()
        let notes: [Note] = try archive.values()
        let suggestion = try archive.optionalString()
        let correction: Correction? = try archive.optional()
        self.init(rule, at: position, summary, notes: notes, suggestion: suggestion, correction: correction, cause: try archive.optional())
        self.severity = severity
    }
}

extension Diagnostic.Correction: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(old)
        archive.write(position)
        archive.write(new)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let old = try archive.string()
        let position: SourcePosition = try archive.value()
        self.init(old, at: position, to: try archive.string())
    }
}

extension Diagnostic.Cause: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(subject)
        archive.write(homes)
        archive.write(definedAs)
        archive.write(isConclusion)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let subject = try archive.optionalString()
        let homes: [String] = try archive.strings()
        let definedAs = try archive.optionalString()
        self.init(subject, homes: homes, definedAs: definedAs, isConclusion: try archive.bool())
    }
}

extension Diagnostic.Note: Archived {
    public func write(to archive: inout ArchiveWriter) {
        archive.write(text)
        archive.write(position)
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let text = try archive.string()
        self.init(text, at: try archive.optional())
    }
}
