import Diagnostics
import KnowledgeBase
import Mustache
import SourceData

/// Reads a theme folder and those it extends: `theme.yml`, `templates/**.mustache`, `assets/**`.
struct ThemeLoader {
    /// Folder that holds the themes, as named on the command line.
    let themesFolder: String
    let log: DiagnosticLog

    /// Nil when the theme, or one it extends, cannot be used.
    func load(_ name: Located<String>) -> Theme? {
        var layers: [[ContentFile]] = []
        var named: [Located<String>] = []
        var seen: [String] = []
        var next: Located<String>? = name
        while let current = next {
            guard !seen.contains(current.value) else {
                log.report(
                    .unusableTheme, at: current.position,
                    "the themes extend each other in a circle: \((seen + [current.value]).joined(separator: ", "))",
                    suggestion: "remove one `extends:` line")
                return nil
            }
            seen.append(current.value)
            guard let (files, names, parent) = layer(current) else { return nil }
            layers.append(files)
            named += names
            next = parent
        }
        // The theme named first wins over what it extends.
        var byPath: [String: ContentFile] = [:]
        for layer in layers.reversed() { for file in layer { byPath[file.path] = file } }
        let assets = ThemeAssets(
            byPath.values.filter { $0.path.hasPrefix("assets/") }.sorted { $0.path < $1.path }, named: named, log: log,
            origin: { origin(of: $0, in: layers, seen) })
        var library = MustacheLibrary()
        var sources: [String: SourceText] = [:]
        for (path, file) in byPath.sorted(by: { $0.key < $1.key }) where path.hasPrefix("templates/") {
            guard file.fileExtension == "mustache" else { continue }
            let name = String(path.dropFirst("templates/".count).dropLast(".mustache".count))
            guard let source = SourceText(path: origin(of: path, in: layers, seen), bytes: file.bytes, log: log) else { continue }
            sources[name] = source
            do {
                // Values escape themselves by their kind; the template must not do it again.
                try library.register("{{% CONTENT_TYPE:TEXT}}\(assets.resolve(source, log))", named: name)
            } catch let error as MustacheTemplate.ParserError {
                log.report(
                    .invalidTemplate,
                    at: SourcePosition(file: source.path, line: error.context.lineNumber, column: max(1, error.context.columnNumber)),
                    "the template cannot be read: \(error.error)")
            } catch {
                log.report(.invalidTemplate, at: SourcePosition(file: source.path), "the template cannot be read: \(error)")
            }
        }
        checkPartials(sources)
        for name in Theme.required where sources[name] == nil {
            log.report(
                .invalidTemplate, at: SourcePosition(file: folder(seen[0]) + "/templates/\(name).mustache"),
                "the theme has no template '\(name)'", suggestion: "add it, or extend a theme that has it")
        }
        guard !log.diagnostics.hasErrors else { return nil }
        return Theme(assets: assets, library: library)
    }

    private func layer(_ name: Located<String>) -> (files: [ContentFile], named: [Located<String>], parent: Located<String>?)? {
        let path = "\(themesFolder)/\(name.value)"
        guard !name.value.isEmpty, !name.value.hasPrefix("/"), !name.value.split(separator: "/").contains("..") else {
            log.report(.unusableTheme, at: name.position, "'\(name.value)' is not the name of a theme",
                suggestion: "a theme is a folder inside \(themesFolder)")
            return nil
        }
        let readLog = DiagnosticLog()
        let files = ContentFolder.read(path, log: readLog)
        guard let settings = files.first(where: { $0.path == "theme.yml" }) else {
            log.report(
                .unusableTheme, at: name.position, "there is no theme '\(name.value)'",
                suggestion: "a theme is a folder inside \(themesFolder) with a theme.yml")
            return nil
        }
        let settingsPath = "\(folder(name.value))/theme.yml"
        guard let source = SourceText(path: settingsPath, bytes: settings.bytes, log: log),
            let data = YAML.parse(source.text, path: settingsPath, log: log),
            let fields = Fields(data, owner: "a theme", log: log)
        else { return nil }
        _ = fields.requiredString("title")
        let parent = fields.string("extends")
        let named = fields.strings("public")
        fields.finish()
        return (files, named, parent)
    }

    /// Partials that do not exist would silently leave a hole in every page.
    private func checkPartials(_ sources: [String: SourceText]) {
        for (_, source) in sources.sorted(by: { $0.key < $1.key }) {
            for number in 1...source.lineCount {
                let line = source.line(number)
                var from = line.startIndex
                while let open = line[from...].firstRange(of: "{{") {
                    from = open.upperBound
                    guard let sign = line[from...].first, sign == ">" || sign == "<", let close = line[from...].firstRange(of: "}}")
                    else { continue }
                    let name = line[line.index(after: from)..<close.lowerBound].split(separator: " ").joined()
                    if sources[name] == nil {
                        let column = line[..<open.lowerBound].unicodeScalars.count + 1
                        log.report(
                            .invalidTemplate, at: SourcePosition(file: source.path, line: number, column: column),
                            "there is no template '\(name)' to include", suggestion: suggestion(for: name, among: Array(sources.keys)))
                    }
                }
            }
        }
    }

    /// Themes do not lie in the content folder, to which the paths of diagnostics are relative otherwise.
    private func folder(_ theme: String) -> String {
        (themesFolder.hasPrefix("/") || themesFolder.hasPrefix("./") ? "" : "./") + "\(themesFolder)/\(theme)"
    }

    private func origin(of path: String, in layers: [[ContentFile]], _ names: [String]) -> String {
        for (files, name) in zip(layers, names) where files.contains(where: { $0.path == path }) {
            return "\(folder(name))/\(path)"
        }
        return path
    }
}
