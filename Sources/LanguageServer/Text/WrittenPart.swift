import KnowledgeBase

/// What kind of text a place lies in.
enum WrittenPart {
    /// YAML of a form: a record, settings, front matter. `lines` are those of the file that hold it.
    case yaml(Shape.Form, lines: Range<Int>)
    /// A fenced block of an article; `lines` are those between the fences.
    case block(info: String, lines: Range<Int>)
    /// The line of a fence that opens a block, behind its marks.
    case fence
    case markdown

    /// `path` is that in the content folder. Nil for what is neither Markdown nor YAML of a known form.
    init?(at offset: Int, in lines: TextLines, path: String) {
        let file = ContentFile(path: path, bytes: [])
        switch file.fileExtension {
        case "md": self = Self.article(line: lines.line(at: offset), lines)
        case "yml", "yaml":
            guard let form = FileShape.of(path)?.form else { return nil }
            self = .yaml(form, lines: 0..<lines.count)
        default: return nil
        }
    }

    private static func article(line: Int, _ lines: TextLines) -> WrittenPart {
        var first = 0
        if lines.line(0).elementsEqual("---".utf8) {
            let end = (1..<max(lines.count, 1)).first { lines.line($0).elementsEqual("---".utf8) } ?? lines.count
            if line < end { return line == 0 ? .markdown : .yaml(FileShape.of("a.md")?.form ?? .any, lines: 1..<end) }
            first = end + 1
        }
        var open: (line: Int, mark: Fence)?
        for number in first..<max(lines.count, first) {
            let fence = Fence(lines.line(number))
            if let block = open {
                guard let fence, fence.closes(block.mark) else { continue }
                if line <= number { return line == number ? .markdown : .block(info: block.mark.info, lines: (block.line + 1)..<number) }
                open = nil
            } else if number > line {
                return .markdown
            } else if let fence {
                if line == number { return .fence }
                open = (number, fence)
            }
        }
        return open.map { .block(info: $0.mark.info, lines: ($0.line + 1)..<lines.count) } ?? .markdown
    }
}

/// The marks of a fenced block.
private struct Fence {
    private let mark: UInt8
    private let count: Int
    let info: String

    init?(_ line: ArraySlice<UInt8>) {
        let rest = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }
        guard let mark = rest.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        count = rest.prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        self.mark = mark
        let words = rest.dropFirst(count).drop { $0 == UInt8(ascii: " ") }
        info = String(decoding: words, as: UTF8.self)
    }

    func closes(_ other: Fence) -> Bool { mark == other.mark && count >= other.count && info.allSatisfy(\.isWhitespace) }
}
