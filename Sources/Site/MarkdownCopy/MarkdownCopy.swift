import Diagnostics

/// A page as Markdown, for programs that read text: what a reader sees of its main part, without what is worked with there.
///
/// CommonMark with the tables of GitHub. What Markdown cannot say stands as HTML: `10<sup>9</sup>` is not 109. Figures of citations stand in
/// brackets, as the list of references at the end numbers them; links lead from where the page stands.
struct MarkdownCopy {
    private typealias Nodes = PageTree.Nodes

    private let tree: PageTree
    /// The name of the page in its folder: links to its own parts lead there.
    private let page: String

    /// Of the finished page at `output`; nil where it has no main part.
    static func bytes(of page: [UInt8], at output: String) -> [UInt8]? {
        page.withUnsafeBufferPointer { bytes in
            guard let tree = PageTree(mainOf: bytes) else { return nil }
            let copy = MarkdownCopy(tree: tree, page: output.split(separator: "/").last.map(String.init) ?? output)
            return MarkdownText.joined(copy.blocks(tree.main), by: "\n\n") + [0x0A]
        }
    }

    // MARK: What is left out

    /// Forms and what works with them, drawings, whose figures stand in tables, the way to other pages, and marks.
    private func isSilent(_ place: Int) -> Bool {
        let node = tree.nodes[place]
        switch node.tag {
        case .nav, .form, .fieldset, .button, .select, .input, .textarea, .output, .label, .svg, .template: return true
        case .a: return node.isHidden || tree.has(class: "anchor", place) || tree.has(class: "to-contents", place)
        case .aside: return node.isHidden || tree.has(class: "side", place)
        case .p: return node.isHidden || tree.has(class: "to-contents", place)
        default: return node.isHidden
        }
    }

    // MARK: Blocks

    private func isBlock(_ place: Int) -> Bool {
        switch tree.nodes[place].tag {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .table, .pre, .blockquote, .hr, .summary, .caption, .main, .article, .section, .header, .footer, .div,
            .figure, .figcaption, .details, .aside, .noscript, .body, .dd, .li:
            true
        case .span: tree.has(class: "item-definition", place)
        default: false
        }
    }

    private func blocks(_ nodes: Nodes) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        // Where the words begin that stand in no block of their own.
        var line = nodes.lowerBound
        var lastList: PageTree.Tag?
        func add(_ block: [UInt8], list: PageTree.Tag? = nil) {
            if block.isEmpty { return }
            // Two lists in a row would be one.
            if let list, list == lastList { blocks.append(Array("<!-- -->".utf8)) }
            lastList = list
            blocks.append(block)
        }
        func finishLine(before place: Int) {
            if line < place { add(MarkdownText.start(inline(line..<place))) }
        }
        for place in tree.places(nodes) {
            guard tree.nodes[place].tag != .text, isBlock(place) || isSilent(place) else { continue }
            finishLine(before: place)
            line = tree.nodes[place].end
            if isSilent(place) { continue }
            let children = tree.children(of: place)
            let tag = tree.nodes[place].tag
            switch tag {
            case .h1, .h2, .h3, .h4, .h5, .h6:
                let text = inline(children)
                if !text.isEmpty { add(Array(repeating: UInt8(ascii: "#"), count: tag.level) + [0x20] + text) }
            case .ul, .ol: add(list(place), list: tag)
            case .dl: add(definitions(children), list: .ul)
            case .table:
                for caption in tree.elements(children) where tree.nodes[caption].tag == .caption { add(strong(tree.children(of: caption))) }
                add(MarkdownTable(tree, children, cell: cell).bytes)
            case .pre: add(code(children))
            case .blockquote: add(quoted(self.blocks(children)))
            case .aside where tree.has(class: "alert", place): add(quoted(self.blocks(children)))
            case .hr: add(Array("---".utf8))
            case .summary, .caption: add(strong(children))
            case .p where tree.has(class: "alert-title", place): add(strong(children))
            default: for block in self.blocks(children) { add(block) }
            }
        }
        finishLine(before: nodes.upperBound)
        return blocks
    }

    private func quoted(_ blocks: [[UInt8]]) -> [UInt8] { indented(MarkdownText.joined(blocks, by: "\n\n"), by: "> ", first: "> ") }

    private func indented(_ text: [UInt8], by indent: String, first: String) -> [UInt8] {
        let leavesEmpty = indent.utf8.allSatisfy { $0 == 0x20 }
        var indented: [UInt8] = []
        indented.reserveCapacity(text.count + text.count / 8 + first.utf8.count)
        indented += first.utf8
        for (index, byte) in text.enumerated() {
            indented.append(byte)
            guard byte == 0x0A else { continue }
            let isEmpty = index + 1 == text.count || text[index + 1] == 0x0A
            if !isEmpty || !leavesEmpty { indented += indent.utf8 }
        }
        return indented
    }

    private func item(_ blocks: [[UInt8]], mark: String) -> [UInt8] {
        indented(
            blocks.isEmpty ? Array("<!-- -->".utf8) : MarkdownText.joined(blocks, by: "\n\n"), by: String(repeating: " ", count: mark.utf8.count), first: mark)
    }

    private func list(_ list: Int) -> [UInt8] {
        let isOrdered = tree.nodes[list].tag == .ol
        let first = isOrdered ? tree.attribute("start", of: list).flatMap { Int($0) } ?? 1 : 0
        let items = tree.elements(tree.children(of: list)).filter { tree.nodes[$0].tag == .li && !isSilent($0) }.map { blocks(tree.children(of: $0)) }
        let isLoose = items.contains { $0.count > 1 }
        return MarkdownText.joined(
            items.enumerated().map { index, blocks in item(blocks, mark: isOrdered ? "\(first + index). " : "- ") }, by: isLoose ? "\n\n" : "\n")
    }

    /// An item for each name, with what is said of it behind a colon.
    private func definitions(_ nodes: Nodes) -> [UInt8] {
        var items: [[[UInt8]]] = []
        func read(_ nodes: Nodes) {
            for place in tree.elements(nodes) where !isSilent(place) {
                let children = tree.children(of: place)
                switch tree.nodes[place].tag {
                case .dt:
                    // A name can have blocks, such as the words beneath it.
                    items.append(blocks(children))
                case .dd:
                    var own = blocks(children)
                    if own.isEmpty { continue }
                    if items.isEmpty { items.append([]) }
                    var last = items.removeLast()
                    if let name = last.last, last.count == 1, let text = own.first, !MarkdownText.startsBlock(text) {
                        last[last.count - 1] = name + Array(": ".utf8) + text
                        own.removeFirst()
                    }
                    items.append(last + own)
                default: read(children)
                }
            }
        }
        read(nodes)
        let isLoose = items.contains { $0.count > 1 }
        return MarkdownText.joined(items.map { item($0, mark: "- ") }, by: isLoose ? "\n\n" : "\n")
    }

    private func code(_ nodes: Nodes) -> [UInt8] {
        let text = tree.plainText(nodes)
        let fence = Array(repeating: UInt8(ascii: "`"), count: max(3, MarkdownText.longestRun(of: UInt8(ascii: "`"), in: text) + 1))
        return fence + [0x0A] + text + (text.last == 0x0A ? [] : [0x0A]) + fence
    }

    /// What stands in a cell, on one line.
    private func cell(_ nodes: Nodes) -> [UInt8] {
        var parts: [[UInt8]] = []
        func read(_ nodes: Nodes) {
            var line = nodes.lowerBound
            func finishLine(before place: Int) {
                guard line < place else { return }
                let text = inline(line..<place)
                if !text.isEmpty { parts.append(text) }
            }
            for place in tree.places(nodes) {
                guard tree.nodes[place].tag != .text, isBlock(place) || isSilent(place) || isRow(place) else { continue }
                finishLine(before: place)
                line = tree.nodes[place].end
                if !isSilent(place) { read(tree.children(of: place)) }
            }
            finishLine(before: nodes.upperBound)
        }
        read(nodes)
        return MarkdownText.joined(parts, by: "<br>")
    }

    /// Parts of a table or list that stands in a cell.
    private func isRow(_ place: Int) -> Bool {
        switch tree.nodes[place].tag {
        case .dt, .tr, .td, .th, .thead, .tbody, .li, .dd: true
        default: false
        }
    }

    // MARK: Words

    private func strong(_ nodes: Nodes) -> [UInt8] {
        let text = inline(nodes)
        return text.isEmpty ? [] : MarkdownText.emphasised(text, .strong)
    }

    private func inline(_ nodes: Nodes) -> [UInt8] {
        var text: [UInt8] = []
        write(nodes, to: &text)
        MarkdownText.trim(&text)
        return text
    }

    private func write(_ nodes: Nodes, to text: inout [UInt8]) {
        for place in tree.places(nodes) {
            let node = tree.nodes[place]
            if node.tag == .text {
                tree.words(of: place) { MarkdownText.append($0, to: &text) }
            } else {
                var isLast = node.end == nodes.upperBound
                if !isLast, tree.nodes[node.end].tag == .text { isLast = tree.words(of: node.end) { MarkdownText.firstCharacter(of: $0)?.isWhitespace ?? false } }
                write(place, to: &text, isLast: isLast)
            }
        }
    }

    private func write(_ place: Int, to text: inout [UInt8], isLast: Bool) {
        if isSilent(place) { return }
        let children = tree.children(of: place)
        let tag = tree.nodes[place].tag
        switch tag {
        case .br: text += (text.last == 0x20 ? "<br>" : " <br>").utf8
        case .wbr: break
        case .img:
            MarkdownText.append(" ", to: &text)
            text += "![".utf8
            text += MarkdownText.escaped(tree.attribute("alt", of: place) ?? "")
            writeAddress(tree.attribute("src", of: place) ?? "", to: &text)
        case .em, .i, .cite: wrap(children, .em, isLast, &text)
        case .strong, .b: wrap(children, .strong, isLast, &text)
        case .sup where tree.has(class: "citation", place):
            let numbers = tree.plainText(children)
            guard !numbers.isEmpty else { return }
            text += " \\[".utf8
            text += numbers.withUnsafeBufferPointer(MarkdownText.escaped)
            text += "\\]".utf8
        case .sup, .sub, .del:
            text += "<\(tag.rawValue)>".utf8
            write(children, to: &text)
            text += "</\(tag.rawValue)>".utf8
        case .q:
            text += "“".utf8
            write(children, to: &text)
            text += "”".utf8
        case .code, .kbd: text += MarkdownText.code(tree.plainText(children))
        case .a: link(place, &text)
        default:
            // A label beside a label is another word.
            if tag == .span, !tree.has(class: "figure", place), MarkdownText.endsWord(text), tree.plainText(children).withUnsafeBufferPointer(MarkdownText.startsWord),
                tree.attribute("data-result", of: place) == nil
            {
                text.append(0x20)
            }
            write(children, to: &text)
        }
    }

    private func wrap(_ nodes: Nodes, _ emphasis: MarkdownText.Emphasis, _ isLast: Bool, _ text: inout [UInt8]) {
        var words: [UInt8] = []
        write(nodes, to: &words)
        let (startsApart, endsApart) = (words.first == 0x20, words.last == 0x20)
        let own = words
        MarkdownText.trim(&words)
        if words.isEmpty { return text += own }
        if startsApart { MarkdownText.append(" ", to: &text) }
        // Marks that touch others can be read another way.
        text +=
            text.last == UInt8(ascii: "*")
            ? MarkdownText.element(words, emphasis) : MarkdownText.emphasised(words, emphasis, isLast: isLast || endsApart)
        if endsApart { text.append(0x20) }
    }

    private func link(_ place: Int, _ text: inout [UInt8]) {
        let children = tree.children(of: place)
        guard let href = tree.attribute("href", of: place) else { return write(children, to: &text) }
        var words: [UInt8] = []
        write(children, to: &words)
        let (startsApart, endsApart) = (words.first == 0x20, words.last == 0x20)
        MarkdownText.trim(&words)
        if startsApart { MarkdownText.append(" ", to: &text) }
        if !words.isEmpty {
            text.append(UInt8(ascii: "["))
            text += words
            writeAddress(href, to: &text)
        }
        if endsApart { text.append(0x20) }
    }

    /// `](` and the rest of a link.
    private func writeAddress(_ href: String, to text: inout [UInt8]) {
        let isPlain = !href.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"): true
            default: false
            }
        }
        text += isPlain ? "](".utf8 : "](<".utf8
        if href.utf8.first == UInt8(ascii: "#") { text += page.utf8 }
        text += isPlain ? href.utf8 : href.replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("\\", with: "%5C").utf8
        text += isPlain ? ")".utf8 : ">)".utf8
    }
}
