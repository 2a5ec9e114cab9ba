import Diagnostics
package import KnowledgeBase
import Rendering
import SitePaths
package import SourceData
import Templates

/// What a page leads on to, by what articles and records say of themselves: the indication they are for, the records they use, and tags they share.
package struct NextSteps: Sendable {
    package struct Steps: Sendable, Equatable {
        /// Paths of regimens, of criteria and of articles.
        var calculators: [String] = []
        var criteria: [String] = []
        var articles: [String] = []
    }

    private static let most = 4
    /// A tag that so many pages have says little of any.
    private static let mostTagged = 24

    private let knowledgeBase: KnowledgeBase
    private let regimens: [String: [String]]
    private let criteria: [String: [String]]
    /// Paths of articles, and by tag the places of those that have it, for rare tags alone.
    private let articles: [String]
    private let tagged: [String: [Int]]

    init(_ knowledgeBase: KnowledgeBase) {
        self.knowledgeBase = knowledgeBase
        var regimens: [String: [String]] = [:]
        var criteria: [String: [String]] = [:]
        for record in knowledgeBase.records where !record.isOutdated {
            switch record {
            case .regimen(let regimen): if let id = regimen.indication?.value { regimens[id, default: []].append(regimen.head.path) }
            case .criteria(let set): for id in set.appliesTo { criteria[id.value, default: []].append(set.head.path) }
            default: break
            }
        }
        self.regimens = regimens
        self.criteria = criteria
        var articles: [String] = []
        var tagged: [String: [Int]] = [:]
        for article in knowledgeBase.articles where article.status != .superseded && article.path != "index.md" {
            for tag in article.tags { tagged[tag, default: []].append(articles.count) }
            articles.append(article.path)
        }
        self.articles = articles
        self.tagged = tagged.filter { (2...Self.mostTagged).contains($0.value.count) }
    }

    /// Of an article: the calculators and criteria for its indication, and those it uses.
    package func steps(from article: Article) -> Steps {
        guard article.path != "index.md" else { return Steps() }
        let used = knowledgeBase.recordsUsed(by: article.path)
        var steps = Steps()
        let isIndication = article.type == .indications
        steps.calculators = first((isIndication ? regimens[article.id] ?? [] : []) + used.filter { $0.hasPrefix("regimens/") })
        steps.criteria = first((isIndication ? criteria[article.id] ?? [] : []) + used.filter { $0.hasPrefix("criteria/") })
        steps.articles = related(article.tags, to: article.path)
        return steps
    }

    /// Of a regimen or of criteria: what else there is for its indication.
    package func steps(from record: Record) -> Steps {
        let indications: [String]
        switch record {
        case .regimen(let regimen): indications = regimen.indication.map { [$0.value] } ?? []
        case .criteria(let set): indications = set.appliesTo.map(\.value)
        default: return Steps()
        }
        let path = record.head.path
        var steps = Steps()
        steps.calculators = first(indications.flatMap { regimens[$0] ?? [] }, but: path)
        steps.criteria = first(indications.flatMap { criteria[$0] ?? [] }, but: path)
        steps.articles = first(indications.compactMap { knowledgeBase.indicationPath($0) } + related(record.head.tags, to: path))
        return steps
    }

    /// Articles that share tags, first those that share the most and the rarest.
    private func related(_ tags: [String], to path: String) -> [String] {
        var weights: [Int: Double] = [:]
        for tag in tags {
            guard let members = tagged[tag] else { continue }
            for member in members { weights[member, default: 0] += 1 / Double(members.count) }
        }
        return weights.filter { articles[$0.key] != path }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most).map { articles[$0.key] }
    }

    private func first(_ paths: [String], but own: String? = nil) -> [String] {
        var found: [String] = []
        for path in paths where found.count < Self.most && path != own && !found.contains(path) && !isOutdated(path) { found.append(path) }
        return found
    }

    private func isOutdated(_ path: String) -> Bool { knowledgeBase.resolver.isOutdated(path) }
}

extension NextSteps.Steps {
    /// Of what is there; what the pages are called is looked up when it is shown.
    package var stamp: Stamp { Stamp((calculators + ["/"] + criteria + ["/"] + articles).joined(separator: "\n")) }

    /// A list of `title` and `items` for each kind there is.
    func values(_ parts: PageParts) -> TemplateValue {
        func list(_ title: String, _ paths: [String]) -> [TemplateValue] {
            let items = paths.compactMap { path -> TemplateValue? in
                guard let title = parts.knowledgeBase.title(of: path) else { return nil }
                let output = parts.knowledgeBase.isArticle(path) ? OutputPath.article(path) : OutputPath.record(path)
                return [.title: .text(title), .href: .text(parts.scope.href(output))]
            }
            return items.isEmpty ? [] : [[.title: .text(title), .items: .list(items)]]
        }
        return .list(list("Work out a dose", calculators) + list("Check criteria", criteria) + list("Read on", articles))
    }
}
