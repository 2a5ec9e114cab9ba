/// Prints diagnostics the way compilers do, so that editors make their places clickable.
public struct ConsoleFormat: Sendable {
    /// Put before every path: the content folder as the user named it. A path that starts with `/` or `./` is
    /// not in it, and is shown as it is.
    public var pathPrefix: String
    /// Colour the severity with ANSI escapes.
    public var color: Bool
    /// Add each rule's explanation, once per rule.
    public var explains: Bool

    /// The source a place is in, by its path, where the line is to be shown under the message.
    public var source: @Sendable (String) -> SourceText?

    public init(
        pathPrefix: String = "", color: Bool = false, explains: Bool = false, source: @escaping @Sendable (String) -> SourceText? = { _ in nil }
    ) {
        self.pathPrefix = pathPrefix
        self.color = color
        self.explains = explains
        self.source = source
    }

    /// A place's path as the user can open it.
    public func path(of position: SourcePosition) -> String {
        let isComplete = position.file.hasPrefix("/") || position.file.hasPrefix("./")
        return isComplete ? position.file : Self.joined(pathPrefix, position.file)
    }

    /// A path that leads out of the folder is written from where the folder is: `upstream/a.md`, not `content/../upstream/a.md`.
    private static func joined(_ folder: String, _ path: String) -> String {
        var (folder, path) = (folder[...], path[...])
        while path.hasPrefix("../"), folder.hasSuffix("/") {
            let parent = folder.dropLast()
            let name = parent[(parent.lastIndex(of: "/").map(parent.index(after:)) ?? parent.startIndex)...]
            if name == ".." || name.isEmpty { break }
            folder = parent.dropLast(name.count)
            if name == "." { break }
            path = path.dropFirst(3)
        }
        return String(folder + path)
    }

    /// As many as are printed. Errors are told before all others where there are more.
    public static let most = 1000

    /// Diagnostics in order, each on its own lines, ending with a newline when there is any. Of very many the last line says how many more there are.
    public func format(_ diagnostics: [Diagnostic]) -> String {
        var explained = Set<String>()
        var out = ""
        for diagnostic in shown(diagnostics) {
            out += format(diagnostic)
            if explains, explained.insert(diagnostic.rule.id).inserted {
                out += "    why: \(diagnostic.explanation)\n"
            }
        }
        if diagnostics.count > Self.most {
            out += "and \(diagnostics.count - Self.most) more, which are not printed: mend these first, and the rest will be told\n"
        }
        return out
    }

    private func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        guard diagnostics.count > Self.most else { return diagnostics }
        // The place of each in the whole is kept.
        let first = diagnostics.indices.sorted { (diagnostics[$1].severity, $0) < (diagnostics[$0].severity, $1) }.prefix(Self.most)
        return first.sorted().map { diagnostics[$0] }
    }

    /// `file:line:column: severity: summary [rule]`, then the line with a mark, notes and help, indented.
    public func format(_ diagnostic: Diagnostic) -> String {
        var out = "\(place(diagnostic.position)): \(name(diagnostic.severity)): "
        out += "\(printable(diagnostic.summary)) [\(diagnostic.rule.id)]\n"
        if let source = source(diagnostic.position.file) {
            let line = source.line(diagnostic.position.line)
            if line.contains(where: { !$0.isWhitespace }) {
                out += SourceExcerpt(line, column: diagnostic.position.column).text(number: diagnostic.position.line)
            }
        }
        for note in diagnostic.notes {
            out += "    note: "
            if let position = note.position { out += "\(place(position)): " }
            out += "\(printable(note.text))\n"
        }
        if let suggestion = diagnostic.suggestion { out += "    help: \(printable(suggestion))\n" }
        return out
    }

    private func place(_ position: SourcePosition) -> String {
        "\(printable(path(of: position))):\(position.line):\(position.column)"
    }

    /// Text from content is shown, never obeyed: control characters would reach the terminal.
    private func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private func name(_ severity: Severity) -> String {
        guard color else { return severity.rawValue }
        let code =
            switch severity {
            case .error: "1;31"
            case .warning: "1;33"
            case .note: "1;36"
            }
        return "\u{1B}[\(code)m\(severity.rawValue)\u{1B}[0m"
    }
}
