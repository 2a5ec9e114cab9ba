import Diagnostics
import SourceData

/// A build that ended with a site, and what it was of: where everything is as it was, so is the site.
struct FinishedBuild: Sendable {
    /// Of everything the site was made of.
    let inputs: Stamp
    let diagnostics: [Diagnostic]
    let articleCount: Int
    let recordCount: Int
    let referenceCount: Int
    let pageCount: Int
    /// The files of the site, by path.
    let files: [String: Stamp]
}

extension FinishedBuild: Archived {
    func write(to archive: inout ArchiveWriter) {
        archive.write(inputs)
        archive.write(diagnostics)
        for count in [articleCount, recordCount, referenceCount, pageCount] { archive.write(count) }
        archive.write(files.count)
        for (path, stamp) in files.sorted(by: { $0.key < $1.key }) {
            archive.write(path)
            archive.write(stamp)
        }
    }

    init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        inputs = try archive.stamp()
        diagnostics = try archive.values()
        articleCount = try archive.int()
        recordCount = try archive.int()
        referenceCount = try archive.int()
        pageCount = try archive.int()
        var files: [String: Stamp] = [:]
        for _ in 0..<(try archive.count()) {
            let path = try archive.string()
            files[path] = try archive.stamp()
        }
        self.files = files
    }
}
