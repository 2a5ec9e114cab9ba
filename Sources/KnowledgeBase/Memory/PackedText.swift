import Markdown

/// What an article says, packed for as long as nobody looks at it: unpacked trees of a whole knowledge base are most of what memory a load takes.
struct PackedText: Sendable {
    private let rest: ArticleText
    private let body: PackedNode

    init(_ text: ArticleText) {
        body = PackedNode(text.body)
        var rest = text
        rest.body = Node(.document, position: text.body.position)
        self.rest = rest
    }

    var text: ArticleText {
        var text = rest
        text.body = body.node
        return text
    }
}
