import CCmarkGFM
import Diagnostics

/// Copies cmark's tree into values, after which its memory can go.
final class TreeConverter {
    private let file: SourceFile
    private let lineOffset: Int
    private(set) var tooDeep: SourcePosition?
    private var footnoteDefinitions = 0
    private var footnoteOccurrences: [Int: Int] = [:]

    init(path: String, lineOffset: Int) {
        file = SourceFile(path)
        self.lineOffset = lineOffset
    }

    /// Iterative, because the depth of a hostile document is not bounded by anything.
    func convert(_ root: OpaquePointer) -> Node {
        guard let iterator = cmark_iter_new(root) else { fatalError("out of memory") }
        defer { cmark_iter_free(iterator) }
        var open: [Node] = []
        var depth = 0
        while true {
            switch cmark_iter_next(iterator) {
            case CMARK_EVENT_ENTER:
                guard let pointer = cmark_iter_get_node(iterator) else { continue }
                depth += 1
                let node = value(of: pointer, inheriting: open.last)
                if depth > Markdown.maximumDepth {
                    if tooDeep == nil { tooDeep = node.position }
                    if Self.isLeaf(pointer) { depth -= 1 }
                } else if Self.isLeaf(pointer) {
                    depth -= 1
                    open[open.count - 1].children.append(node)
                } else {
                    open.append(node)
                }
            case CMARK_EVENT_EXIT:
                depth -= 1
                guard depth < Markdown.maximumDepth else { continue }
                let node = open.removeLast()
                if open.isEmpty { return node }
                open[open.count - 1].children.append(node)
            default:
                preconditionFailure("the iterator left the tree before its root was closed")
            }
        }
    }

    /// cmark's iterator sends no exit event for these.
    private static func isLeaf(_ node: OpaquePointer) -> Bool {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
            CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
            true
        default: false
        }
    }

    private func value(of node: OpaquePointer, inheriting parent: Node?) -> Node {
        let line = Int(cmark_node_get_start_line(node))
        let column = Int(cmark_node_get_start_column(node))
        let position =
            line > 0
            ? SourcePosition(in: file, line: line + lineOffset, column: max(1, column))
            : parent?.position ?? SourcePosition(in: file, line: lineOffset + 1)
        let lastLine = max(position.line, Int(cmark_node_get_end_line(node)) + lineOffset)
        return Node(kind(of: node), position: position, lastLine: lastLine)
    }

    private func kind(of node: OpaquePointer) -> Node.Kind {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_DOCUMENT: return .document
        case CMARK_NODE_PARAGRAPH: return .paragraph
        case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
        case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
        case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)), id: nil)
        case CMARK_NODE_LIST:
            let isTight = cmark_node_get_list_tight(node) != 0
            return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                ? .list(.ordered(start: Int(cmark_node_get_list_start(node)), isTight: isTight))
                : .list(.bullet(isTight: isTight))
        case CMARK_NODE_CODE_BLOCK:
            return .codeBlock(info: text(cmark_node_get_fence_info(node)), text: literal(node))
        case CMARK_NODE_HTML_BLOCK: return .htmlBlock(literal(node))
        case CMARK_NODE_TEXT: return .text(literal(node))
        case CMARK_NODE_SOFTBREAK: return .softBreak
        case CMARK_NODE_LINEBREAK: return .lineBreak
        case CMARK_NODE_CODE: return .code(literal(node))
        case CMARK_NODE_HTML_INLINE: return .htmlInline(literal(node))
        case CMARK_NODE_EMPH: return .emphasis
        case CMARK_NODE_STRONG: return .strong
        case CMARK_NODE_LINK:
            return .link(destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
        case CMARK_NODE_IMAGE:
            return .image(destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
        case CMARK_NODE_FOOTNOTE_DEFINITION:
            // Definitions stand at the end of the tree, in the order of their numbers.
            footnoteDefinitions += 1
            return .footnoteDefinition(number: footnoteDefinitions)
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            let number = Int(literal(node)) ?? 0
            footnoteOccurrences[number, default: 0] += 1
            return .footnoteReference(number: number, occurrence: footnoteOccurrences[number]!)
        default: return extensionKind(of: node)
        }
    }

    private func extensionKind(of node: OpaquePointer) -> Node.Kind {
        switch text(cmark_node_get_type_string(node)) {
        case "item": return .item(.none)
        case "tasklist": return .item(cmark_gfm_extensions_get_tasklist_item_checked(node) ? .checked : .unchecked)
        case "strikethrough": return .strikethrough
        case "table":
            let count = Int(cmark_gfm_extensions_get_table_columns(node))
            let letters = cmark_gfm_extensions_get_table_alignments(node)
            return .table(
                (0..<count).map { column in
                    switch letters?[column] {
                    case UInt8(ascii: "l"): .left
                    case UInt8(ascii: "c"): .center
                    case UInt8(ascii: "r"): .right
                    default: .none
                    }
                })
        case "table_header": return .tableRow(isHeader: true)
        case "table_row": return .tableRow(isHeader: false)
        case "table_cell": return .tableCell
        case let other: preconditionFailure("cmark-gfm made a node of the unknown type \(other)")
        }
    }

    private func literal(_ node: OpaquePointer) -> String { text(cmark_node_get_literal(node)) }
    private func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}
