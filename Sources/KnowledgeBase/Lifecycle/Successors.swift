public import Diagnostics
import SitePaths
import SourceData

extension Rule {
    public static let wrongSuccessor = Rule(
        "wrong-successor", .error,
        means: "`superseded-by` stands in what is current, or names the file it stands in, a file of another kind, or one that is superseded or retired as well.",
        why: "Who reads what does not hold any more is led to what this names, and acts on that.",
        mend: "Name what holds now. The help says what it is where others lead there.")
}

extension Fields {
    static let successors = "superseded-by"

    /// The names of what replaced it. Only what does not hold any more has any, by one of the `statuses`; `isOutdated` is nil where
    /// nobody knows, because the status could not be read.
    func successors(isOutdated: Bool?, by statuses: String) -> [Located<String>] {
        guard let value = value(Self.successors) else { return [] }
        let names: [Located<String>]
        if case .sequence = value { names = strings(Self.successors) } else { names = string(Self.successors).map { [$0] } ?? [] }
        guard let isOutdated, !names.isEmpty else { return [] }
        if isOutdated { return names }
        log.report(
            .wrongSuccessor, at: value.position, "this names what replaced the file, whose status is not \(statuses)",
            suggestion: "write its status, or remove the line")
        return []
    }
}

extension LinkResolver {
    /// Paths of what replaced the article or record at `path`, as it says so; none for what holds.
    func successors(of path: String) -> [String] {
        (outdated[path]?.successors ?? []).compactMap { name in
            if let head = recordHead(path) { return recordPath(name.value, head.kind) }
            guard case .article(let successor, _)? = try? target(of: name.value, from: path) else { return nil }
            return successor
        }
    }

    /// What holds at the ends of the ways that lead on from what is outdated; nothing where they lead in a circle, or nowhere.
    func lastSuccessors(of path: String) -> [String] {
        var seen: Set = [path]
        var open = [path]
        var ends: [String] = []
        while !open.isEmpty {
            for successor in successors(of: open.removeFirst()) where seen.insert(successor).inserted {
                if outdated[successor] == nil { ends.append(successor) } else { open.append(successor) }
            }
        }
        return ends
    }

    /// `'new' or 'newer', which replaced it`, as links from `source` would name them, and records each other; nil where nobody says what did.
    func replacement(of path: String, from source: String) -> String? {
        let ends = lastSuccessors(of: path).map { end in
            if let head = recordHead(end), recordHead(source) != nil { return "'\(head.id)'" }
            return "'\(ContentPath.relative(end, from: ContentPath.folder(of: source)))'"
        }
        return ends.isEmpty ? nil : "\(ends.joined(separator: " or ")), which replaced it"
    }
}

extension LinkChecker {
    /// Follows what the page itself says of what replaced it.
    mutating func checkSuccessors() {
        for name in resolver.outdated[source]?.successors ?? [] {
            guard let target = successor(name), let path = target.path else { continue }
            if path == source {
                log.report(.wrongSuccessor, at: name.position, "'\(name.value)' is this file itself", suggestion: "name what replaced it, or remove the line")
            } else if let other = resolver.outdated[path] {
                log.report(
                    .wrongSuccessor, at: name.position, "'\(other.title)' is \(other.status) itself", notes: [.init("its status", at: other.position)],
                    suggestion: resolver.replacement(of: path, from: source).map { "name \($0)" } ?? "name what holds now, or remove the line")
            }
            use(target, at: name.position, .successor)
        }
    }

    /// Where a name leads: records name records of their kind by their ids, articles name articles as their links do. Nil where it is reported.
    private mutating func successor(_ name: Located<String>) -> LinkTarget? {
        if let own = resolver.recordHead(source) { return record(name, like: own.kind) }
        let target: LinkTarget
        do throws(LinkResolver.Failure) {
            target = try resolver.target(of: name.value, from: source)
        } catch {
            report(error, at: name.position)
            return nil
        }
        if case .article(_, nil) = target { return target }
        log.report(.wrongSuccessor, at: name.position, "'\(name.value)' is no article", suggestion: "name the file of the article that replaced this one")
        return nil
    }

    private mutating func record(_ id: Located<String>, like kind: RecordKind) -> LinkTarget? {
        if let head = resolver.record(id.value, kind) { return .record(path: head.path, anchor: nil) }
        if let other = RecordKind.allCases.first(where: { resolver.recordPath(id.value, $0) != nil }) {
            log.report(
                .wrongSuccessor, at: id.position, "'\(id.value)' is a \(other.singular), and replaces no \(kind.singular)",
                suggestion: "name the \(kind.singular) that replaced this one")
        } else {
            reportMissing(id, kind)
        }
        return nil
    }
}

extension KnowledgeBase {
    /// Paths of what replaced the article or record at `path`, as it says so; none for what holds.
    public func successors(of path: String) -> [String] {
        ReadLog.note(isArticle(path) ? .article(path) : .record(path))
        return resolver.successors(of: path)
    }
}
