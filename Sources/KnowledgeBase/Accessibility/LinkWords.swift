public import Diagnostics
import Markdown

extension Rule {
    public static let vagueLink = Rule(
        "vague-link", .warning, .adjustable,
        means: "The text of a link is `here`, `read more` or the like, or an address.",
        why: "Readers who go from link to link hear its text alone, and 'here' or an address says nothing about where it leads.",
        mend: "What they will find there")
    public static let poorAlternative = Rule(
        "poor-alt-text", .warning, .adjustable,
        means: "The text of an image is the name of its file, begins with `image of` or `screenshot of`, or has over 250 characters.",
        why: "Readers who cannot see the image hear its text: what the image says, in a sentence, and not what it is or how its file is called.",
        mend: "What the image shows. A picture of a table is written as a table.")
}

/// Whether the text of a link says where it leads.
enum LinkWords {
    /// What is wrong with `text`; nil where it says something.
    static func fault(of text: String) -> (summary: String, suggestion: String)? {
        let suggestion = "say what a reader will find there"
        if text.utf8.count <= 20, vague.contains(text.lowercased().trimmingMarks) { return ("the text of this link, '\(text)', says nothing", suggestion) }
        if ["http://", "https://", "www."].contains(where: text.hasPrefix) { return ("the text of this link is an address", "\(suggestion): [text](address)") }
        return nil
    }

    private static let vague: Set<String> = [
        "here", "click here", "click", "see here", "this", "this one", "this page", "this link", "this site", "this website", "link", "the link", "that", "more",
        "more here",
        "more info", "more information", "read more", "see more", "learn more", "find out more", "read on", "see", "see this", "page", "site", "website", "web site",
        "url", "go",
        "continue", "details", "download", "pdf",
    ]
}

/// Whether the text of an image can stand for it.
enum ImageWords {
    /// What is wrong with `text`, the text of the image at `address`; nil where it says something, or nothing can be told of it.
    static func fault(of text: String, at address: String) -> (summary: String, suggestion: String)? {
        let small = text.lowercased()
        let name = address.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        let looksLikeFile = !small.contains(" ") && small.contains { "-_.".contains($0) || $0.isNumber }
        if looksLikeFile, small == name || small == stem || endings.contains(where: small.hasSuffix) {
            return ("the text of this image, '\(text)', is the name of a file", "say between the square brackets what it shows")
        }
        if let start = openings.first(where: small.hasPrefix) {
            let isTable = small.contains("table")
            return (
                "the text of this image begins with '\(String(text.prefix(start.count)).trimmed)'",
                isTable ? "write the table as a table, or say what it shows" : "say what it shows: that it is an image is said already"
            )
        }
        let count = text.count
        if count > longest {
            return ("the text of this image has \(count) characters", "say what it shows in a sentence or two, and write the rest below it")
        }
        return nil
    }

    /// Readers hear it in one go, and cannot go back in it.
    private static let longest = 250
    private static let endings = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"]
    private static let openings: [String] = ["", "a ", "an ", "the "].flatMap { article in
        ["image", "picture", "photo", "photograph", "graphic", "screenshot", "screen shot"].flatMap { ["\(article)\($0) of ", "\(article)\($0) showing "] }
    }
}

extension String {
    /// Without the signs around it.
    fileprivate var trimmingMarks: String {
        func isMark(_ character: Character) -> Bool { character.isWhitespace || ".,:;!?…>»→()".contains(character) }
        var text = self[...].drop(while: isMark)
        while let last = text.last, isMark(last) { text.removeLast() }
        return String(text)
    }
}
