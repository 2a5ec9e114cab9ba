import Citations
import Diagnostics
import Markdown

@testable import KnowledgeBase

/// What of a loaded knowledge base can be compared.
struct Snapshot: Equatable {
    let diagnostics: [Diagnostic]
    let articles: [Article]
    let bodies: [Node]
    let answers: [String]
    let sections: [[Article.Section]]
    let components: [[SourcePosition: String]]
    let facts: [String]
    let references: [String]
    let glossary: [String]
    let assets: [String]
    let mentions: [String: [LinkIndex.TargetMention]]
    let citations: [String: [Mention]]
    let recordsUsed: [String: [String]]

    init(_ loaded: KnowledgeBase.Loaded) {
        let knowledgeBase = loaded.knowledgeBase
        diagnostics = loaded.diagnostics
        articles = knowledgeBase?.articles ?? []
        let texts = knowledgeBase.map { base in base.articles.map { base.text(of: $0) } } ?? []
        bodies = texts.map(\.body)
        sections = texts.map(\.sections)
        components = texts.map { $0.components.mapValues { "\($0)" } }
        answers =
            knowledgeBase?.answers.map { "\($0.place) \($0.policy) \($0.items) \(String(describing: $0.state)) \($0.parts.sorted { $0.key.rawValue < $1.key.rawValue })" }
            ?? []
        facts =
            knowledgeBase?.records.flatMap { record in
                record.head.facts.map { "\(record.head.path)#\($0.id): \($0.value.text)" }
            } ?? []
        references = knowledgeBase?.references.map { AMA.format($0).plainText } ?? []
        glossary = knowledgeBase?.glossary.entries.map { "\($0.term) \($0.abbreviation ?? "")" } ?? []
        assets = knowledgeBase?.assets.map(\.path) ?? []
        mentions = knowledgeBase?.links.mentions ?? [:]
        citations = knowledgeBase?.links.citations ?? [:]
        recordsUsed = knowledgeBase?.links.recordsUsed ?? [:]
    }
}
