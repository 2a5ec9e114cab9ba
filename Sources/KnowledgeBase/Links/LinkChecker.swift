import Diagnostics
import Markdown
import SourceData

/// Follows every link, citation and component of one article or record, and fills in checked facts left empty.
struct LinkChecker {
    /// What a page uses, and in which section.
    struct Use: Sendable {
        enum What: Hashable, Sendable {
            case link(LinkTarget)
            case citation(key: String)
        }
        /// In what way a page uses what it links to.
        enum Manner: String, Sendable { case link, markedLink, component, relation, successor }
        let what: What
        var section: Article.Section?
        let position: SourcePosition
        let manner: Manner

        /// True when both use the same in the same way, wherever it stands.
        static func saySame(_ a: [Use], _ b: [Use]) -> Bool {
            a.count == b.count && zip(a, b).allSatisfy { $0.what == $1.what && $0.section == $1.section && $0.manner == $1.manner }
        }
    }

    private(set) var resolver: LinkResolver
    let referenceKeys: Set<String>
    let retired: RetiredSources
    let source: String
    let log: DiagnosticLog
    private(set) var uses: [Use] = []
    private(set) var links = ResolvedLinks()
    private(set) var components: [SourcePosition: Component] = [:]
    private var section: Article.Section?
    /// The value that the link leads to which was looked at last.
    private var linked: (fact: Fact, isFilled: Bool)?
    private var isInAlert = false
    private var misses = 0
    /// Of one file so many are told what was probably meant.
    private static let mostHints = 100
    /// Facts are filled in and components drawn in articles only.
    private var isArticle = false

    init(resolver: LinkResolver, referenceKeys: Set<String>, retired: RetiredSources, source: String, log: DiagnosticLog) {
        self.resolver = resolver
        self.referenceKeys = referenceKeys
        self.retired = retired
        self.source = source
        self.log = log
    }

    /// Checks an article's body and returns it with empty facts filled in.
    mutating func check(_ text: ArticleText) -> Node {
        var body = text.body
        isArticle = true
        components = text.components
        let sections = text.blocks.map(\.section)
        checkSuccessors()
        for index in body.children.indices {
            section = sections[index]
            check(&body.children[index])
        }
        return body
    }

    /// Checks a Markdown field of a record.
    mutating func check(_ text: RichText) {
        for var node in text.nodes { check(&node) }
    }

    mutating func checkCitation(_ item: CitationItem) {
        guard referenceKeys.contains(item.key) else {
            if let key = resolver.keysByOtherID[item.key] {
                log.report(
                    .unknownCitation, at: item.position, "'\(item.key)' is the id that a reference manager keeps for itself",
                    suggestion: "cite by the citation-key: [@\(key)]")
                return
            }
            if resolver.lacksReferences { return }
            log.report(
                .unknownCitation, at: item.position, "no reference has the key '\(item.key)'",
                suggestion: (resolver.givesHints ? nearMiss(item.key, in: referenceKeys) : nil).map { "did you mean '\($0)'?" }
                    ?? "add it to a file in references/",
                cause: .init(FollowUps.reference(item.key, among: referenceKeys), homes: []))
            noteMiss()
            return
        }
        uses.append(Use(what: .citation(key: item.key), section: section, position: item.position, manner: .link))
    }

    private mutating func noteMiss() {
        misses += 1
        if misses == Self.mostHints { resolver.givesHints = false }
    }

    /// Notes that this page uses `target`, and reports the use of what is no longer current as if it were.
    mutating func use(_ target: LinkTarget, at position: SourcePosition, _ manner: Use.Manner, saidStatus: String? = nil) {
        uses.append(Use(what: .link(target), section: section, position: position, manner: saidStatus == nil ? manner : .markedLink))
        guard let path = target.path else { return }
        guard let outdated = resolver.outdated[path] else {
            if let saidStatus, resolver.knows(path) {
                log.report(
                    .supersededCitation, at: position, "the link says '\(saidStatus)', but what it leads to is current",
                    suggestion: "take the title off the link, or mend the status there")
            }
            return
        }
        // What is itself kept for reference only may rely on others of its time.
        if saidStatus == outdated.status || resolver.outdated[source] != nil { return }
        if let saidStatus {
            log.report(
                .supersededCitation, at: position, "the link says '\(saidStatus)', but '\(outdated.title)' is \(outdated.status)",
                notes: [.init("its status", at: outdated.position)], suggestion: "write \"\(outdated.status)\" as the link's title")
            return
        }
        let replacement = resolver.replacement(of: path, from: source) ?? "what replaced it"
        let suggestion =
            switch manner {
            case .link, .markedLink: "link to \(replacement), or say so with a title: [text](file \"\(outdated.status)\")"
            case .component: "show \(replacement), or link to it with a title: [text](file \"\(outdated.status)\")"
            case .relation, .successor: "name \(replacement), or give this record the same status"
            }
        log.report(
            .supersededCitation, at: position, "'\(outdated.title)' is \(outdated.status)",
            notes: [.init("its status", at: outdated.position)], suggestion: suggestion)
    }

    private mutating func check(_ node: inout Node) {
        let wasInAlert = isInAlert
        if case .alert = node.kind { isInAlert = true }
        defer { isInAlert = wasInAlert }
        for index in node.children.indices {
            linked = nil
            check(&node.children[index])
            if let linked { checkWords(around: linked, at: index, of: node) }
        }
        switch node.kind {
        case .link(let destination, let title): checkLink(&node, destination, title)
        case .image(let destination, _): checkImage(node, destination)
        case .citation(let items): for item in items { checkCitation(item) }
        case .codeBlock(let info, let text): checkCode(node, info, text)
        case .htmlBlock(let html), .htmlInline(let html): checkHTML(node, html)
        case .alert(let alert): checkAlert(node, alert)
        case .strikethrough: checkStruck(node)
        case .text(let text): checkText(node, text)
        default: break
        }
    }

    private mutating func checkLink(_ node: inout Node, _ destination: String, _ title: String) {
        let target: LinkTarget
        do {
            target = try resolver.target(of: destination, from: source)
        } catch {
            return report(error, at: node.position)
        }
        let fact = resolver.fact(at: target, from: source)
        links.add(destination, target, fact)
        use(target, at: node.position, .link, saidStatus: LinkResolver.saidStatus(title))
        checkDraft(target, at: node.position)
        let text = node.plainText
        if text.utf8.contains(UInt8(ascii: "@")), text.contains("[@") {
            log.report(
                .malformedCitation, at: node.position, "a citation cannot stand inside a link",
                suggestion: "put it after the link")
        }
        let isEmpty = text.allSatisfy(\.isWhitespace)
        if let fact {
            if isEmpty, !isArticle {
                log.report(
                    .emptyLink, at: node.position, "this link has no text, and facts are filled in only in articles",
                    suggestion: "write [\(fact.value.text)] here")
                return
            }
            if isEmpty {
                node.children = [Node(.text(fact.value.text), position: node.position)]
                linked = (fact, true)
                return
            }
            if !fact.value.isSaid(by: text) {
                log.report(
                    .factMismatch, at: node.position,
                    "the text says '\(text)', but \(fact.id) of \(target.path ?? source) is '\(fact.value.text)'",
                    notes: [.init("the record says so here", at: fact.position)],
                    suggestion: DecimalComma(in: text)?.suggestion ?? "write [\(fact.value.text)], leave the text empty to have it filled in, or mend the record")
            }
            linked = (fact, false)
        } else if isEmpty, !node.children.contains(where: { if case .image = $0.kind { true } else { false } }) {
            log.report(
                .emptyLink, at: node.position, "this link has no text",
                suggestion: "write what a reader will find there between the square brackets")
        } else if !isEmpty, let fault = LinkWords.fault(of: text) {
            log.report(.vagueLink, at: node.position, fault.summary, suggestion: fault.suggestion)
        }
    }

    /// The value between the words that stand there, which can make another dose of it.
    private mutating func checkWords(around link: (fact: Fact, isFilled: Bool), at index: Int, of node: Node) {
        linked = nil
        let fact = link.fact
        let siblings = node.children
        guard let fault = LinkedFact(fact, isFilled: link.isFilled, before: siblings[..<index], after: siblings[(index + 1)...]).fault else { return }
        log.report(
            .surprisingFact, at: siblings[index].position, fault, notes: [.init("the record says so here", at: fact.position)],
            suggestion: link.isFilled
                ? "write the value as the text of the link and mend the words around it, or link to the value that is meant"
                : "mend the words around it, or link to the value that is meant")
    }

    /// What is read aloud, copied, listed or printed as plain text loses the line and keeps the words.
    private mutating func checkStruck(_ node: Node) {
        let words = node.children.map(\.plainText).joined()
        guard !isArticle || words.utf8.contains(where: { $0 &- 48 < 10 }) || isInAlert else { return }
        log.report(
            .struckOut, at: node.position, "'\(words.prefix(40))' is struck out, and is read as what holds where the line is not seen",
            suggestion: "take it out, and say under `changes` what was changed")
    }

    private mutating func checkImage(_ node: Node, _ destination: String) {
        do {
            let target = try resolver.target(of: destination, from: source)
            links.add(destination, target, nil)
            switch target {
            case .asset: use(target, at: node.position, .link)
            case .external:
                log.report(
                    .remoteImage, at: node.position, "the image is loaded from another host",
                    suggestion: "put a copy into the content folder, if its licence allows")
            default:
                log.report(
                    .brokenLink, at: node.position, "'\(destination)' is not an image",
                    suggestion: "take off the exclamation mark to link to it")
            }
        } catch {
            report(error, at: node.position)
        }
        let text = node.plainText
        if !text.allSatisfy(\.isWhitespace) {
            if let fault = ImageWords.fault(of: text, at: destination) { log.report(.poorAlternative, at: node.position, fault.summary, suggestion: fault.suggestion) }
        } else {
            log.report(
                .missingAlternative, at: node.position, "the image has no text for those who cannot see it",
                suggestion: "say between the square brackets what it shows")
        }
    }

    private mutating func checkCode(_ node: Node, _ info: String, _ text: String) {
        if let (name, more) = Component.nameWithMore(info) {
            log.report(
                .unknownComponent, at: node.position, "'\(more)' behind the component's name says nothing, so the block would be shown as code",
                suggestion: ["timeline", "dose-table", "tasks"].contains(name)
                    ? "write ```\(name) alone" : "write ```\(name) alone, and the line `id: \(more)` inside the block")
            return
        }
        guard Component.isCandidate(info) else { return }
        guard isArticle else {
            log.report(
                .unknownComponent, at: node.position, "components can stand in articles only",
                suggestion: "link to the record instead")
            return
        }
        if case .listing(let listing) = components[node.position] { return checkListing(listing, at: node.position) }
        guard components[node.position] == nil, let component = Component(info: info, text: text, at: node.position, log: log) else { return }
        switch component {
        case .record(let kind, let id): guard use(id, kind.recordKind, .component), suits(kind, id) else { return }
        case .doseTable(let table, let id):
            guard use(id, .regimens, .component) else { return }
            if let regimen = resolver.catalog.regimen(id.value), table.table(regimen, resolver.catalog, log: log) == nil { return }
        case .timeline, .listing: break
        }
        components[node.position] = component
    }

    private func checkListing(_ listing: Listing, at position: SourcePosition) {
        guard !resolver.has(listing) else { return }
        log.report(
            .unknownRecord, at: position, "the site has nothing to list as '\(listing.rawValue)'",
            suggestion: Listing.allCases.contains(where: resolver.has)
                ? "remove the line, or list \(Listing.allCases.filter(resolver.has).map { "'\($0.rawValue)'" }.joined(separator: ", "))" : "remove the line",
            cause: .init("list \(listing.rawValue)", homes: [listing.source + "/"]))
    }

    /// Notes the use of the record with this id, or reports that there is none.
    @discardableResult
    mutating func use(_ id: Located<String>, _ kind: RecordKind, _ manner: Use.Manner = .relation) -> Bool {
        if let head = resolver.record(id.value, kind) {
            use(.record(path: head.path, anchor: nil), at: id.position, manner)
            return true
        }
        reportMissing(id, kind)
        return false
    }

    /// Nothing is said where the record may be in a file that could not be read.
    mutating func reportMissing(_ id: Located<String>, _ kind: RecordKind) {
        guard !resolver.isUnread(id.value, in: kind.rawValue) else { return }
        log.report(
            .unknownRecord, at: id.position, "there is no \(kind.singular) '\(id.value)'",
            suggestion: (resolver.givesHints ? suggestion(for: id.value, among: resolver.recordIDs(of: kind)) : nil)
                ?? "add the file '\(kind.rawValue)/\(id.value).yml'",
            cause: .init("\(kind.rawValue)/\(id.value)", homes: []))
        noteMiss()
    }

    /// The same for an article in `indications/`.
    mutating func use(indication id: Located<String>) {
        let folder = ArticleType.indications.rawValue
        if let path = resolver.indications[id.value] {
            use(.article(path: path, anchor: nil), at: id.position, .relation)
        } else if !resolver.isUnread(id.value, in: folder) {
            log.report(
                .unknownRecord, at: id.position, "there is no article '\(folder)/\(id.value).md'",
                suggestion: (resolver.givesHints ? suggestion(for: id.value, among: resolver.indications.keys) : nil) ?? "add the file",
                cause: .init("\(folder)/\(id.value)", homes: []))
            noteMiss()
        }
    }

    mutating func report(_ failure: LinkResolver.Failure, at position: SourcePosition) {
        if failure.isSecondary { return }
        noteMiss()
        log.report(failure.rule, at: position, failure.summary, suggestion: failure.suggestion, cause: failure.cause)
    }

    /// A block of criteria shows what they have.
    private func suits(_ kind: Component.Kind, _ id: Located<String>) -> Bool {
        if kind == .calculator, let regimen = resolver.catalog.regimen(id.value), resolver.catalog.terms(regimen) == nil {
            log.report(
                .unknownComponent, at: id.position, "the calculator of '\(id.value)' would be empty: its dose cannot be worked out",
                suggestion: "show the record with a regimen block")
            return false
        }
        guard kind.recordKind == .criteria, let head = resolver.record(id.value, .criteria), let set = resolver.criteria(at: head.path)
        else { return true }
        let problem: (summary: String, suggestion: String)? =
            switch kind {
            case .score where set.pointColumns.isEmpty && set.scores.isEmpty: ("have no points", "show them with a checklist block")
            case .coverage where set.purpose != .coverage: ("are no coverage policy", "show them with a checklist or score block")
            default: nil
            }
        guard let problem else { return true }
        log.report(.unknownRecord, at: id.position, "the criteria '\(head.id)' \(problem.summary)", suggestion: problem.suggestion)
        return false
    }

    private func checkHTML(_ node: Node, _ html: String) {
        let trimmed = html.split(whereSeparator: \.isNewline).joined(separator: "\n")
        if trimmed.hasPrefix("<!--"), trimmed.hasSuffix("-->"),
            !["-->", "--!>"].contains(where: { trimmed.dropLast(3).firstRange(of: $0) != nil })
        {
            return
        }
        let shown = trimmed.prefix(40).split(separator: "\n").first ?? ""
        log.report(
            .rawHTML, at: node.position, "raw HTML is not allowed: \(shown)",
            suggestion: "write it in Markdown; a bare < is written \\<")
    }

    private mutating func checkAlert(_ node: Node, _ alert: Alert) {
        let allowed: [String: [String]?] =
            alert.kind == .recommendation
            ? [
                "strength": ["strong", "conditional", "none"],
                "certainty": EvidenceRecord.Certainty.allCases.map(\.rawValue), "grade": nil, "indication": nil,
            ] : [:]
        for attribute in alert.attributes {
            guard let values = allowed[attribute.name] else {
                log.report(
                    .unsuitableAlert, at: node.position, "[!\(alert.kind.rawValue)] has no attribute '\(attribute.name)'",
                    suggestion: suggestion(for: attribute.name, among: Array(allowed.keys))
                        ?? "remove it; only [!RECOMMENDATION] takes attributes")
                continue
            }
            if let values, !values.contains(attribute.value) {
                log.report(
                    .unsuitableAlert, at: node.position, "'\(attribute.name)' cannot be '\(attribute.value)'",
                    suggestion: suggestion(for: attribute.value, among: values))
            }
        }
        guard alert.kind == .recommendation else { return }
        for id in alert.indications { use(indication: Located(id, at: node.position)) }
        if resolver.outdated[source] == nil { retired.check(node, log: log) }
        if !node.holdsCitation {
            log.report(
                .uncitedRecommendation, at: node.position, "this recommendation names no source",
                suggestion: "cite who recommends it: [@key]")
        }
    }

    private func checkText(_ node: Node, _ text: String) {
        checkBareCitations(node, text)
        guard text.withBytes({ $0.contains(UInt8(ascii: "[")) }) else { return }
        var rest = text.utf8[...]
        // Where the last one stood, so that no text is counted twice.
        var (counted, column) = (text.startIndex, node.position.column)
        func place(of open: Substring.Index) -> SourcePosition {
            column += text.unicodeScalars.distance(from: counted, to: open)
            counted = open
            var position = node.position
            position.column = column
            return position
        }
        while let open = rest.firstIndex(of: UInt8(ascii: "[")) {
            rest = rest[open...].dropFirst()
            // cmark takes nothing longer for a footnote.
            guard let close = rest.prefix(1000).firstIndex(of: UInt8(ascii: "]")) else { continue }
            let label = text[rest.startIndex..<close]
            if label.utf8.first == UInt8(ascii: "^"), label.utf8.count > 1, !label.utf8.contains(0x20) {
                rest = rest[close...]
                log.report(
                    .undefinedFootnote, at: place(of: open), "the footnote '\(label.dropFirst())' is not defined",
                    suggestion: "add a line that starts with [\(label)]: to the article")
            } else if isBareKey(label) {
                log.report(
                    .malformedCitation, at: place(of: open), "'[\(label)]' has the key of a reference, and is no citation without its @",
                    suggestion: "write '[@\(label)]'")
            }
        }
    }

    /// `(@key)`: without brackets it is no citation, and the claim is without a source.
    private func checkBareCitations(_ node: Node, _ text: String) {
        guard text.withBytes({ $0.contains(UInt8(ascii: "@")) }) else { return }
        for match in text.matches(of: /(?:^|[^A-Za-z0-9.@_\-])@([A-Za-z0-9][A-Za-z0-9_:.\/\-]*)/) {
            var key = match.output.1
            while let last = key.last, ".:/-".contains(last) { key.removeLast() }
            // What stands in brackets is told of as a citation that cannot be read.
            let before = text[..<key.startIndex]
            let isInBrackets = before.lastIndex(of: "[").map { !before[$0...].contains("]") } ?? false
            guard isBareKey(key), !isInBrackets else { continue }
            var position = node.position
            position.column += text.unicodeScalars.distance(from: text.startIndex, to: key.startIndex) - 1
            log.report(
                .malformedCitation, at: position, "'@\(key)' has the key of a reference, and is no citation without its brackets", suggestion: "write '[@\(key)]'")
        }
    }

    /// A citation without its mark would be on the page as it is, and its claim without a source. A key of letters alone may be a word.
    private func isBareKey(_ label: Substring) -> Bool { label.utf8.contains { $0 < 0x40 } && referenceKeys.contains(String(label)) }
}
