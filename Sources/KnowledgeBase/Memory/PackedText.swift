import Markdown

/// What an article says, packed for as long as nobody looks at it: unpacked trees of a whole knowledge base are most of what memory a load takes.
final class PackedText: Sendable {
    private let rest: ArticleText
    private let body: PackedNode
    private let links: ResolvedLinks.Packed

    init(_ text: ArticleText) {
        body = PackedNode(text.body)
        links = ResolvedLinks.Packed(text.links)
        var rest = text
        rest.body = Node(.document, position: text.body.position)
        rest.links = ResolvedLinks()
        self.rest = rest
    }

    var text: ArticleText {
        var text = rest
        text.body = body.node
        text.links = links.links
        return text
    }
}
