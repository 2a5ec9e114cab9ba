import Markdown

extension Node {
    /// Whether a citation stands anywhere in it.
    var holdsCitation: Bool {
        var isFound = false
        walk { node in
            if case .citation = node.kind { isFound = true }
        }
        return isFound
    }
}
