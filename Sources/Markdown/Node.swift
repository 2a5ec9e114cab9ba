public import Diagnostics

/// One node of a Markdown document: a plain value, so a tree can cross threads and be edited freely.
public struct Node: Hashable, Sendable {
    public var kind: Kind
    public var children: [Node]
    /// Where the node starts. For links and images this is the destination, for citations the first `@`.
    public var position: SourcePosition
    private var lastLineNumber: Int32

    /// Last line of a block.
    public var lastLine: Int {
        get { Int(lastLineNumber) }
        set { lastLineNumber = Int32(clamping: newValue) }
    }

    public enum Kind: Hashable, Sendable {
        case document
        // Blocks
        case paragraph
        case blockQuote
        indirect case alert(Alert)
        /// What readers may have come to do: a list of tasks, each with its links.
        case tasks
        case thematicBreak
        /// `id` is the author's own anchor, from `{#id}` at the end of the heading.
        indirect case heading(level: Int, id: String?)
        case list(ListStyle)
        case item(Checkbox)
        indirect case codeBlock(info: String, text: String)
        case htmlBlock(String)
        case table([Alignment])
        case tableRow(isHeader: Bool)
        case tableCell
        case footnoteDefinition(number: Int)
        // Inlines
        case text(String)
        case softBreak
        case lineBreak
        case code(String)
        case htmlInline(String)
        case emphasis
        case strong
        case strikethrough
        indirect case link(destination: String, title: String)
        indirect case image(destination: String, title: String)
        /// The `occurrence`th reference to footnote `number`, both from 1.
        case footnoteReference(number: Int, occurrence: Int)
        case citation([CitationItem])
        case abbreviation(expansion: String)
    }

    public enum ListStyle: Hashable, Sendable {
        case bullet(isTight: Bool)
        case ordered(start: Int, isTight: Bool)

        public var isTight: Bool {
            switch self {
            case .bullet(let isTight), .ordered(_, let isTight): isTight
            }
        }
    }

    public enum Checkbox: Hashable, Sendable { case none, unchecked, checked }
    public enum Alignment: Hashable, Sendable { case none, left, center, right }

    public init(_ kind: Kind, children: [Node] = [], position: SourcePosition, lastLine: Int? = nil) {
        self.kind = kind
        self.children = children
        self.position = position
        lastLineNumber = Int32(clamping: lastLine ?? position.line)
    }

    /// True for what a run of text is made of, which goes on over lines.
    var isRunning: Bool {
        switch kind {
        case .text, .softBreak: true
        default: false
        }
    }

    /// Visits this node and all below it, parents first, in reading order.
    public func walk(_ visit: (Node) throws -> Void) rethrows {
        try visit(self)
        for child in children { try child.walk(visit) }
    }

    /// A copy in which every node below this one is replaced by what `transform` makes of it, children first.
    /// An empty array removes the node.
    public func editing(_ transform: (Node) throws -> [Node]) rethrows -> Node {
        var copy = self
        copy.children = try children.flatMap { try transform($0.editing(transform)) }
        return copy
    }

    /// Visits this node and the blocks below it, parents first, in reading order. What stands within a line is passed over.
    public func walkBlocks(_ visit: (Node) throws -> Void) rethrows {
        try visit(self)
        for child in children where child.isBlock { try child.walkBlocks(visit) }
    }

    /// Changes the blocks below this one in place, inner ones first. What stands within a line is left alone.
    mutating func editBlocks(_ edit: (inout Node) -> Void) {
        for index in children.indices where children[index].isBlock {
            children[index].editBlocks(edit)
            edit(&children[index])
        }
    }

    /// What a reader would hear: the text without markup, footnotes and citations.
    public var plainText: String {
        var out = ""
        appendPlainText(to: &out)
        return out
    }

    private func appendPlainText(to out: inout String) {
        switch kind {
        case .text(let text), .code(let text): out += text
        case .softBreak, .lineBreak: out += " "
        case .codeBlock(_, let text): out += text
        case .citation, .footnoteReference, .htmlInline, .htmlBlock: break
        default:
            for child in children {
                child.appendPlainText(to: &out)
                if child.isBlock, out.last != " ", !out.isEmpty { out += " " }
            }
        }
    }

    /// True for nodes that stand on lines of their own.
    public var isBlock: Bool {
        switch kind {
        case .document, .paragraph, .blockQuote, .alert, .tasks, .thematicBreak, .heading, .list, .item, .codeBlock,
            .htmlBlock, .table, .tableRow, .tableCell, .footnoteDefinition:
            true
        default: false
        }
    }
}

/// A marked quotation: GitHub's five alerts, and three that clinical writing needs.
public struct Alert: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case note = "NOTE"
        case tip = "TIP"
        case important = "IMPORTANT"
        case warning = "WARNING"
        case caution = "CAUTION"
        case pitfall = "PITFALL"
        case evidence = "EVIDENCE"
        case recommendation = "RECOMMENDATION"
    }

    public var kind: Kind
    /// `name=value` pairs in the order written, as in `[!RECOMMENDATION strength=strong]`.
    public var attributes: [Attribute]

    public struct Attribute: Hashable, Sendable {
        public var name: String
        public var value: String
    }

    public subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// Ids of the indications a recommendation is for, where it says so.
    public var indications: [String] {
        (self["indication"] ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
    }
}

/// One reference within a citation: `@key, locator`.
public struct CitationItem: Hashable, Sendable {
    public var key: String
    /// The place in the work, as written: `p. 1270`, `table 2`.
    public var locator: String?
    public var position: SourcePosition

    public init(key: String, locator: String?, position: SourcePosition) {
        self.key = key
        self.locator = locator
        self.position = position
    }
}
