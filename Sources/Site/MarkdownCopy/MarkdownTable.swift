/// A table of a page as GitHub's Markdown has them: one row of heads, and as many cells in each.
struct MarkdownTable {
    private let rows: [[String]]
    private let hasHead: Bool

    /// `cell` gives what stands in one, on one line.
    init(_ table: PageTree.Element, cell: ([PageTree.Node]) -> String) {
        var rows: [[String]] = []
        var hasHead = false
        // Cells that go on in the rows below: a reader sees them beside each.
        var running: [Int: (text: String, rows: Int)] = [:]
        func read(_ nodes: [PageTree.Node], isHead: Bool) {
            for element in nodes.elements where element["hidden"] == nil {
                switch element.name {
                case "thead": read(element.children, isHead: true)
                case "tbody", "tfoot": read(element.children, isHead: false)
                case "tr":
                    var row: [String] = []
                    func goOn() {
                        while let above = running[row.count] {
                            running[row.count] = above.rows > 1 ? (above.text, above.rows - 1) : nil
                            row.append(above.text)
                        }
                    }
                    for own in element.children.elements where own.name == "td" || own.name == "th" {
                        goOn()
                        let words = cell(own.children)
                        let text = words.utf8.contains(UInt8(ascii: "|")) ? words.replacing("|", with: "\\|") : words
                        let span = max(1, own["colspan"].flatMap { Int($0) } ?? 1)
                        let depth = own["rowspan"].flatMap { Int($0) } ?? 1
                        for column in 0..<span {
                            if depth > 1 { running[row.count] = (column == 0 ? text : "", depth - 1) }
                            row.append(column == 0 ? text : "")
                        }
                    }
                    goOn()
                    if isHead, rows.isEmpty { hasHead = true }
                    rows.append(row)
                default: break
                }
            }
        }
        read(table.children, isHead: false)
        self.rows = rows
        self.hasHead = hasHead
    }

    var text: String {
        let width = rows.map(\.count).max() ?? 0
        guard width > 0 else { return "" }
        func line(_ cells: [String]) -> String { "| " + (cells + Array(repeating: "", count: width - cells.count)).joined(separator: " | ") + " |" }
        let rule = "|" + String(repeating: "---|", count: width)
        let (head, body) = hasHead ? (rows[0], rows.dropFirst()) : ([], rows[...])
        return ([line(head), rule] + body.map(line)).joined(separator: "\n")
    }
}
