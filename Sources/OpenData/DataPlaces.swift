import Citations
import Diagnostics
package import KnowledgeBase
import Parallelism
import SitePaths
package import SourceData

/// Where a site's data stands, and what every file of it says first.
package final class DataPlaces: Sendable {
    /// Raised when a program that reads the data has to be changed: when a member goes, changes its name or its meaning. Members may be added without.
    package static let version = 1

    package let knowledgeBase: KnowledgeBase
    /// References as they are printed, by their keys: they stand in many files.
    private let printed = Remembered<String, String>()

    package init(_ knowledgeBase: KnowledgeBase) { self.knowledgeBase = knowledgeBase }

    /// The address of a published file or page: from the root of the site, and on its host where that is known.
    package func address(_ output: String) -> JSONValue {
        .object(["path": .string(output), "url": knowledgeBase.site.baseURL.map { .string(PublicAddress.of(output, at: $0)) }])
    }

    /// What stands at the head of a file at `output` that keeps to a schema.
    func head(_ schema: DataSchema, at output: String) -> JSONValue {
        .object([
            "$schema": .string(ContentPath.relative(OutputPath.dataSchema(schema.rawValue), from: ContentPath.folder(of: output))),
            "version": .integer(Self.version),
        ])
    }

    /// What replaced the article or record at `path`; nil for what holds, and where it does not say by what.
    func successors(of path: String) -> JSONValue? {
        .list(
            knowledgeBase.successors(of: path).map { path in
                let isArticle = knowledgeBase.isArticle(path)
                return .object([
                    "title": knowledgeBase.title(of: path).map { .string($0) }, "data": .string(OutputPath.data(of: path)),
                    "page": address(isArticle ? OutputPath.article(path) : OutputPath.record(path)),
                ])
            })
    }

    /// How it is the site's own, where the site extends another knowledge base.
    package static func local(_ local: LocalContent) -> JSONValue {
        let state =
            switch local.kind {
            case .added: "added"
            case .replaced: "replaced"
            case .changed: "changed"
            }
        return .object([
            "state": .string(state), "of": .string(local.upstream), "version": local.override.map { .string($0.version.value) },
            "by": local.override.map { .string($0.by) }, "on": local.override.map { .string($0.on.description) }, "why": local.override.map { .string($0.why) },
            "changes": .list(
                local.changes.map { change in
                    .object([
                        "at": change.place.map { .string($0.value) }, "was": change.was.map { .string($0.words) }, "now": change.now.map { .string($0.words) },
                        "why": change.why.map { .string($0) },
                    ])
                }),
        ])
    }

    /// Whether someone clinical has reviewed it; nothing more is said of a review that did not take place.
    package static func review(_ review: Review?) -> JSONValue {
        guard let review else { return .object(["state": .string(state(review))]) }
        return .object([
            "state": .string(state(review)), "by": .string(review.by), "on": .string(review.on.description), "interval-months": review.interval.map { .integer($0) },
            "content-hash": review.version.map { .string($0) },
        ])
    }

    /// What the index says of it.
    static func state(_ review: Review?) -> String { review.map { $0.isStale ? "changed-since-review" : "reviewed" } ?? "unreviewed" }

    /// A source with what it is found by.
    func source(_ key: String, _ locator: String? = nil) -> JSONValue {
        let reference = knowledgeBase.reference(key)
        return .object([
            "key": .string(key), "locator": .text(locator), "doi": .text(reference?.doi), "pmid": .text(reference?.pmid), "pmcid": .text(reference?.pmcid),
            "url": .text(reference?.url), "text": reference.map { reference in .string(printed.value(key) { Self.printed(reference) }) },
        ])
    }
}
