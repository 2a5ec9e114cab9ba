package import Diagnostics
import EmbeddedFiles
import Foundation
import KnowledgeBase
import SourceData

/// Reads a theme folder and those it extends: `theme.yml`, `templates/**.mustache`, `assets/**`.
///
/// The default theme is inside the program, and read from there where the folder of themes has none of its name.
package struct ThemeLoader {
    /// Folder that holds the themes, as named on the command line.
    let themesFolder: String
    let log: DiagnosticLog

    /// `log` is told what is wrong with a theme.
    package init(themesFolder: String, log: DiagnosticLog) {
        self.themesFolder = themesFolder
        self.log = log
    }

    /// Nil when the theme, or one it extends, cannot be used.
    package func load(_ name: Located<String>) -> Theme? {
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
        var templates: [String: Template] = [:]
        var includes: [String: [(name: String, position: SourcePosition)]] = [:]
        var sources: [String: SourceText] = [:]
        for (path, file) in byPath.sorted(by: { $0.key < $1.key }) where path.hasPrefix("templates/") {
            guard file.fileExtension == "mustache" else { continue }
            let name = String(path.dropFirst("templates/".count).dropLast(".mustache".count))
            guard let source = SourceText(path: origin(of: path, in: layers, seen), bytes: file.bytes, log: log) else { continue }
            sources[name] = source
            var parser = TemplateParser(assets.resolve(source, log), of: source, log: log)
            templates[name] = parser.template()
            includes[name] = parser.includes
        }
        check(includes)
        for name in Theme.required where sources[name] == nil {
            log.report(
                .invalidTemplate, at: SourcePosition(file: folder(seen[0]) + "/templates/\(name).mustache"),
                "the theme has no template '\(name)'", suggestion: "add it, or extend a theme that has it")
        }
        guard !log.diagnostics.hasErrors else { return nil }
        for (_, source) in sources.sorted(by: { $0.key < $1.key }) { MarkupWords(source, log: log).check() }
        let all = byPath.sorted { $0.key < $1.key }
        return Theme(assets: assets, templates: templates, stamp: Stamp(all.flatMap { [Stamp($0.key), $0.value.stamp] }))
    }

    private func layer(_ name: Located<String>) -> (files: [ContentFile], named: [Located<String>], parent: Located<String>?)? {
        let path = "\(themesFolder)/\(name.value)"
        guard !name.value.isEmpty, !name.value.hasPrefix("/"), !name.value.split(separator: "/").contains("..") else {
            log.report(
                .unusableTheme, at: name.position, "'\(name.value)' is not the name of a theme",
                suggestion: "a theme is a folder inside \(themesFolder)")
            return nil
        }
        let readLog = DiagnosticLog()
        let own = FileManager.default.fileExists(atPath: path) ? ContentFolder.read(path, log: readLog) : []
        let files = own.isEmpty && readLog.diagnostics.isEmpty ? Self.embedded(name.value) : own
        guard let settings = files.first(where: { $0.path == "theme.yml" }) else {
            log.report(
                .unusableTheme, at: name.position, "there is no theme '\(name.value)'",
                suggestion: "a theme is a folder inside \(themesFolder) with a theme.yml; the theme 'clinic' needs none")
            return nil
        }
        let settingsPath = "\(folder(name.value))/theme.yml"
        guard let source = SourceText(path: settingsPath, bytes: settings.bytes, log: log),
            let data = YAML.parse(source.text, path: settingsPath, log: log),
            let fields = Fields(data, owner: "a theme", log: log)
        else { return nil }
        for diagnostic in readLog.diagnostics {
            var diagnostic = diagnostic
            diagnostic.position = SourcePosition(file: "\(folder(name.value))/\(diagnostic.position.file)")
            log.add([diagnostic])
        }
        _ = fields.requiredString("title")
        let parent = fields.string("extends")
        let named = fields.strings("public")
        fields.finish()
        return (files, named, parent)
    }

    /// A theme that is inside the program; none of another name.
    private static func embedded(_ name: String) -> [ContentFile] {
        EmbeddedFile.files(below: "themes/\(name)").map { ContentFile(path: $0.path, bytes: $0.file.bytes) }.sorted { $0.path < $1.path }
    }

    /// A template that includes one that is not there would leave a hole in every page, and one that includes itself would not end.
    private func check(_ includes: [String: [(name: String, position: SourcePosition)]]) {
        for (_, included) in includes.sorted(by: { $0.key < $1.key }) {
            for (name, position) in included where includes[name] == nil {
                log.report(
                    .invalidTemplate, at: position, "there is no template '\(name)' to include",
                    suggestion: suggestion(for: name, among: Array(includes.keys)))
            }
        }
        var finished = Set<String>()
        func visit(_ name: String, _ open: [String]) {
            guard finished.insert(name).inserted else { return }
            for (next, position) in includes[name] ?? [] {
                if let start = (open + [name]).firstIndex(of: next) {
                    log.report(
                        .invalidTemplate, at: position, "the templates include each other in a circle: \(((open + [name])[start...] + [next]).joined(separator: ", "))",
                        suggestion: "take one of the includes out")
                } else {
                    visit(next, open + [name])
                }
            }
        }
        for name in includes.keys.sorted() { visit(name, []) }
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
