/// A page before it becomes bytes: which template, and what to fill it with.
struct Page: Sendable {
    let output: String
    let template: String
    let values: [TemplateKey: TemplateValue]
}

/// A page that is known to come, and how it is made: each is made by itself, when it is asked for.
struct PagePlan: Sendable {
    let output: String
    let page: @Sendable () -> Page
}
