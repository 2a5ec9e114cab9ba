import Testing

/// A published page as the tree of its elements. Pages write every end tag but those of elements that hold nothing.
struct PageTree {
    struct Element {
        let name: Substring
        let id: Substring?
        fileprivate let parent: Int?
        fileprivate var content: Range<String.Index>
    }

    private let page: String
    private var elements: [Element] = []

    init(_ page: String) throws {
        self.page = page
        var open: [Int] = []
        for tag in page.matches(of: /<(\/?)([a-z][a-zA-Z0-9]*)([^>]*)>/) {
            let (_, slash, name, attributes) = tag.output
            if slash.isEmpty {
                let id = attributes.firstMatch(of: /\sid="([^"]*)"/)?.output.1
                elements.append(Element(name: name, id: id, parent: open.last, content: tag.range.upperBound..<tag.range.upperBound))
                if !Self.hollow.contains(name), !attributes.hasSuffix("/") { open.append(elements.count - 1) }
            } else {
                let last = try #require(open.last, "</\(name)> closes nothing")
                open.removeLast()
                try #require(elements[last].name == name, "</\(name)> closes <\(elements[last].name)>")
                elements[last].content = elements[last].content.lowerBound..<tag.range.lowerBound
            }
        }
        try #require(open.isEmpty, "<\(open.last.map { elements[$0].name } ?? "")> is not closed")
    }

    func elements(id: String) -> [Element] { elements.filter { $0.id.map { $0 == id } ?? false } }

    /// The innermost element of the name that this one stands in.
    func element(_ name: String, around element: Element) -> Element? {
        var around = element.parent.map { elements[$0] }
        while let element = around, element.name != name { around = element.parent.map { elements[$0] } }
        return around
    }

    /// As a reader reads it, in one line.
    func text(of element: Element) -> String {
        let plain = Self.marks.reduce(page[element.content].replacing(/<[^>]*>/, with: " ")) { $0.replacing($1.0, with: $1.1) }
        return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static let hollow: Set<Substring> = ["base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"]
    private static let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")]
}
