public import SourceData
import Synchronization

/// What a piece of work can look at beside what everything looks at: by this it is known what has to be done again.
///
/// Settings, terms, references and which files there are everything looks at.
public enum Read: Hashable, Sendable {
    /// What others see of an article, by its path.
    case article(String)
    /// What others see of all articles.
    case articles
    /// What an article says.
    case text(String)
    /// The front matter of an article.
    case front(String)
    /// What an article or record is called, by its path.
    case name(String)
    case record(String)
    case records(RecordKind)
    /// Which products there are of a drug, by its name in lower case.
    case products(String)
    /// Who mentions an article or record.
    case mentions(String)
    /// Who cites which reference.
    case citations
    /// What articles say about items of coverage policies.
    case answers
}

/// Notes what a piece of work looks at, wherever in it that is done.
public final class ReadLog: Sendable {
    @TaskLocal private static var current: ReadLog?

    private let noted = Mutex<(seen: Set<Read>, order: [Read])>(([], []))

    private init() {}

    /// Does `work` and says what it looked at, in the order of the first looks.
    public static func of<Result>(_ work: () -> Result) -> (result: Result, reads: [Read]) {
        let log = ReadLog()
        let result = $current.withValue(log) { work() }
        // As many as there are: they were noted with room for more, and are kept for each page.
        return (result, log.noted.withLock { $0.order.withUnsafeBufferPointer { Array($0) } })
    }

    static func note(_ read: @autoclosure () -> Read) {
        guard let log = current else { return }
        let read = read()
        log.noted.withLock { if $0.seen.insert(read).inserted { $0.order.append(read) } }
    }
}

extension Read: Archived {
    public func write(to archive: inout ArchiveWriter) {
        switch self {
        case .article(let path): archive.write(0, path)
        case .articles: archive.write(1)
        case .text(let path): archive.write(2, path)
        case .record(let path): archive.write(3, path)
        case .records(let kind): archive.write(4, kind.rawValue)
        case .mentions(let path): archive.write(5, path)
        case .citations: archive.write(6)
        case .answers: archive.write(7)
        case .name(let path): archive.write(8, path)
        case .products(let drug): archive.write(9, drug)
        case .front(let path): archive.write(10, path)
        }
    }

    public init(from archive: inout ArchiveReader) throws(ArchiveReader.Damaged) {
        self =
            switch try archive.int() {
            case 0: .article(try archive.string())
            case 1: .articles
            case 2: .text(try archive.string())
            case 3: .record(try archive.string())
            case 4: .records(try archive.choice())
            case 5: .mentions(try archive.string())
            case 6: .citations
            case 7: .answers
            case 8: .name(try archive.string())
            case 9: .products(try archive.string())
            case 10: .front(try archive.string())
            default: throw ArchiveReader.Damaged()
            }
    }
}

extension ArchiveWriter {
    /// A case of an enumeration and the text that goes with it.
    fileprivate mutating func write(_ number: Int, _ text: String) {
        write(number)
        write(text)
    }
}
