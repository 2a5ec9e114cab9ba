public import Diagnostics
import Markdown

extension Rule {
    public static let emptyHeading = Rule(
        "empty-heading", .error, .adjustable,
        means: "A heading has no text.",
        why: "Readers who go from heading to heading come to one that says nothing, and so does the list of contents.",
        mend: "Name what stands below it.")
    public static let emphasisedHeading = Rule(
        "emphasised-heading", .warning, .adjustable,
        means: "A line in bold or italics stands by itself above other text, without a full stop or a colon.",
        why: "A line in bold looks like a heading and is none: it is missing in the list of contents, and for all who go from heading to heading.",
        mend: "`## Dosing`")
    public static let emptyTableHead = Rule(
        "empty-table-head", .warning, .adjustable,
        means: "All cells of a table's head are empty.",
        why: "Readers who hear a table are told the head of the column with each cell; without it they hear figures alone.",
        mend: "Name what each column has.")
}

/// Looks at how the blocks of an article tell readers where they are: headings and heads of tables.
struct PageStructure {
    let log: DiagnosticLog

    func check(_ blocks: [Node]) {
        var level = 1
        for (index, block) in blocks.enumerated() {
            switch block.kind {
            case .heading(let own, _):
                level = own
                if block.children.isEmpty || block.plainText.allSatisfy(\.isWhitespace) {
                    log.report(.emptyHeading, at: block.position, "this heading has no text", suggestion: "name what stands below it, or remove it")
                }
            case .paragraph:
                let next = index + 1 < blocks.count ? blocks[index + 1] : nil
                checkParagraph(block, before: next, after: index > 0 ? blocks[index - 1] : nil, below: level)
            case .table: checkTable(block)
            case .blockQuote, .alert, .list, .item, .footnoteDefinition: checkTables(in: block)
            default: break
            }
        }
    }

    private func checkTables(in block: Node) {
        for child in block.children where child.isBlock {
            if case .table = child.kind { checkTable(child) } else { checkTables(in: child) }
        }
    }

    private func checkTable(_ table: Node) {
        guard let head = table.children.first, head.children.allSatisfy(\.children.isEmpty), table.children.count > 1 else { return }
        log.report(.emptyTableHead, at: head.position, "the head of this table is empty", suggestion: "name in the first row what each column has")
    }

    /// `**Dosing**` by itself, with something below it.
    private func checkParagraph(_ paragraph: Node, before next: Node?, after previous: Node?, below level: Int) {
        guard paragraph.children.count == 1, let only = paragraph.children.first, let next else { return }
        let isStrong: Bool
        switch only.kind {
        case .strong: isStrong = true
        case .emphasis: isStrong = only.children.count == 1 && only.children[0].kind == .strong
        default: return
        }
        // What stands by a table or an image in italics is its caption.
        if !isStrong, isShown(next) || previous.map(isShown) == true { return }
        switch next.kind {
        case .heading, .thematicBreak: return
        default: break
        }
        let text = only.plainText
        // A sentence is no heading, nor is a line that leads over to what stands below.
        guard let last = text.last, !".,;:!?…".contains(last), paragraph.lastLine == paragraph.position.line, text.utf8.count <= 120 else { return }
        if ["table", "figure", "box", "source"].contains(where: text.lowercased().hasPrefix) { return }
        log.report(
            .emphasisedHeading, at: paragraph.position, "'\(text)' looks like a heading and is none",
            suggestion: "write '\(String(repeating: "#", count: min(level + 1, 6))) \(text)', or make it a part of the text below")
    }

    private func isShown(_ block: Node) -> Bool {
        switch block.kind {
        case .table, .codeBlock: true
        case .paragraph: block.children.allSatisfy { if case .image = $0.kind { true } else { false } }
        default: false
        }
    }
}
