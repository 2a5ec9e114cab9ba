/// What the data of a site keeps to, by JSON Schema 2020-12: published with it, so that a program can hold what it reads to it.
///
/// Members may be added to a version; a program must pass over those it does not know.
package enum DataSchema: String, CaseIterable, Sendable {
    case index = "index-1"
    case article = "article-1"
    case record = "record-1"

    package var text: String {
        switch self {
        case .index: Self.indexText
        case .article: Self.articleText
        case .record: Self.recordText
        }
    }
}
