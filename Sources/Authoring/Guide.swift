import EmbeddedFiles

/// The guide, as it is inside the program.
public enum Guide {
    /// A page of it.
    public struct Page: Sendable {
        /// Its file name without `.md`.
        public let name: String
        public let title: String
        public let summary: String
        /// In Markdown, as a terminal can show it: without front matter, anchors and the addresses of links.
        public var text: String { PlainGuide().text(title, source) }
        /// What stands below the front matter.
        private let source: [Substring]

        init(_ name: String, _ text: String) {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let end = lines.dropFirst().firstIndex { $0 == "---" } ?? 0
            func value(_ key: String) -> String { lines[..<end].first { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) } ?? "" }
            self.name = name
            title = value("title")
            summary = value("summary")
            source = Array(lines.dropFirst(end + 1))
        }
    }

    /// Every page, by name; `index` is the way in.
    public static let pages: [Page] = EmbeddedFile.files(below: "docs").compactMap { path, file in
        guard path.hasSuffix(".md"), !path.contains("/") else { return nil }
        return Page(String(path.dropLast(".md".count)), String(decoding: file.bytes, as: UTF8.self))
    }
}

/// Markdown of the guide for a terminal. To make an expression out costs more than to look for it, so each is made once for a page.
private struct PlainGuide {
    private let link = #/!?\[([^\]]+)\]\([^)]*\)/#
    private let anchor = #/ \{#[a-z0-9-]+\}$/#
    private let codeLink = #/\[(`[^`]*`[^\]`]*)\]\([^)]*\)/#

    func text(_ title: String, _ lines: [Substring]) -> String {
        var isCode = false
        var shown: [String] = ["# \(title)"]
        for line in lines {
            if line.hasPrefix("```") { isCode.toggle() }
            shown.append(isCode ? String(line) : plain(line))
        }
        return shown.joined(separator: "\n")
    }

    private func plain(_ line: Substring) -> String {
        guard line.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }) else { return String(line) }
        // What stands in backticks is shown as it is.
        var parts = line.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        for index in stride(from: 0, to: parts.count, by: 2) {
            parts[index] = parts[index].replacing(link) { String($0.output.1) }.replacing(anchor, with: "")
        }
        let text = parts.joined(separator: "`")
        return text.replacing(codeLink) { String($0.output.1) }
    }
}
