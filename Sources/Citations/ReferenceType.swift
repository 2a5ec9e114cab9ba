/// What kind of work a reference describes: the CSL item types a clinical library meets.
public enum ReferenceType: String, CaseIterable, Hashable, Sendable {
    case journalArticle = "article-journal"
    case review
    case bookReview = "review-book"
    /// In CSL 1.0.2 a work made available on its own, above all a preprint.
    case preprint = "article"
    case magazineArticle = "article-magazine"
    case newspaperArticle = "article-newspaper"
    case book
    case chapter
    case entry
    case dictionaryEntry = "entry-dictionary"
    case encyclopediaEntry = "entry-encyclopedia"
    case conferencePaper = "paper-conference"
    case thesis
    case report
    case document
    case pamphlet
    case standard
    case legislation
    case regulation
    case dataset
    case software
    case webpage
    case post
    case weblogPost = "post-weblog"
}

extension ReferenceType {
    /// Types that are set the same way.
    enum Layout {
        case journal, news, preprint, book, chapter, thesis, document, law, data, web
    }

    var layout: Layout {
        switch self {
        case .journalArticle, .review, .bookReview: .journal
        case .magazineArticle, .newspaperArticle: .news
        case .preprint: .preprint
        case .book: .book
        case .chapter, .entry, .dictionaryEntry, .encyclopediaEntry, .conferencePaper: .chapter
        case .thesis: .thesis
        case .report, .document, .pamphlet, .standard: .document
        case .legislation, .regulation: .law
        case .dataset, .software: .data
        case .webpage, .post, .weblogPost: .web
        }
    }
}
