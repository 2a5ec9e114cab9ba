import Diagnostics
import SourceData

/// What came of the check of an article, and what it looked at.
struct CheckedArticle: Sendable {
    let uses: SourceUses
    let hasAnswers: Bool
    /// Abbreviations it writes out, but for those of the glossary.
    let expansions: [Expansion]
    let diagnostics: [Diagnostic]
    /// What it looked at beside its own bytes and the ground of all checks.
    let reads: [Read]
    /// Of all of that, as it was then.
    let basis: Stamp
}

extension CheckedArticle: Archived {
    func write(to archive: inout ArchiveWriter) {
        archive.write(uses.source)
        archive.write(uses.all)
        archive.write(hasAnswers)
        archive.write(expansions)
        archive.write(diagnostics)
        archive.write(reads)
        archive.write(basis)
    }

    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        let source = try archive.string()
        var all: [LinkChecker.Use] = try archive.values()
        // Those of one section follow each other, and share it as they did when they were found.
        for index in all.indices.dropFirst() where all[index].section == all[index - 1].section { all[index].section = all[index - 1].section }
        uses = SourceUses(source, all)
        hasAnswers = try archive.bool()
        expansions = try archive.values()
        diagnostics = try archive.values()
        reads = try archive.values()
        basis = try archive.stamp()
    }
}

/// What one article or record uses. The same object for as long as its source has not changed.
final class SourceUses: Sendable {
    let source: String
    let all: [LinkChecker.Use]

    init(_ source: String, _ all: [LinkChecker.Use]) {
        self.source = source
        // As many as there are: they were gathered with room for more.
        self.all = all.withUnsafeBufferPointer { Array($0) }
    }

    func saysSame(_ other: SourceUses) -> Bool { self === other || (source == other.source && LinkChecker.Use.saySame(all, other.all)) }
}
