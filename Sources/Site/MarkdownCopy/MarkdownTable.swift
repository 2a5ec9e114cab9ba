/// A table of a page as GitHub's Markdown has them: one row of heads, and as many cells in each.
struct MarkdownTable {
    private let rows: [[[UInt8]]]
    private let hasHead: Bool

    /// Of what stands in a table; `cell` gives what stands in one, on one line.
    init(_ tree: PageTree, _ nodes: PageTree.Nodes, cell: (PageTree.Nodes) -> [UInt8]) {
        var rows: [[[UInt8]]] = []
        var hasHead = false
        // Cells that go on in the rows below: a reader sees them beside each.
        var running: [Int: (text: [UInt8], rows: Int)] = [:]
        func read(_ nodes: PageTree.Nodes, isHead: Bool) {
            for place in tree.elements(nodes) where tree.attribute("hidden", of: place) == nil {
                let children = tree.children(of: place)
                switch tree.nodes[place].tag {
                case .thead: read(children, isHead: true)
                case .tbody, .tfoot: read(children, isHead: false)
                case .tr:
                    var row: [[UInt8]] = []
                    func goOn() {
                        while let above = running[row.count] {
                            running[row.count] = above.rows > 1 ? (above.text, above.rows - 1) : nil
                            row.append(above.text)
                        }
                    }
                    for own in tree.elements(children) where tree.nodes[own].tag == .td || tree.nodes[own].tag == .th {
                        goOn()
                        let text = Self.escaped(cell(tree.children(of: own)))
                        let span = max(1, tree.attribute("colspan", of: own).flatMap { Int($0) } ?? 1)
                        let depth = tree.attribute("rowspan", of: own).flatMap { Int($0) } ?? 1
                        for column in 0..<span {
                            if depth > 1 { running[row.count] = (column == 0 ? text : [], depth - 1) }
                            row.append(column == 0 ? text : [])
                        }
                    }
                    goOn()
                    if isHead, rows.isEmpty { hasHead = true }
                    rows.append(row)
                default: break
                }
            }
        }
        read(nodes, isHead: false)
        self.rows = rows
        self.hasHead = hasHead
    }

    /// A bar would end the cell.
    private static func escaped(_ words: [UInt8]) -> [UInt8] {
        let bar = UInt8(ascii: "|")
        return words.contains(bar) ? words.flatMap { $0 == bar ? [UInt8(ascii: "\\"), bar] : [$0] } : words
    }

    var bytes: [UInt8] {
        let width = rows.map(\.count).max() ?? 0
        guard width > 0 else { return [] }
        func line(_ cells: [[UInt8]]) -> [UInt8] {
            Array("| ".utf8) + MarkdownText.joined(cells + Array(repeating: [], count: width - cells.count), by: " | ") + Array(" |".utf8)
        }
        let rule = Array(("|" + String(repeating: "---|", count: width)).utf8)
        let (head, body) = hasHead ? (rows[0], rows.dropFirst()) : ([], rows[...])
        return MarkdownText.joined([line(head), rule] + body.map(line), by: "\n")
    }
}
