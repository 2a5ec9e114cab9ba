import KnowledgeBase
import SourceData

/// What a repository can have in the place of a large file: its digest.
enum StandInFile {
    /// True where one of the two is the stand-in of the other.
    static func stands(_ a: ContentFile?, for b: ContentFile?) -> Bool {
        guard let a, let b else { return false }
        return digest(of: a).map { $0 == SHA256.digits(b.bytes, count: 64) } ?? digest(of: b).map { $0 == SHA256.digits(a.bytes, count: 64) } ?? false
    }

    private static func digest(of file: ContentFile) -> String? {
        guard file.bytes.count < 1024, let text = String(validating: file.bytes, as: UTF8.self), text.hasPrefix("version https://git-lfs.github.com/spec/") else {
            return nil
        }
        return text.split(separator: "\n").first { $0.hasPrefix("oid sha256:") }.map { String($0.dropFirst("oid sha256:".count)) }
    }
}
