import Diagnostics

/// A tree in a row of bytes, for trees that are kept and not looked at: about as long as the text it was read from, and a fifth of the tree.
package struct PackedNode: Sendable {
    private let bytes: [UInt8]
    private let file: SourceFile

    package init(_ node: Node) {
        var writer = Writer(file: node.position.source)
        writer.write(node)
        // As many bytes as there are: the writer has room for more.
        bytes = writer.bytes.withUnsafeBufferPointer { Array($0) }
        file = node.position.source
    }

    /// The same tree.
    package var node: Node {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = Reader(bytes, file: file)
            return reader.node()
        }
    }

    /// What the first byte of a node says beside its kind.
    private enum Mark {
        static let kind: UInt8 = 0x1F
        static let hasChildren: UInt8 = 0x20
        /// The last line is another than the first.
        static let goesOn: UInt8 = 0x40
        /// It stands in another file than the root, and that is named.
        static let isElsewhere: UInt8 = 0x80
    }

    private enum Code: UInt8 {
        case document, paragraph, blockQuote, alert, tasks, thematicBreak, heading, bulletList, orderedList, item, codeBlock, htmlBlock, table, tableRow, tableCell
        case footnoteDefinition, text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image, footnoteReference, citation
        case abbreviation
    }

    private struct Writer {
        private(set) var bytes: [UInt8] = []
        private let file: SourceFile
        private var line = 0

        init(file: SourceFile) {
            self.file = file
            bytes.reserveCapacity(1 << 14)
        }

        mutating func write(_ node: Node) {
            let first = bytes.count
            bytes.append(0)
            let isElsewhere = node.position.source != file
            if isElsewhere { write(node.position.source.path) }
            write(node.position)
            let goesOn = node.lastLine != node.position.line
            if goesOn { write(node.lastLine - node.position.line) }
            let code = write(node.kind)
            if !node.children.isEmpty { write(node.children.count) }
            bytes[first] =
                code.rawValue | (node.children.isEmpty ? 0 : Mark.hasChildren) | (goesOn ? Mark.goesOn : 0) | (isElsewhere ? Mark.isElsewhere : 0)
            for child in node.children { write(child) }
        }

        /// Lines from the one before, as texts go on.
        private mutating func write(_ position: SourcePosition) {
            write(position.line - line)
            write(position.column)
            line = position.line
        }

        private mutating func write(_ kind: Node.Kind) -> Code {
            switch kind {
            case .document: return .document
            case .paragraph: return .paragraph
            case .blockQuote: return .blockQuote
            case .alert(let alert):
                write(alert.kind.rawValue)
                write(alert.attributes.count)
                for attribute in alert.attributes {
                    write(attribute.name)
                    write(attribute.value)
                }
                return .alert
            case .tasks: return .tasks
            case .thematicBreak: return .thematicBreak
            case .heading(let level, let id):
                write(level)
                write(id)
                return .heading
            case .list(.bullet(let isTight)):
                write(isTight ? 1 : 0)
                return .bulletList
            case .list(.ordered(let start, let isTight)):
                write(isTight ? 1 : 0)
                write(start)
                return .orderedList
            case .item(let box):
                write(Self.boxes.firstIndex(of: box)!)
                return .item
            case .codeBlock(let info, let text):
                write(info)
                write(text)
                return .codeBlock
            case .htmlBlock(let text):
                write(text)
                return .htmlBlock
            case .table(let alignments):
                write(alignments.count)
                for alignment in alignments { write(Self.alignments.firstIndex(of: alignment)!) }
                return .table
            case .tableRow(let isHeader):
                write(isHeader ? 1 : 0)
                return .tableRow
            case .tableCell: return .tableCell
            case .footnoteDefinition(let number):
                write(number)
                return .footnoteDefinition
            case .text(let text):
                write(text)
                return .text
            case .softBreak: return .softBreak
            case .lineBreak: return .lineBreak
            case .code(let text):
                write(text)
                return .code
            case .htmlInline(let text):
                write(text)
                return .htmlInline
            case .emphasis: return .emphasis
            case .strong: return .strong
            case .strikethrough: return .strikethrough
            case .link(let destination, let title):
                write(destination)
                write(title)
                return .link
            case .image(let destination, let title):
                write(destination)
                write(title)
                return .image
            case .footnoteReference(let number, let occurrence):
                write(number)
                write(occurrence)
                return .footnoteReference
            case .citation(let items):
                write(items.count)
                for item in items {
                    write(item.key)
                    write(item.locator)
                    write(item.position.source == file ? nil : item.position.source.path)
                    write(item.position)
                }
                return .citation
            case .abbreviation(let expansion):
                write(expansion)
                return .abbreviation
            }
        }

        static let boxes: [Node.Checkbox] = [.none, .unchecked, .checked]
        static let alignments: [Node.Alignment] = [.none, .left, .center, .right]

        /// By sevens of bits; the sign goes to the lowest, so that small numbers are short on both sides of nought.
        private mutating func write(_ number: Int) {
            var rest = UInt(bitPattern: number << 1) ^ UInt(bitPattern: number >> (Int.bitWidth - 1))
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }

        private mutating func write(_ text: String) {
            var text = text
            text.withUTF8 { utf8 in
                write(utf8.count)
                bytes.append(contentsOf: utf8)
            }
        }

        private mutating func write(_ text: String?) {
            write(text == nil ? 0 : 1)
            if let text { write(text) }
        }
    }

    private struct Reader {
        private let bytes: UnsafeBufferPointer<UInt8>
        private let file: SourceFile
        private var offset = 0
        private var line = 0

        init(_ bytes: UnsafeBufferPointer<UInt8>, file: SourceFile) {
            self.bytes = bytes
            self.file = file
        }

        mutating func node() -> Node {
            let first = bytes[offset]
            offset += 1
            let position = position(in: first & Mark.isElsewhere == 0 ? file : SourceFile(text()))
            let lastLine = first & Mark.goesOn == 0 ? position.line : position.line + number()
            let kind = kind(Code(rawValue: first & Mark.kind)!)
            var node = Node(kind, position: position, lastLine: lastLine)
            if first & Mark.hasChildren != 0 {
                let count = number()
                node.children.reserveCapacity(count)
                for _ in 0..<count { node.children.append(self.node()) }
            }
            return node
        }

        private mutating func position(in file: SourceFile) -> SourcePosition {
            line += number()
            return SourcePosition(in: file, line: line, column: number())
        }

        private mutating func kind(_ code: Code) -> Node.Kind {
            switch code {
            case .document: return .document
            case .paragraph: return .paragraph
            case .blockQuote: return .blockQuote
            case .alert:
                let kind = Alert.Kind(rawValue: text())!
                return .alert(Alert(kind: kind, attributes: (0..<number()).map { _ in Alert.Attribute(name: text(), value: text()) }))
            case .tasks: return .tasks
            case .thematicBreak: return .thematicBreak
            case .heading: return .heading(level: number(), id: optionalText())
            case .bulletList: return .list(.bullet(isTight: number() == 1))
            case .orderedList:
                let isTight = number() == 1
                return .list(.ordered(start: number(), isTight: isTight))
            case .item: return .item(Writer.boxes[number()])
            case .codeBlock: return .codeBlock(info: text(), text: text())
            case .htmlBlock: return .htmlBlock(text())
            case .table: return .table((0..<number()).map { _ in Writer.alignments[number()] })
            case .tableRow: return .tableRow(isHeader: number() == 1)
            case .tableCell: return .tableCell
            case .footnoteDefinition: return .footnoteDefinition(number: number())
            case .text: return .text(text())
            case .softBreak: return .softBreak
            case .lineBreak: return .lineBreak
            case .code: return .code(text())
            case .htmlInline: return .htmlInline(text())
            case .emphasis: return .emphasis
            case .strong: return .strong
            case .strikethrough: return .strikethrough
            case .link: return .link(destination: text(), title: text())
            case .image: return .image(destination: text(), title: text())
            case .footnoteReference: return .footnoteReference(number: number(), occurrence: number())
            case .citation:
                return .citation(
                    (0..<number()).map { _ in
                        let (key, locator) = (text(), optionalText())
                        return CitationItem(key: key, locator: locator, position: position(in: optionalText().map { SourceFile($0) } ?? file))
                    })
            case .abbreviation: return .abbreviation(expansion: text())
            }
        }

        private mutating func number() -> Int {
            var value: UInt = 0
            var shift: UInt = 0
            while true {
                let byte = bytes[offset]
                offset += 1
                value |= UInt(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            return Int(bitPattern: (value >> 1) ^ (0 &- (value & 1)))
        }

        private mutating func text() -> String {
            let count = number()
            defer { offset += count }
            return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
        }

        private mutating func optionalText() -> String? { number() == 0 ? nil : text() }
    }
}
