import KnowledgeBase
import Markdown
import Rendering
import SitePaths
import Templates

/// Every recommendation of every article that holds, gathered under the indications it is for.
struct RecommendationsPage {
    let frame: SiteFrame
    let theme: Theme

    private struct Found {
        let alert: Alert
        let node: Node
        let article: Article
        let text: ArticleText
        let section: Article.Section?
        let number: Int
    }

    /// Introduces it.
    static let lead = "What guidelines and programmes recommend, by indication, each in its source’s own grade."

    /// True when any article has one to gather.
    static func isNeeded(_ knowledgeBase: KnowledgeBase) -> Bool {
        knowledgeBase.articles.contains { $0.status != .superseded && $0.alertKinds.contains(.recommendation) }
    }

    private static func recommendation(_ node: Node) -> Alert? {
        guard case .alert(let alert) = node.kind, alert.kind == .recommendation else { return nil }
        return alert
    }

    func page() -> Page {
        let output = OutputPath.recommendations
        let scope = PageScope(frame, theme: theme, source: "recommendations/", output: output)
        let lead = Self.lead
        var values = frame.values(for: output, title: "Recommendations", summary: lead, kind: "recommendations")
        values[.lede] = .text(lead)
        values[.groups] = .list(groups(scope))
        values[.references] = PageParts(frame: frame, theme: theme, scope: scope).references()
        return Page(output: output, template: "recommendations", values: values)
    }

    /// By indication in the order of their titles, and last what names none, under the page it stands on.
    private func groups(_ scope: PageScope) -> [TemplateValue] {
        var byIndication: [String: [Found]] = [:]
        var others: [String: [Found]] = [:]
        for article in frame.knowledgeBase.articles where article.status != .superseded && article.alertKinds.contains(.recommendation) {
            for found in recommendations(of: article, scope) {
                let named = found.alert.indications
                if !named.isEmpty {
                    for id in named { byIndication[id, default: []].append(found) }
                } else if article.type == .indications {
                    byIndication[article.id, default: []].append(found)
                } else {
                    others[article.path, default: []].append(found)
                }
            }
        }
        let indications = frame.knowledgeBase.articles(.indications).sorted { ($0.title, $0.path) < ($1.title, $1.path) }
        return indications.compactMap { article in byIndication[article.id].map { group(article, $0, scope, isIndication: true) } }
            + frame.knowledgeBase.articles.compactMap { article in others[article.path].map { group(article, $0, scope, isIndication: false) } }
    }

    private func recommendations(of article: Article, _ scope: PageScope) -> [Found] {
        var found: [Found] = []
        let text = scope.text(of: article)
        for (section, block) in text.blocks {
            block.walkBlocks { node in
                guard let alert = Self.recommendation(node) else { return }
                found.append(Found(alert: alert, node: node, article: article, text: text, section: section, number: found.count + 1))
            }
        }
        return found
    }

    private static func hasGrade(_ alert: Alert) -> Bool { ["strength", "certainty", "grade"].contains { alert[$0] != nil } }

    private func group(_ article: Article, _ items: [Found], _ scope: PageScope, isIndication: Bool) -> TemplateValue {
        [
            .id: .text("page-" + article.path.replacing("/", with: "-").dropLast(3)), .title: .text(article.title),
            .href: .text(scope.href(OutputPath.article(article.path))), .isIndication: .flag(isIndication),
            .hasGrades: .flag(items.contains { Self.hasGrade($0.alert) }), .items: .list(items.map { row($0, under: article, scope) }),
        ]
    }

    private func row(_ found: Found, under article: Article, _ scope: PageScope) -> TemplateValue {
        // Links in the text are written from the article's folder, but published from this page.
        let renderer = ContentRenderer(scope: scope, linkSource: found.article.path, components: found.text.components)
        let page = scope.href(OutputPath.article(found.article.path))
        let grading = AlertLabel.grades(found.alert)
        return [
            .html: .html(renderer.html(found.node.children)),
            .key: .text("\(found.article.id)-\(found.number)"),
            .strength: .text(grading.strength), .strengthKey: .text(found.alert["strength"] ?? "not-given"),
            .certainty: .text(grading.certainty),
            .certaintyKey: .text(found.alert["certainty"] ?? "not-given"),
            .grade: .text(found.alert["grade"]), .absent: .text(Self.hasGrade(found.alert) ? nil : "none given"),
            .section: .text(found.section?.title ?? found.article.title),
            .page: .text(found.section == nil || found.article.path == article.path ? "" : found.article.title),
            .href: .text(found.section.map { "\(page)#\($0.id)" } ?? page),
        ]
    }
}
