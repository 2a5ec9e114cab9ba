package import Search
package import SourceData
package import Templates

/// A page before it becomes bytes: which template, and what to fill it with.
package struct Page: Sendable {
    /// Path relative to the output folder.
    package let output: String
    /// Its name.
    package let template: String
    /// What the template reads.
    package let values: [TemplateKey: TemplateValue]
    /// What places of it were called once.
    package var formerAnchors: [(old: String, new: String)] = []
}

/// A page or another file that is known to come, and how it is made: each is made by itself, when it is asked for.
package struct PagePlan: Sendable {
    /// Path relative to the output folder.
    package let output: String
    /// Content path of the article, the record or the glossary the page is of; nil for pages that gather.
    package let source: String?
    /// Of what the page is made of without looking: it differs when that does.
    package let given: Stamp
    /// True for a page that search engines are to know.
    package let isListed: Bool
    /// How it is found; nil for pages that no search leads to.
    package let search: SearchedPage?
    /// The article that no plan behind this one needs the text of.
    package var endsArticle: String?
    /// How it is made, on any thread.
    package let content: Content

    /// A page for a template, or a file as it is.
    package enum Content: Sendable {
        case page(@Sendable () -> Page)
        case file(@Sendable () -> [UInt8])
    }

    /// A page of an article or record names its `source`.
    package init(output: String, source: String? = nil, given: Stamp, search: SearchedPage? = nil, isListed: Bool = true, page: @escaping @Sendable () -> Page) {
        self.output = output
        self.source = source
        self.given = given
        self.search = search
        self.isListed = isListed
        content = .page(page)
    }

    /// What no reader opens: a file for programs.
    package init(file output: String, given: Stamp = .none, bytes: @escaping @Sendable () -> [UInt8]) {
        self.output = output
        self.given = given
        source = nil
        isListed = false
        search = nil
        content = .file(bytes)
    }

    package var isPage: Bool { if case .page = content { true } else { false } }
}
