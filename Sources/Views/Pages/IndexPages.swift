import Citations
import Diagnostics
import KnowledgeBase
import Markdown
import Rendering
import Search
import SitePaths
import SourceData
package import Templates

/// Pages that gather others: indexes by type, kind and tag, pitfalls, bibliography, glossary, 404 and old addresses.
package struct IndexPages: Sendable {
    let frame: SiteFrame
    let theme: Theme

    /// Of a site, in its frame, through its theme.
    package init(frame: SiteFrame, theme: Theme) {
        self.frame = frame
        self.theme = theme
    }

    private var knowledgeBase: KnowledgeBase { frame.knowledgeBase }

    /// Those that there is something to put on, and the page for what is not found.
    package func all() -> [PagePlan] {
        var plans: [PagePlan] = []
        func plan(
            _ output: String, source: String? = nil, given: Stamp = .none, search: SearchedPage? = nil, isListed: Bool = true,
            _ page: @escaping @Sendable () -> Page
        ) {
            plans.append(PagePlan(output: output, source: source, given: given, search: search, isListed: isListed, page: page))
        }
        for type in ArticleType.folders where frame.hasIndex(of: type) { plan(OutputPath.index(ofFolder: type.rawValue)) { index(of: type) } }
        for kind in RecordKind.allCases where !knowledgeBase.records(kind).isEmpty {
            plan(OutputPath.index(ofFolder: kind.rawValue)) { index(of: kind) }
        }
        for part in frame.map.parts where part.isGathered && part.output != OutputPath.calculators {
            plan(part.output, given: Stamp("\(part.members)")) { gathered(part) }
        }
        if frame.map.parts.contains(where: { $0.output == OutputPath.calculators }) {
            plan(OutputPath.calculators) { CalculatorIndex(frame: frame, theme: theme).page() }
        }
        if frame.hasRecommendations { plan(OutputPath.recommendations) { RecommendationsPage(frame: frame, theme: theme).page() } }
        if ReviewsPage.isNeeded(knowledgeBase) { plan(OutputPath.reviews) { ReviewsPage(frame: frame, theme: theme).page() } }
        let tagged = tagged()
        for (tag, members) in tagged { plan(OutputPath.tag(tag), given: members.stamp) { page(of: tag, members) } }
        if !tagged.isEmpty {
            let counts = tagged.map { (tag: $0.tag, count: $0.members.articles.count + $0.members.records.count) }
            plan(OutputPath.tags, given: Stamp("\(counts)")) { tags(counts) }
        }
        if !knowledgeBase.references.isEmpty { plan(OutputPath.bibliography, search: SearchSources.bibliography) { bibliography() } }
        if !knowledgeBase.glossary.entries.isEmpty { plan(OutputPath.glossary, source: Glossary.path, search: SearchSources.glossary) { glossary() } }
        if knowledgeBase.site.hasSearch { plan(OutputPath.search, isListed: false) { search() } }
        plan(OutputPath.notFound, isListed: false) { notFound() }
        for article in knowledgeBase.articles {
            for alias in article.aliases {
                if let output = OutputPath.alias(alias.value) {
                    plan(output, given: knowledgeBase.stamp(.article(article.path)), isListed: false) {
                        self.alias(output, of: OutputPath.article(article.path), article.title, article.summary)
                    }
                }
            }
        }
        for record in knowledgeBase.records {
            for output in record.head.aliases.compactMap({ OutputPath.alias($0.value) }) {
                plan(output, given: knowledgeBase.stamp(.record(record.head.path)), isListed: false) {
                    self.alias(output, of: target(of: output, record), record.head.title, record.head.summary)
                }
            }
        }
        return plans
    }

    private func scope(_ source: String, _ output: String) -> PageScope {
        PageScope(frame, theme: theme, source: source, output: output)
    }

    private func index(of type: ArticleType) -> Page {
        let output = OutputPath.index(ofFolder: type.rawValue)
        let scope = scope("\(type.rawValue)/", output)
        var values = frame.values(for: output, title: type.title, summary: RecordLabel.lead(type), kind: "index")
        values[.lede] = .text(RecordLabel.lead(type))
        values[.entries] = .list(knowledgeBase.articles(type).sorted { $0.title < $1.title }.map { entry($0, scope) })
        values[.members] = members(around: output, scope)
        if type == .coverage {
            let policies = knowledgeBase.records(.criteria).filter(\.isCoverage)
            if !policies.isEmpty {
                values[.groups] = [[.id: "page-policies", .title: "Policies", .href: "", .lede: "", .entries: .list(policies.map { entry($0, scope) })]]
            }
        }
        if type == .pitfalls {
            values[.pitfalls] = pitfalls(scope)
            values[.references] = PageParts(frame: frame, theme: theme, scope: scope).references()
        }
        return Page(output: output, template: "index", values: values)
    }

    private func index(of kind: RecordKind) -> Page {
        let output = OutputPath.index(ofFolder: kind.rawValue)
        let scope = scope("\(kind.rawValue)/", output)
        let title = RecordLabel.plural(kind)
        var values = frame.values(for: output, title: title, summary: RecordLabel.lead(kind), kind: "index")
        values[.lede] = .text(RecordLabel.lead(kind))
        values[.entries] = .list(knowledgeBase.records(kind).map { entry($0, scope) })
        values[.members] = members(around: output, scope)
        return Page(output: output, template: "index", values: values)
    }

    /// The lists that stand beside this one in its part of the site; none where it stands alone.
    private func members(around output: String, _ scope: PageScope) -> TemplateValue {
        guard let part = frame.map.part(of: output), part.members.count > 1 else { return [] }
        return .list(part.members.map { [.title: .text($0.title), .href: .text(scope.href($0.output)), .isHere: .flag($0.output == output)] })
    }

    /// A part of the site on one page: each of its lists with what is in it, and the pages that are none.
    private func gathered(_ part: SiteMap.Part) -> Page {
        let scope = scope(ContentPath.folder(of: part.output) + "/", part.output)
        let lead = "\(part.members.map(\.title).joined(separator: ", "))."
        var values = frame.values(for: part.output, title: part.title, summary: lead, kind: "index")
        var single: [TemplateValue] = []
        var groups: [TemplateValue] = []
        for member in part.members {
            var entries: [TemplateValue] = []
            if let type = ArticleType(rawValue: member.folder) {
                entries = knowledgeBase.articles(type).sorted { $0.title < $1.title }.map { entry($0, scope) }
            } else if let kind = RecordKind(rawValue: member.folder) {
                entries = knowledgeBase.records(kind).map { entry($0, scope) }
            }
            let (title, href) = (TemplateValue.text(member.title), TemplateValue.text(scope.href(member.output)))
            if entries.isEmpty {
                single.append([.title: title, .href: href, .summary: .text(member.lead)])
            } else {
                groups.append([.id: .text("page-" + member.folder), .title: title, .href: href, .lede: .text(member.lead), .entries: .list(entries)])
            }
        }
        // Beside lists, pages that are none stand in one of their own.
        if !groups.isEmpty, !single.isEmpty { groups.append([.id: "page-others", .title: "Other pages", .href: "", .lede: "", .entries: .list(single)]) }
        values[.groups] = .list(groups)
        values[.entries] = groups.isEmpty ? .list(single) : []
        return Page(output: part.output, template: "index", values: values)
    }

    private func entry(_ article: Article, _ scope: PageScope) -> TemplateValue {
        [
            .title: .text(article.title), .summary: .text(article.summary), .kind: .text(RecordLabel.singular(article.type)),
            .href: .text(scope.href(OutputPath.article(article.path))), .isReviewed: .flag(article.review != nil),
            .status: .text(article.status == .superseded ? "Superseded" : ""), .localWords: .text(localLabel(article.path)),
        ]
    }

    private func entry(_ record: Record, _ scope: PageScope) -> TemplateValue {
        [
            .title: .text(record.head.title), .summary: .text(record.head.summary), .kind: .text(RecordLabel.singular(record)),
            .href: .text(scope.href(OutputPath.record(record.head.path))), .status: .text(RecordLabel.status(record.head.status)),
            .localWords: .text(localLabel(record.head.path)),
        ]
    }

    private func localLabel(_ path: String) -> String? { knowledgeBase.overlay?.local(path)?.heading }

    /// Every pitfall alert of every article, with its own links and citations, under the page it comes from.
    private func pitfalls(_ scope: PageScope) -> TemplateValue {
        .list(
            knowledgeBase.articles.filter { $0.alertKinds.contains(.pitfall) }.compactMap { article -> TemplateValue? in
                var found: [TemplateValue] = []
                let text = scope.text(of: article)
                // Links in the alert are written from the article's folder, but published from this page.
                let renderer = ContentRenderer(scope: scope, linkSource: article.path, components: text.components)
                for (section, block) in text.blocks {
                    block.walkBlocks { node in
                        guard case .alert(let alert) = node.kind, alert.kind == .pitfall else { return }
                        let page = scope.href(OutputPath.article(article.path))
                        found.append([
                            .html: .html(renderer.html(node.children)), .section: .text(section?.title),
                            .href: .text(section.map { "\(page)#\($0.id)" } ?? page),
                        ])
                    }
                }
                guard !found.isEmpty else { return nil }
                return [
                    .title: .text(article.title), .href: .text(scope.href(OutputPath.article(article.path))), .items: .list(found),
                ]
            })
    }

    /// Paths of the articles and records that have a tag.
    private struct Members: Sendable {
        var articles: [String] = []
        var records: [String] = []

        var stamp: Stamp { Stamp((articles + ["/"] + records).joined(separator: "\n")) }
    }

    /// Every tag, sorted.
    private func tagged() -> [(tag: String, members: Members)] {
        var members: [String: Members] = [:]
        for article in knowledgeBase.articles {
            for tag in article.tags { members[tag, default: Members()].articles.append(article.path) }
        }
        for head in knowledgeBase.records.map(\.head) {
            for tag in head.tags { members[tag, default: Members()].records.append(head.path) }
        }
        return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func page(of tag: String, _ members: Members) -> Page {
        let output = OutputPath.tag(tag)
        let scope = scope("tags/", output)
        var values = frame.values(for: output, title: "Tag: \(tag)", summary: "Everything tagged \(tag).", kind: "index")
        values[.entries] = .list(
            members.articles.compactMap(knowledgeBase.article).map { entry($0, scope) } + members.records.compactMap(knowledgeBase.record).map { entry($0, scope) })
        return Page(output: output, template: "index", values: values)
    }

    private func tags(_ counts: [(tag: String, count: Int)]) -> Page {
        let output = OutputPath.tags
        let scope = scope("tags/", output)
        var values = frame.values(for: output, title: "Tags", summary: "All tags.", kind: "tags")
        values[.entries] = .list(
            counts.map { [.title: .text($0.tag), .count: .text(String($0.count)), .href: .text(scope.href(OutputPath.tag($0.tag)))] })
        return Page(output: output, template: "tags", values: values)
    }

    private func bibliography() -> Page {
        let output = OutputPath.bibliography
        let scope = scope("references/", output)
        let parts = PageParts(frame: frame, theme: theme, scope: scope)
        var values = frame.values(for: output, title: "References", summary: "Every source this site cites, with the pages that cite it.", kind: "bibliography")
        let cited = knowledgeBase.citedReferences
            .map { (text: AMA.format($0).map(\.plainText).joined(), reference: $0) }
            .sorted { ($0.text.lowercased(), $0.reference.id) < ($1.text.lowercased(), $1.reference.id) }
        values[.count] = .text(String(cited.count))
        if knowledgeBase.site.hasData, !cited.isEmpty { values[.dataHref] = .text(scope.href(OutputPath.dataReferences)) }
        values[.entries] = .list(
            cited.map { _, reference in
                [
                    .id: .text("ref-\(reference.id)"), .key: .text(reference.id), .html: .html(frame.referenceHTML(reference.id)),
                    .citedBy: parts.grouped(knowledgeBase.citations(of: reference.id)),
                    .unverified: .text(reference.unverifiedFields.map(Self.words).joined(separator: ", ")),
                ]
            })
        return Page(output: output, template: "bibliography", values: values)
    }

    /// What a field of CSL-JSON is called by those who do not write it.
    private static func words(_ field: String) -> String {
        switch field {
        case "container-title": "journal or book"
        case "container-title-short": "abbreviation of the journal"
        case "issued": "date"
        case "author": "authors"
        case "page": "pages"
        default: field.replacing("-", with: " ")
        }
    }

    private func glossary() -> Page {
        let output = OutputPath.glossary
        let scope = scope(Glossary.path, output)
        let renderer = ContentRenderer(scope: scope)
        var values = frame.values(for: output, title: "Glossary", summary: "Terms and abbreviations used on this site.", kind: "glossary")
        let overlay = knowledgeBase.overlay
        values[.local] = overlay.flatMap { LocalNotice(parts: PageParts(frame: frame, theme: theme, scope: scope)).values("\($0.folder)/\(Glossary.path)") }
        values[.entries] = .list(
            knowledgeBase.glossary.entries.map { entry in
                [
                    .localWords: .text(overlay != nil && entry.position.file == Glossary.path ? "Local" : nil),
                    .id: .text(entry.id), .term: .text(entry.term), .abbreviation: .text(entry.abbreviation),
                    .synonyms: .text(entry.synonyms.joined(separator: ", ")), .definition: .html(renderer.html(entry.definition)),
                ]
            })
        values[.references] = PageParts(frame: frame, theme: theme, scope: scope).references()
        return Page(output: output, template: "glossary", values: values)
    }

    private func search() -> Page {
        let values = frame.values(for: OutputPath.search, title: "Search", summary: "Finds words, codes and doses on this site.", kind: "search")
        return Page(output: OutputPath.search, template: "search", values: values)
    }

    private func notFound() -> Page {
        var values = frame.values(for: OutputPath.notFound, title: "Page not found", summary: "", kind: "not-found")
        // A host shows this page at any depth; only a known base keeps its links right there.
        values[.baseURL] = .text(knowledgeBase.site.baseURL)
        // Without it the page leads nowhere and carries its style inside.
        if knowledgeBase.site.baseURL == nil { values.merge(InlinedAssets(theme, scripts: [], styles: ["base.css"]).values) { _, new in new } }
        return Page(output: OutputPath.notFound, template: "not-found", values: values)
    }

    /// Where an old address of a record leads: one of its frame, its single file or its safety file to that, any other to its page.
    private func target(of alias: String, _ record: Record) -> String {
        let others: (embed: String, single: String)? =
            switch record {
            case .regimen(let regimen) where frame.dosing.terms(regimen) != nil: (OutputPath.embed(regimen.head.id), OutputPath.single(regimen.head.id))
            case .criteria(let set): (OutputPath.embed(criteria: set.head.id), OutputPath.single(criteria: set.head.id))
            default: nil
            }
        guard let others, let folder = alias.split(separator: "/").first else { return OutputPath.record(record.head.path) }
        return switch folder {
        case "embed": others.embed
        case "single": others.single
        case "safety": OutputPath.safety(of: record.head.path)
        default: OutputPath.record(record.head.path)
        }
    }

    private func alias(_ output: String, of page: String, _ title: String, _ summary: String) -> Page {
        var values = frame.values(for: output, title: title, summary: summary, kind: "alias")
        values[.href] = .text(ContentPath.relative(page, from: ContentPath.folder(of: output)))
        return Page(output: output, template: "alias", values: values)
    }
}
