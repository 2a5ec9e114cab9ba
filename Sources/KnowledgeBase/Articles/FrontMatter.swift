package import Diagnostics

/// Separates the YAML at the head of an article from its Markdown.
package struct FrontMatter {
    /// Nil when the file does not start with `---`, or the block is not closed.
    package let yaml: String?
    let body: String
    /// Lines of the file before the body.
    package let bodyLineOffset: Int
    let isUnclosed: Bool

    package init(_ source: SourceText) {
        func isFence(_ line: Substring) -> Bool { line.trimmingSuffix(while: { $0 == " " }) == "---" }
        guard isFence(source.line(1)) else {
            (yaml, body, bodyLineOffset, isUnclosed) = (nil, source.text, 0, false)
            return
        }
        let lines = (1...source.lineCount).map(source.line)
        guard let end = lines.indices.dropFirst().first(where: { isFence(lines[$0]) }) else {
            (yaml, body, bodyLineOffset, isUnclosed) = (nil, "", 0, true)
            return
        }
        yaml = lines[1..<end].joined(separator: "\n")
        body = lines[(end + 1)...].joined(separator: "\n")
        bodyLineOffset = end + 1
        isUnclosed = false
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var copy = self
        while let last = copy.last, predicate(last) { copy.removeLast() }
        return copy
    }
}
