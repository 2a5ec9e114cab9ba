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
        public let text: String
    }

    /// Every page, by name; `index` is the way in.
    public static let pages: [Page] = EmbeddedFile.files(below: "docs").compactMap { path, file in
        guard path.hasSuffix(".md"), !path.contains("/") else { return nil }
        return page(String(path.dropLast(".md".count)), String(decoding: file.bytes, as: UTF8.self))
    }

    static func page(_ name: String, _ text: String) -> Page {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.dropFirst().firstIndex { $0 == "---" } ?? 0
        func value(_ key: String) -> String { lines[..<end].first { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) } ?? "" }
        var isCode = false
        var shown: [String] = ["# \(value("title"))"]
        for line in lines.dropFirst(end + 1) {
            if line.hasPrefix("```") { isCode.toggle() }
            shown.append(isCode ? String(line) : plain(line))
        }
        return Page(name: name, title: value("title"), summary: value("summary"), text: shown.joined(separator: "\n"))
    }

    private static func plain(_ line: Substring) -> String {
        // What stands in backticks is shown as it is.
        var parts = line.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        for index in stride(from: 0, to: parts.count, by: 2) {
            parts[index] = parts[index].replacing(#/!?\[([^\]]+)\]\([^)]*\)/#) { String($0.output.1) }.replacing(#/ \{#[a-z0-9-]+\}$/#, with: "")
        }
        let text = parts.joined(separator: "`")
        return text.replacing(#/\[(`[^`]*`[^\]`]*)\]\([^)]*\)/#) { String($0.output.1) }
    }
}
