import SourceData

/// A page before it becomes bytes: which template, and what to fill it with.
struct Page: Sendable {
    let output: String
    let template: String
    let values: [TemplateKey: TemplateValue]
}

/// A page that is known to come, and how it is made: each is made by itself, when it is asked for.
struct PagePlan: Sendable {
    let output: String
    /// Content path of the article or record the page is of; nil for pages that gather.
    var source: String?
    /// Of what the page is made of without looking: it differs when that does.
    let given: Stamp
    let page: @Sendable () -> Page
}
