import KnowledgeBase
import Markdown

/// Blocks of an article as what they say, whatever their layout and place.
struct BlockWords {
    private let text: ArticleText

    init(_ text: ArticleText) { self.text = text }

    /// The same for two blocks that say the same.
    func said(_ block: Node) -> String {
        var out = ""
        write(block, to: &out)
        return out
    }

    private func write(_ node: Node, to out: inout String) {
        switch node.kind {
        case .text(let text): out += text
        case .softBreak: out += " "
        case .htmlBlock, .htmlInline: break
        case .citation(let items): out += "[\(items.map { "@\($0.key),\($0.locator ?? "")" }.joined(separator: ";"))]"
        case .list(.bullet): wrap("list", node, &out)
        case .list(.ordered(let start, _)): wrap("list \(start)", node, &out)
        case .codeBlock(let info, let text):
            out += "<code \(info)>\(text)\(self.text.components[node.position].flatMap(listing) ?? "")</code>"
        case .paragraph: wrap("p", node, &out)
        default: wrap("\(node.kind)", node, &out)
        }
    }

    private func wrap(_ name: String, _ node: Node, _ out: inout String) {
        out += "<\(name)>"
        for child in node.children { write(child, to: &out) }
        out += "</>"
    }

    private func listing(_ component: Component) -> String? { if case .listing(let listing) = component { listing.rawValue } else { nil } }

    // MARK: Plain text

    static func plain(_ node: Node) -> String { SaidValue.line(node.plainText) }

    /// Sentences, and the lines of lists and tables.
    static func sentences(_ block: Node) -> [String] {
        var lines: [String] = []
        block.walkBlocks { node in
            switch node.kind {
            case .paragraph, .heading: lines.append(plain(node))
            case .tableRow: lines.append(node.children.map(plain).joined(separator: " | "))
            case .item:
                let own = SaidValue.line(node.children.filter { !$0.isBlock }.map(\.plainText).joined())
                if !own.isEmpty { lines.append(own) }
            default: break
            }
        }
        return lines.flatMap(split)
    }

    private static func split(_ line: String) -> [String] {
        var sentences: [String] = []
        var start = line.startIndex
        for end in line.ranges(of: ". ") {
            let next = line[end.upperBound...].first
            guard next?.isUppercase ?? false, line[start..<end.lowerBound].count > 20 else { continue }
            sentences.append(String(line[start..<end.upperBound]).trimmingSpaces)
            start = end.upperBound
        }
        return sentences + [String(line[start...]).trimmingSpaces].filter { !$0.isEmpty }
    }

    /// Every number with the word behind it.
    static func figures(_ text: String) -> [String] {
        let words = text.split(separator: " ")
        return words.indices.filter { words[$0].contains(where: \.isNumber) }.map { index in
            index + 1 < words.count ? "\(words[index]) \(words[index + 1])" : String(words[index])
        }
    }

    /// How much of their words two sentences share, from 0 to 1.
    static func likeness(_ a: String, _ b: String) -> Double {
        let (a, b) = (Set(a.split(separator: " ")), Set(b.split(separator: " ")))
        return a.isEmpty || b.isEmpty ? 0 : Double(a.intersection(b).count) / Double(max(a.count, b.count))
    }
}

extension String {
    fileprivate var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }
}
