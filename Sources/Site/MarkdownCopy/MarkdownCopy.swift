/// A page as Markdown, for programs that read text: what a reader sees of its main part, without what is worked with there.
///
/// CommonMark with the tables of GitHub. What Markdown cannot say stands as HTML: `10<sup>9</sup>` is not 109. Figures of citations stand in
/// brackets, as the list of references at the end numbers them; links lead from where the page stands.
struct MarkdownCopy {
    /// The name of the page in its folder: links to its own parts lead there.
    private let page: String

    /// Of the finished page at `output`; nil where it has no main part.
    static func text(of bytes: [UInt8], at output: String) -> String? {
        guard let main = PageTree.main(of: bytes) else { return nil }
        let copy = MarkdownCopy(page: output.split(separator: "/").last.map(String.init) ?? output)
        return copy.blocks(main.children).joined(separator: "\n\n") + "\n"
    }

    // MARK: What is left out

    /// Forms and what works with them, drawings, whose figures stand in tables, the way to other pages, and marks.
    private static func isSilent(_ element: PageTree.Element) -> Bool {
        switch element.name {
        case "nav", "form", "fieldset", "button", "select", "input", "textarea", "output", "label", "svg", "template": return true
        default: break
        }
        guard element.hasAttributes else { return false }
        if element["hidden"] != nil || element["data-letter"] != nil { return true }
        switch element.name {
        case "a": return element.has(class: "anchor") || element.has(class: "to-contents")
        case "aside": return element.has(class: "side")
        case "p": return element.has(class: "to-contents")
        default: return false
        }
    }

    // MARK: Blocks

    private static func isBlock(_ element: PageTree.Element) -> Bool {
        switch element.name {
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "hr", "summary", "caption": true
        case "span": element.has(class: "item-definition")
        case "main", "article", "section", "header", "footer", "div", "figure", "figcaption", "details", "aside", "noscript", "body", "dd", "li": true
        default: false
        }
    }

    private func blocks(_ nodes: [PageTree.Node]) -> [String] {
        var blocks: [String] = []
        var line: [PageTree.Node] = []
        var lastList = ""
        func add(_ block: String, list: String = "") {
            if block.isEmpty { return }
            // Two lists in a row would be one.
            if !list.isEmpty, list == lastList { blocks.append("<!-- -->") }
            lastList = list
            blocks.append(block)
        }
        func finishLine() {
            let text = inline(line)
            line = []
            add(MarkdownText.start(text))
        }
        for node in nodes {
            guard case .element(let element) = node, Self.isBlock(element) || Self.isSilent(element) else {
                line.append(node)
                continue
            }
            finishLine()
            if Self.isSilent(element) { continue }
            switch element.name {
            case "h1", "h2", "h3", "h4", "h5", "h6":
                let text = inline(element.children)
                if !text.isEmpty { add(String(repeating: "#", count: Int(element.name.dropFirst())!) + " " + text) }
            case "ul", "ol": add(list(element), list: element.name)
            case "dl": add(definitions(element), list: "ul")
            case "table":
                for caption in element.children.elements where caption.name == "caption" { add(strong(caption.children)) }
                add(MarkdownTable(element, cell: cell).text)
            case "pre": add(code(element))
            case "blockquote": add(quoted(self.blocks(element.children)))
            case "aside" where element.has(class: "alert"): add(quoted(self.blocks(element.children)))
            case "hr": add("---")
            case "summary", "caption": add(strong(element.children))
            case "p" where element.has(class: "alert-title"): add(strong(element.children))
            default: for block in self.blocks(element.children) { add(block) }
            }
        }
        finishLine()
        return blocks
    }

    private func quoted(_ blocks: [String]) -> String { indented(blocks.joined(separator: "\n\n"), by: "> ", first: "> ") }

    private func indented(_ text: String, by indent: String, first: String) -> String {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
        return lines.enumerated().map { index, line in
            if index == 0 { return first + line }
            return line.isEmpty && indent.allSatisfy { $0 == " " } ? "" : indent + line
        }.joined(separator: "\n")
    }

    private func item(_ blocks: [String], mark: String) -> String {
        indented(blocks.isEmpty ? "<!-- -->" : blocks.joined(separator: "\n\n"), by: String(repeating: " ", count: mark.count), first: mark)
    }

    private func list(_ list: PageTree.Element) -> String {
        let first = list.name == "ol" ? list["start"].flatMap { Int($0) } ?? 1 : 0
        let items = list.children.elements.filter { $0.name == "li" && !Self.isSilent($0) }.map { blocks($0.children) }
        let isLoose = items.contains { $0.count > 1 }
        return items.enumerated().map { index, blocks in item(blocks, mark: list.name == "ol" ? "\(first + index). " : "- ") }
            .joined(separator: isLoose ? "\n\n" : "\n")
    }

    /// An item for each name, with what is said of it behind a colon.
    private func definitions(_ list: PageTree.Element) -> String {
        var items: [[String]] = []
        func read(_ nodes: [PageTree.Node]) {
            for element in nodes.elements where !Self.isSilent(element) {
                switch element.name {
                case "dt":
                    // A name can have blocks, such as the words beneath it.
                    items.append(blocks(element.children))
                case "dd":
                    var own = blocks(element.children)
                    if own.isEmpty { continue }
                    if items.isEmpty { items.append([]) }
                    var last = items.removeLast()
                    if let name = last.last, last.count == 1, let text = own.first, !MarkdownText.startsBlock(text) {
                        last[last.count - 1] = "\(name): \(text)"
                        own.removeFirst()
                    }
                    items.append(last + own)
                default: read(element.children)
                }
            }
        }
        read(list.children)
        let isLoose = items.contains { $0.count > 1 }
        return items.map { item($0, mark: "- ") }.joined(separator: isLoose ? "\n\n" : "\n")
    }

    private func code(_ element: PageTree.Element) -> String {
        let text = element.children.plainText
        let fence = String(repeating: "`", count: max(3, MarkdownText.longestRun(of: "`", in: text) + 1))
        return "\(fence)\n\(text.hasSuffix("\n") ? text : text + "\n")\(fence)"
    }

    /// What stands in a cell, on one line.
    private func cell(_ nodes: [PageTree.Node]) -> String {
        var parts: [String] = []
        var line: [PageTree.Node] = []
        func finishLine() {
            let text = inline(line)
            if !text.isEmpty { parts.append(text) }
            line = []
        }
        func read(_ nodes: [PageTree.Node]) {
            for node in nodes {
                guard case .element(let element) = node, Self.isBlock(element) || Self.isSilent(element) || Self.isRow(element) else {
                    line.append(node)
                    continue
                }
                finishLine()
                if Self.isSilent(element) { continue }
                read(element.children)
                finishLine()
            }
        }
        read(nodes)
        finishLine()
        return parts.joined(separator: "<br>")
    }

    /// Parts of a table or list that stands in a cell.
    private static func isRow(_ element: PageTree.Element) -> Bool { ["dt", "tr", "td", "th", "thead", "tbody", "li", "dd"].contains(element.name) }

    // MARK: Words

    private func strong(_ nodes: [PageTree.Node]) -> String {
        let text = inline(nodes)
        return text.isEmpty ? "" : MarkdownText.emphasised(text, "**", "strong")
    }

    private func inline(_ nodes: [PageTree.Node]) -> String {
        var text = ""
        write(nodes, to: &text)
        return MarkdownText.trimmed(text)
    }

    private func write(_ nodes: [PageTree.Node], to text: inout String) {
        for (index, node) in nodes.enumerated() {
            switch node {
            case .text(let words): MarkdownText.append(words, to: &text)
            case .element(let element):
                var isLast = index + 1 == nodes.count
                if !isLast, case .text(let next) = nodes[index + 1] { isLast = next.first?.isWhitespace ?? false }
                write(element, to: &text, isLast: isLast)
            }
        }
    }

    private func write(_ element: PageTree.Element, to text: inout String, isLast: Bool) {
        if Self.isSilent(element) { return }
        switch element.name {
        case "br": text += text.hasSuffix(" ") ? "<br>" : " <br>"
        case "wbr": break
        case "img":
            MarkdownText.append(" ", to: &text)
            text += "![\(MarkdownText.escaped(element["alt"] ?? ""))](\(address(element["src"] ?? "")))"
        case "em", "i", "cite": wrap(element.children, "*", "em", isLast, &text)
        case "strong", "b": wrap(element.children, "**", "strong", isLast, &text)
        case "sup" where element.has(class: "citation"):
            let numbers = element.children.plainText
            if !numbers.isEmpty { text += " \\[\(MarkdownText.escaped(numbers))\\]" }
        case "sup", "sub", "del":
            text += "<\(element.name)>"
            write(element.children, to: &text)
            text += "</\(element.name)>"
        case "q":
            text += "“"
            write(element.children, to: &text)
            text += "”"
        case "code", "kbd": text += MarkdownText.code(element.children.plainText)
        case "a": link(element, &text)
        default:
            // A label beside a label is another word.
            if element.name == "span", let last = text.last, last.isLetter || last.isNumber, element.children.plainText.first.map({ $0.isLetter || $0.isNumber }) == true,
                element["data-result"] == nil
            {
                text += " "
            }
            write(element.children, to: &text)
        }
    }

    private func wrap(_ nodes: [PageTree.Node], _ mark: String, _ name: String, _ isLast: Bool, _ text: inout String) {
        var own = ""
        write(nodes, to: &own)
        let words = MarkdownText.trimmed(own)
        if words.isEmpty { return text += own }
        if own.first == " " { MarkdownText.append(" ", to: &text) }
        // Marks that touch others can be read another way.
        text += text.hasSuffix("*") ? "<\(name)>\(words)</\(name)>" : MarkdownText.emphasised(words, mark, name, isLast: isLast || own.last == " ")
        if own.last == " " { text += " " }
    }

    private func link(_ element: PageTree.Element, _ text: inout String) {
        guard let href = element["href"] else { return write(element.children, to: &text) }
        var own = ""
        write(element.children, to: &own)
        let words = MarkdownText.trimmed(own)
        if own.first == " " { MarkdownText.append(" ", to: &text) }
        if !words.isEmpty { text += "[\(words)](\(address(href)))" }
        if own.last == " " { text += " " }
    }

    private func address(_ href: String) -> String {
        let href = href.hasPrefix("#") ? page + href : href
        let isPlain = !href.contains { $0 == " " || $0 == "(" || $0 == ")" || $0 == "<" || $0 == ">" || $0 == "\\" }
        return isPlain ? href : "<\(href.replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("\\", with: "%5C"))>"
    }
}

extension [PageTree.Node] {
    var elements: [PageTree.Element] { compactMap { if case .element(let element) = $0 { element } else { nil } } }

    var plainText: String {
        map { node in
            switch node {
            case .text(let text): text
            case .element(let element): element.children.plainText
            }
        }.joined()
    }
}
