import Diagnostics
import Foundation
import Markdown
import SitePaths
import SourceData

/// Knows every name a link can use, and what is wrong with one that leads nowhere.
public struct LinkResolver: Sendable {
    /// Why a link does not resolve.
    struct Failure: Error {
        let rule: Rule
        let summary: String
        var suggestion: String?
        /// True when the file is there but could not be read: that is reported already.
        var isSecondary = false
        var cause: Diagnostic.Cause?

        static let secondary = Failure(rule: .brokenLink, summary: "the file could not be read", isSecondary: true)
    }

    private let articleAnchors: [String: Set<String>]
    private let recordsByPath: [String: RecordHead]
    private let glossaryAnchors: Set<String>
    private let referenceKeys: Set<String>
    /// Keys of references by the ids that a reference manager keeps for itself.
    let keysByOtherID: [String: String]
    private let assets: Set<String>
    private let folders: Set<String>
    private let recordsByID: [RecordKind: [String: RecordHead]]
    private let criteriaByPath: [String: CriteriaSet]
    private let regimensByID: [String: Regimen]
    /// The dosing records, for doses that prose says.
    public let catalog: DosingCatalog
    /// Paths of the articles in `indications/`, by id.
    let indications: [String: String]
    /// What is superseded or retired, by path.
    let outdated: [String: Outdated]
    /// Articles that are no more than drafts, by path.
    let drafts: [String: Draft]
    /// Paths of articles that say they are current.
    let currentArticles: Set<String>
    /// Paths of files that could not be read.
    private let unread: Set<String>
    /// The same as folder and id.
    private let unreadIDs: Set<String>
    /// Every path that a link can name, and the first of those with a stem.
    private let paths: [String]
    private let pathsByStem: [String: String]
    /// False where nothing is said any more about what was meant: to look for that takes a look at every name there is.
    var givesHints = true

    /// An article or a record that does not hold any more.
    struct Outdated: Sendable {
        let title: String
        /// `superseded` or `retired`.
        let status: String
        let position: SourcePosition
        /// What it says has replaced it, as it is written there.
        let successors: [Located<String>]
    }

    struct Draft: Sendable {
        let title: String
        /// Nil where it says nothing of its status.
        let position: SourcePosition?
    }

    static let dangerousSchemes: Set<String> = ["javascript", "vbscript", "data", "file", "blob", "about", "filesystem"]
    static let followableSchemes: Set<String> = ["http", "https", "mailto", "tel"]

    init(
        articles: [Article], records: [Record], glossary: Glossary, referenceKeys: Set<String>, keysByOtherID: [String: String] = [:], assets: Set<String>,
        unread: Set<String>
    ) {
        var anchors: [String: Set<String>] = [:]
        for article in articles { anchors[article.path] = Set(article.anchors) }
        articleAnchors = anchors
        recordsByPath = Dictionary(records.map { ($0.head.path, $0.head) }, uniquingKeysWith: { first, _ in first })
        glossaryAnchors = Set(glossary.entries.map(\.id))
        self.referenceKeys = referenceKeys
        self.keysByOtherID = keysByOtherID
        self.assets = assets
        recordsByID = Dictionary(grouping: records.map(\.head), by: \.kind)
            .mapValues { Dictionary($0.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }) }
        criteriaByPath = records.reduce(into: [:]) { sets, record in
            if case .criteria(let set) = record { sets[set.head.path] = set }
        }
        regimensByID = records.reduce(into: [:]) { regimens, record in
            if case .regimen(let regimen) = record { regimens[regimen.head.id] = regimen }
        }
        indications = Dictionary(
            articles.filter { $0.type == .indications }.map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
        catalog = DosingCatalog(articles, records)
        self.unread = unread
        unreadIDs = Set(
            unread.map { path in
                let file = ContentFile(path: path, bytes: [])
                return "\(file.topFolder)/\(file.stem)"
            })
        hasUnreadReferences = unread.contains { $0.hasPrefix("references/") && $0.hasSuffix(".json") }
        var outdated: [String: Outdated] = [:]
        for article in articles where article.status.isOutdated {
            outdated[article.path] = Outdated(
                title: article.title, status: article.status.rawValue, position: article.statusPosition, successors: article.successors)
        }
        for head in records.map(\.head) where head.status.isOutdated {
            outdated[head.path] = Outdated(title: head.title, status: head.status.rawValue, position: head.statusPosition, successors: head.successors)
        }
        self.outdated = outdated
        currentArticles = Set(articles.lazy.filter { $0.status == .current }.map(\.path))
        var drafts: [String: Draft] = [:]
        if !currentArticles.isEmpty {
            for article in articles where article.status == .draft {
                let position = article.statusPosition
                drafts[article.path] = Draft(title: article.title, position: position == SourcePosition(file: article.path) ? nil : position)
            }
        }
        self.drafts = drafts
        paths = articles.map(\.path) + records.map(\.head.path) + assets + [Glossary.path]
        pathsByStem = Dictionary(paths.map { (Self.stem($0), $0) }, uniquingKeysWith: min)
        var folders = Set(articles.filter { $0.type != .page }.map(\.type.rawValue) + records.map(\.head.kind.rawValue))
        if records.contains(where: { $0.head.kind == .regimens || $0.head.kind == .criteria }) { folders.insert("calculators") }
        if records.contains(where: \.isCoverage) { folders.insert(ArticleType.coverage.rawValue) }
        self.folders = folders
    }

    func fact(at target: LinkTarget) -> Fact? {
        if case .plan(let path, let query, let result) = target { return try? computed(path, query, result) }
        guard case .record(let path, let anchor?) = target else { return nil }
        return head(path)?.fact(anchor)
    }

    /// The record at `path`, when there is one.
    func recordHead(_ path: String) -> RecordHead? { head(path) }

    private func head(_ path: String) -> RecordHead? {
        guard let head = recordsByPath[path] else { return nil }
        ReadLog.note(.record(path))
        return head
    }

    private func anchors(of article: String) -> Set<String>? {
        guard let anchors = articleAnchors[article] else { return nil }
        ReadLog.note(.article(article))
        return anchors
    }

    /// What the engine makes of a link to a regimen with a patient in its address.
    private func computed(_ path: String, _ query: String, _ result: String) throws(ComputedFact.Refusal) -> Fact? {
        guard let id = head(path)?.id, let regimen = regimensByID[id] else { return nil }
        return try ComputedFact(regimen, query: query, result: result, catalog).fact()
    }

    /// The same for a link on the page of `source`, which may lead to a fact of that page.
    func fact(at target: LinkTarget, from source: String) -> Fact? {
        if case .here(let anchor) = target { return head(source)?.fact(anchor) }
        return fact(at: target)
    }

    /// The word by which a link may say that its target does not hold any more, when `title` is one.
    public static func saidStatus(_ title: String) -> String? { ["superseded", "retired"].first { $0 == title.lowercased() } }

    /// `superseded` or `retired`; nil for what is current.
    public func outdatedStatus(of target: LinkTarget) -> String? { target.path.flatMap { outdated[$0]?.status } }

    /// True where a site has anything to list of a kind.
    func has(_ listing: Listing) -> Bool {
        switch listing {
        case .calculators: recordsByID[.regimens] != nil
        case .criteria: criteriaByPath.values.contains { $0.purpose != .coverage }
        case .coverage: folders.contains(ArticleType.coverage.rawValue) || criteriaByPath.values.contains { $0.purpose == .coverage }
        case .evidence, .indications, .therapies, .dosing: folders.contains(listing.rawValue)
        }
    }

    /// True for the path of what is superseded or retired.
    public func isOutdated(_ path: String) -> Bool { outdated[path] != nil }

    /// True for the path of an article or a record.
    func knows(_ path: String) -> Bool { articleAnchors[path] != nil || recordsByPath[path] != nil }

    func record(_ id: String, _ kind: RecordKind) -> RecordHead? {
        guard let head = recordsByID[kind]?[id] else { return nil }
        ReadLog.note(.record(head.path))
        return head
    }

    func recordPath(_ id: String, _ kind: RecordKind) -> String? { recordsByID[kind]?[id]?.path }

    func criteria(at path: String) -> CriteriaSet? {
        ReadLog.note(.record(path))
        return criteriaByPath[path]
    }

    func regimen(_ id: String) -> Regimen? {
        guard let regimen = regimensByID[id] else { return nil }
        ReadLog.note(.record(regimen.head.path))
        return regimen
    }

    func recordIDs(of kind: RecordKind) -> [String] { recordsByID[kind]?.keys.sorted() ?? [] }

    /// True when the file that says what `id` is could not be read.
    func isUnread(_ id: String, in folder: String) -> Bool {
        unreadIDs.contains("\(folder)/\(id)")
    }

    /// True when a file of references could not be read, so that nothing is known of a key that is not there.
    var lacksReferences: Bool { hasUnreadReferences }
    private let hasUnreadReferences: Bool

    func target(of destination: String, from source: String) throws(Failure) -> LinkTarget {
        // Browsers ignore these inside an address, so a scheme can hide behind them.
        let hides = destination.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
        let address = hides ? String(String.UnicodeScalarView(destination.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F })) : destination
        if let scheme = Self.scheme(of: address) { return try external(address, scheme) }
        if address.hasPrefix("//") {
            throw Failure(rule: .unknownScheme, summary: "'\(destination)' leaves out its scheme", suggestion: "start it with https://")
        }
        let hash = destination.utf8.firstIndex(of: UInt8(ascii: "#"))
        guard let path = ContentPath.decode(destination[..<(hash ?? destination.endIndex)]),
            let anchor = hash.map({ ContentPath.decode(destination[destination.utf8.index(after: $0)...]) }) ?? ""
        else {
            throw Failure(rule: .brokenLink, summary: "'\(destination)' is not a valid address")
        }
        // The bytes are those of the place, however a keyboard composed them.
        let wantedAnchor = anchor.isEmpty ? nil : anchor.composed
        if path.isEmpty {
            guard let wantedAnchor else { throw Failure(rule: .brokenLink, summary: "the link leads nowhere", suggestion: "name a file or a #heading") }
            return try here(wantedAnchor, source)
        }
        if let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")), path[..<mark].hasSuffix(".yml") {
            return try plan(String(path[..<mark]), String(path[path.index(after: mark)...]), wantedAnchor, source)
        }
        if path.hasPrefix("/") {
            throw Failure(
                rule: .brokenLink, summary: "'\(path)' starts at the root of the server",
                suggestion: "write the path from this file: '\(ContentPath.relative(String(path.drop { $0 == "/" }), from: ContentPath.folder(of: source)))'")
        }
        guard let resolved = ContentPath.resolve(path, from: ContentPath.folder(of: source)) else {
            throw Failure(
                rule: .outsideContent, summary: "'\(path)' leads out of the content folder",
                suggestion: "copy what you need into the content folder")
        }
        if resolved.isEmpty {
            let home = ContentPath.relative("index.md", from: ContentPath.folder(of: source))
            throw Failure(
                rule: .brokenLink, summary: "'\(path)' is the content folder, not a page",
                suggestion: "the home page is '\(home)'")
        }
        return try inside(resolved, wantedAnchor, source)
    }

    /// `x.yml?weight=70kg`: a regimen and a patient.
    private func plan(_ path: String, _ query: String, _ anchor: String?, _ source: String) throws(Failure) -> LinkTarget {
        guard let resolved = ContentPath.resolve(path, from: ContentPath.folder(of: source)), let head = head(resolved), head.kind == .regimens else {
            if let resolved = ContentPath.resolve(path, from: ContentPath.folder(of: source)), unread.contains(resolved) { throw .secondary }
            throw Failure(
                rule: .brokenLink, summary: "'\(path)' is no regimen, and only a regimen can be asked for a dose",
                suggestion: suggestion(forPath: path, from: source),
                cause: ContentPath.resolve(path, from: ContentPath.folder(of: source)).map { .init(FollowUps.home($0), homes: []) })
        }
        guard let anchor else {
            throw Failure(
                rule: .brokenAnchor, summary: "the link does not say which result it is about", suggestion: "end it with '#each', '#course' or another result")
        }
        do throws(ComputedFact.Refusal) {
            _ = try computed(resolved, query, anchor)
        } catch {
            throw Failure(rule: .brokenLink, summary: error.words, suggestion: error.suggestion, cause: error.cause)
        }
        return .plan(path: resolved, query: query, result: anchor)
    }

    private func inside(_ path: String, _ anchor: String?, _ source: String) throws(Failure) -> LinkTarget {
        if unread.contains(path) { throw .secondary }
        if let anchors = anchors(of: path) {
            try check(anchor, in: anchors, of: "'\(path)'")
            return .article(path: path, anchor: anchor)
        }
        if let head = head(path) {
            try check(anchor, in: head, of: "'\(path)'")
            return .record(path: path, anchor: anchor)
        }
        if path == Glossary.path {
            try check(anchor, in: glossaryAnchors, of: "'\(path)'")
            return .glossary(anchor: anchor)
        }
        if path.hasPrefix("references/"), path.hasSuffix(".json") {
            if let anchor, !referenceKeys.contains(anchor) {
                if lacksReferences { throw .secondary }
                let cause = Diagnostic.Cause(FollowUps.reference(anchor, among: referenceKeys), homes: [])
                throw Failure(
                    rule: .brokenAnchor, summary: "'\(path)' has no place '#\(anchor)'",
                    suggestion: nearMiss(anchor, in: referenceKeys).map { "did you mean '#\($0)'?" }, cause: cause)
            }
            try check(anchor, in: referenceKeys, of: "'\(path)'")
            return .bibliography(key: anchor)
        }
        if folders.contains(path) { return .index(folder: path) }
        if assets.contains(path) { return .asset(path: path) }
        throw Failure(
            rule: .brokenLink, summary: "there is no '\(path)'",
            suggestion: suggestion(forPath: path, from: source) ?? "mend the path, or add the file",
            cause: .init(FollowUps.home(path), homes: []))
    }

    private func check(_ anchor: String?, in head: RecordHead, of page: String) throws(Failure) {
        guard let anchor, !head.anchors.contains(anchor), head.fact(anchor) == nil else { return }
        try check(anchor, in: head.places, of: page, at: head.path)
    }

    private func check(_ anchor: String?, in anchors: Set<String>, of page: String, at path: String? = nil) throws(Failure) {
        guard let anchor, !anchors.contains(anchor) else { return }
        guard givesHints else { throw Failure(rule: .brokenAnchor, summary: "\(page) has no place '#\(anchor)'") }
        var help = nearMiss(anchor, in: anchors).map { "did you mean '#\($0)'?" }
        let below = anchors.filter { $0.hasPrefix(anchor + ".") }.sorted()
        if help == nil, !below.isEmpty { help = "did you mean one of: \(below.map { "#" + $0 }.joined(separator: ", "))?" }
        if help == nil, !anchors.isEmpty, anchors.count <= 16 {
            help = "it has: \(anchors.sorted().map { "#" + $0 }.joined(separator: ", "))"
        }
        // The first part of a fact's name is what the record calls it; what hangs on it goes with it.
        let cause = path.map { Diagnostic.Cause("\(FollowUps.home($0))#\(anchor.prefix { $0 != "." })", homes: [FollowUps.home($0)]) }
        throw Failure(rule: .brokenAnchor, summary: "\(page) has no place '#\(anchor)'", suggestion: help, cause: cause)
    }

    private func here(_ anchor: String, _ source: String) throws(Failure) -> LinkTarget {
        let anchors: Set<String>
        if let known = articleAnchors[source] {
            anchors = known
        } else if let head = head(source) {
            anchors = head.places
        } else {
            anchors = source == Glossary.path ? glossaryAnchors : []
        }
        try check(anchor, in: anchors, of: "this page")
        return .here(anchor: anchor)
    }

    private func external(_ address: String, _ scheme: String) throws(Failure) -> LinkTarget {
        if Self.followableSchemes.contains(scheme) { return .external(address) }
        if Self.dangerousSchemes.contains(scheme) {
            throw Failure(
                rule: .dangerousURL, summary: "links to '\(scheme):' addresses are not allowed",
                suggestion: "link to a web page, or to a file in the content folder")
        }
        throw Failure(
            rule: .unknownScheme, summary: "'\(scheme):' is not a kind of address readers can follow",
            suggestion: "use https:, http:, mailto: or tel:, or a relative path")
    }

    /// Lower-cased; nil for relative addresses.
    static func scheme(of address: String) -> String? {
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = address[..<colon].lowercased()
        guard let first = scheme.unicodeScalars.first, ("a"..."z").contains(first),
            scheme.unicodeScalars.allSatisfy({
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || "+.-".unicodeScalars.contains($0)
            })
        else { return nil }
        return scheme
    }

    /// A file of the same name elsewhere, or one whose path is nearly this.
    private func suggestion(forPath path: String, from source: String) -> String? {
        guard givesHints else { return nil }
        let stem = Self.stem(path)
        guard let found = nearMiss(path, in: paths) ?? pathsByStem[stem] ?? nearMiss(stem, in: pathsByStem.keys).flatMap({ pathsByStem[$0] }) else { return nil }
        return "did you mean '\(ContentPath.relative(found, from: ContentPath.folder(of: source)))'?"
    }

    private static func stem(_ path: String) -> String {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        return String(name.prefix { $0 != "." })
    }
}
