/// A page before it becomes bytes: which template, and what to fill it with.
struct Page: Sendable {
    let output: String
    let template: String
    let values: [TemplateKey: TemplateValue]
}
