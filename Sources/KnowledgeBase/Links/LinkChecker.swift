import Diagnostics
import Markdown

/// Follows every link, citation and component of one article or record, and fills in checked facts left empty.
struct LinkChecker {
    /// What a page uses, and in which section.
    struct Use: Sendable {
        enum What: Sendable {
            case link(LinkTarget)
            case citation(key: String)
        }
        let what: What
        let section: Article.Section?
    }

    let resolver: LinkResolver
    let referenceKeys: Set<String>
    let source: String
    let log: DiagnosticLog
    private(set) var uses: [Use] = []
    private(set) var components: [SourcePosition: Component] = [:]
    private var section: Article.Section?

    init(resolver: LinkResolver, referenceKeys: Set<String>, source: String, log: DiagnosticLog) {
        self.resolver = resolver
        self.referenceKeys = referenceKeys
        self.source = source
        self.log = log
    }

    /// Checks an article's body and returns it with empty facts filled in.
    mutating func check(_ article: Article) -> Node {
        var body = article.body
        let sections = Dictionary(uniqueKeysWithValues: article.sections.map { ($0.id, $0) })
        for index in body.children.indices {
            if case .heading(_, let id?) = body.children[index].kind { section = sections[id] }
            body.children[index] = check(body.children[index])
        }
        return body
    }

    /// Checks a Markdown field of a record.
    mutating func check(_ text: RichText) {
        for node in text.nodes { _ = check(node) }
    }

    mutating func checkCitation(_ item: CitationItem) {
        guard referenceKeys.contains(item.key) else {
            log.report(
                .unknownCitation, at: item.position, "no reference has the key '\(item.key)'",
                suggestion: nearMiss(item.key, in: referenceKeys).map { "did you mean '\($0)'?" }
                    ?? "add it to a file in references/")
            return
        }
        uses.append(Use(what: .citation(key: item.key), section: section))
    }

    mutating func use(_ target: LinkTarget) {
        uses.append(Use(what: .link(target), section: section))
    }

    private mutating func check(_ node: Node) -> Node {
        var node = node
        for index in node.children.indices { node.children[index] = check(node.children[index]) }
        switch node.kind {
        case .link(let destination, _): return checkLink(node, destination)
        case .image(let destination, _): checkImage(node, destination)
        case .citation(let items): for item in items { checkCitation(item) }
        case .codeBlock(let info, let text): checkCode(node, info, text)
        case .htmlBlock(let html), .htmlInline(let html): checkHTML(node, html)
        case .alert(let alert): checkAlert(node, alert)
        case .text(let text): checkText(node, text)
        default: break
        }
        return node
    }

    private mutating func checkLink(_ node: Node, _ destination: String) -> Node {
        let target: LinkTarget
        do {
            target = try resolver.target(of: destination, from: source)
        } catch {
            log.report(error.rule, at: node.position, error.summary, suggestion: error.suggestion)
            return node
        }
        uses.append(Use(what: .link(target), section: section))
        let text = node.plainText
        if let fact = resolver.fact(at: target) {
            if text.isEmpty {
                var filled = node
                filled.children = [Node(.text(fact.value.text), position: node.position)]
                return filled
            }
            if !fact.value.isSaid(by: text) {
                log.report(
                    .factMismatch, at: node.position,
                    "the text says '\(text)', but \(fact.id) of \(target.path ?? "") is '\(fact.value.text)'",
                    notes: [.init("the record says so here", at: fact.position)],
                    suggestion: "write [\(fact.value.text)], leave the text empty to have it filled in, or mend the record")
            }
        } else if text.isEmpty, !node.children.contains(where: { if case .image = $0.kind { true } else { false } }) {
            log.report(
                .emptyLink, at: node.position, "this link has no text",
                suggestion: "write what a reader will find there between the square brackets")
        }
        if let path = target.path, let head = resolver.recordHead(path), head.status == .superseded || head.status == .retired {
            log.report(
                .supersededCitation, at: node.position, "'\(head.title)' is \(head.status.rawValue)",
                suggestion: "link to what replaced it, or say in the text that it no longer holds")
        }
        return node
    }

    private mutating func checkImage(_ node: Node, _ destination: String) {
        do {
            let target = try resolver.target(of: destination, from: source)
            switch target {
            case .asset: uses.append(Use(what: .link(target), section: section))
            case .external:
                log.report(
                    .remoteImage, at: node.position, "the image is loaded from another host",
                    suggestion: "put a copy into the content folder, if its licence allows")
            default: log.report(.brokenLink, at: node.position, "'\(destination)' is not an image")
            }
        } catch {
            log.report(error.rule, at: node.position, error.summary, suggestion: error.suggestion)
        }
        if node.plainText.isEmpty {
            log.report(
                .missingAlternative, at: node.position, "the image has no text for those who cannot see it",
                suggestion: "say between the square brackets what it shows")
        }
    }

    private mutating func checkCode(_ node: Node, _ info: String, _ text: String) {
        guard Component.isCandidate(info), let component = Component(info: info, text: text, at: node.position, log: log) else { return }
        let path = "\(component.kind.recordKind.rawValue)/\(component.record.value).yml"
        guard resolver.recordHead(path) != nil else {
            log.report(
                .unknownRecord, at: component.record.position,
                "there is no \(component.kind.recordKind.singular) '\(component.record.value)'",
                suggestion: suggestion(
                    for: component.record.value, among: resolver.recordIDs(of: component.kind.recordKind)))
            return
        }
        components[node.position] = component
        uses.append(Use(what: .link(.record(path: path, anchor: nil)), section: section))
    }

    private func checkHTML(_ node: Node, _ html: String) {
        let trimmed = html.split(whereSeparator: \.isNewline).joined(separator: "\n")
        if trimmed.hasPrefix("<!--"), trimmed.hasSuffix("-->"), trimmed.dropLast(3).firstRange(of: "-->") == nil { return }
        let shown = trimmed.prefix(40).split(separator: "\n").first ?? ""
        log.report(
            .rawHTML, at: node.position, "raw HTML is not allowed: \(shown)",
            suggestion: "write it in Markdown; a bare < is written \\<")
    }

    private func checkAlert(_ node: Node, _ alert: Alert) {
        let allowed: [String: [String]?] =
            alert.kind == .recommendation
            ? [
                "strength": ["strong", "conditional", "none"],
                "certainty": EvidenceRecord.Certainty.allCases.map(\.rawValue), "grade": nil,
            ] : [:]
        for attribute in alert.attributes {
            guard let values = allowed[attribute.name] else {
                log.report(
                    .unsuitableAlert, at: node.position, "[!\(alert.kind.rawValue)] has no attribute '\(attribute.name)'",
                    suggestion: suggestion(for: attribute.name, among: Array(allowed.keys)))
                continue
            }
            if let values, !values.contains(attribute.value) {
                log.report(
                    .unsuitableAlert, at: node.position, "'\(attribute.name)' cannot be '\(attribute.value)'",
                    suggestion: suggestion(for: attribute.value, among: values))
            }
        }
    }

    private func checkText(_ node: Node, _ text: String) {
        guard let open = text.firstRange(of: "[^"), let close = text[open.upperBound...].firstIndex(of: "]"),
            close > open.upperBound, !text[open.upperBound..<close].contains(" ")
        else { return }
        let label = text[open.upperBound..<close]
        log.report(
            .undefinedFootnote, at: node.position, "the footnote '\(label)' is not defined",
            suggestion: "add a line that starts with [^\(label)]: to the article")
    }
}
