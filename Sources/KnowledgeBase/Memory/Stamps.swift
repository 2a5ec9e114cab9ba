import SourceData
import Synchronization

/// The present states of what can be looked at.
struct Stamps: Sendable {
    private let files: [String: Stamp]
    private let articles: [String: Stamp]
    private let names: [String: String]
    private let recordPaths: [RecordKind: [String]]

    /// `files` and their parts in the order of their paths.
    init(_ files: [ContentFile], _ parts: [ParsedFile]) {
        var stamps: [String: Stamp] = [:]
        stamps.reserveCapacity(files.count)
        var articles: [String: Stamp] = [:]
        articles.reserveCapacity(files.count)
        var names: [String: String] = [:]
        names.reserveCapacity(files.count)
        var paths: [RecordKind: [String]] = [:]
        for (file, part) in zip(files, parts) {
            stamps[file.path] = file.stamp
            switch part.content {
            case .article(let article):
                articles[file.path] = part.names
                names[file.path] = article.title
            case .record(let record):
                paths[record.head.kind, default: []].append(file.path)
                names[file.path] = record.head.title
            default: break
            }
        }
        self.files = stamps
        self.articles = articles
        self.names = names
        recordPaths = paths
    }

    func file(_ path: String) -> Stamp { files[path] ?? .none }

    /// Of what the check of an article can look at; nothing else is known before all are checked.
    func stamp(_ read: Read) -> Stamp {
        switch read {
        case .article(let path): articles[path] ?? .none
        case .articles: Stamp(articles.sorted { $0.key < $1.key }.map(\.value))
        case .record(let path): file(path)
        case .name(let path): names[path].map { Stamp($0) } ?? .none
        case .records(let kind): Stamp((recordPaths[kind] ?? []).map(file))
        case .text, .front, .products, .mentions, .citations, .answers: preconditionFailure("the check of an article looks at no other's")
        }
    }

    /// Of everything `reads` name, in their order.
    func basis(_ reads: [Read]) -> Stamp { Stamp(reads.map(stamp)) }
}

/// The present states of what a page can look at, each worked out when it is first asked for.
final class SiteStamps: Sendable {
    private let stamps: Stamps
    private let ground: Stamp
    private let checked: [String: CheckedArticle]
    /// Paths of the articles that have answers to items of coverage policies.
    let answering: [String]
    private let links: LinkIndex
    /// By the name in lower case, in the order of their titles.
    let productsByDrug: [String: [Product]]
    private let state = Mutex((known: [Read: Stamp](), revised: [String: (bytes: Stamp, check: CheckedArticle)]()))

    init(_ stamps: Stamps, ground: Stamp, _ articles: [Article], _ checked: [CheckedArticle], _ links: LinkIndex, _ products: [Product]) {
        productsByDrug = Dictionary(grouping: products) { $0.drug.lowercased() }
        self.stamps = stamps
        self.ground = ground
        self.checked = Dictionary(zip(articles, checked).map { ($0.path, $1) }, uniquingKeysWith: { first, _ in first })
        answering = zip(articles, checked).filter { $1.hasAnswers }.map(\.0.path)
        self.links = links
    }

    func stamp(_ read: Read) -> Stamp {
        if let stamp = state.withLock({ $0.known[read] }) { return stamp }
        let stamp =
            switch read {
            case .article, .articles, .name, .record, .records: stamps.stamp(read)
            case .text(let path): text(path)
            case .front: preconditionFailure("the knowledge base has the files")
            case .answers: Stamp(answering.map(text))
            case .products(let drug): Stamp((productsByDrug[drug] ?? []).map { Stamp($0.head.path) })
            case .mentions(let path): mentions(links.mentions[path] ?? [])
            case .citations: citations()
            }
        state.withLock { $0.known[read] = stamp }
        return stamp
    }

    /// The article says something else from now on, and nothing that others see.
    func revise(_ path: String, bytes: Stamp, _ check: CheckedArticle) {
        state.withLock { state in
            state.revised[path] = (bytes, check)
            state.known[.text(path)] = nil
        }
    }

    /// What an article says is its bytes, and what is filled in from elsewhere.
    private func text(_ path: String) -> Stamp {
        let revised = state.withLock { $0.revised[path] }
        guard let check = revised?.check ?? checked[path] else { return .none }
        return Stamp([revised?.bytes ?? stamps.file(path), ground, stamps.basis(check.reads)])
    }

    private func mentions(_ mentions: [LinkIndex.TargetMention]) -> Stamp {
        Stamp { archive in
            for target in mentions {
                archive.write(target.mention)
                archive.write(target.anchor)
            }
        }
    }

    private func citations() -> Stamp {
        Stamp { archive in
            for (key, mentions) in links.citations.sorted(by: { $0.key < $1.key }) {
                archive.write(key)
                archive.write(mentions.count)
                for mention in mentions { archive.write(mention) }
            }
        }
    }
}

extension ArchiveWriter {
    fileprivate mutating func write(_ mention: Mention) {
        write(mention.source)
        write(mention.section)
    }
}
