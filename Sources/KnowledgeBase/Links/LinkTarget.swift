/// Where a link leads.
public enum LinkTarget: Hashable, Sendable {
    case article(path: String, anchor: String?)
    case record(path: String, anchor: String?)
    /// A result of a regimen's plan, for what the query enters.
    indirect case plan(path: String, query: String, result: String)
    /// The index page of a folder of articles or records.
    case index(folder: String)
    case glossary(anchor: String?)
    case bibliography(key: String?)
    /// A file that is published as it is.
    case asset(path: String)
    case external(String)
    /// A place on the same page.
    case here(anchor: String)

    /// The content file or folder the link leads to, when it leads to one.
    public var path: String? {
        switch self {
        case .article(let path, _), .record(let path, _), .asset(let path), .plan(let path, _, _): path
        default: nil
        }
    }

    public var anchor: String? {
        switch self {
        case .article(_, let anchor), .record(_, let anchor), .glossary(let anchor): anchor
        case .bibliography(let key): key
        case .here(let anchor): anchor
        default: nil
        }
    }
}

/// Something in the knowledge base that mentions something else.
public struct Mention: Hashable, Sendable {
    /// Content path of the article or record.
    public let source: String
    /// The section of the article; nil in a record, and before an article's first heading.
    public let section: Article.Section?
}
