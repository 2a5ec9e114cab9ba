import Diagnostics
package import SourceData

extension ContentFile {
    /// What the file says as keys and values with their places: a record, settings or references, and of an article its front matter; with the
    /// values that an overlay puts into it. Nil for other files, and for what cannot be read.
    package var tree: DataValue? {
        let log = DiagnosticLog()
        guard ["yml", "yaml", "json", "md"].contains(fileExtension), let source = SourceText(path: path, bytes: bytes, log: log) else { return nil }
        switch fileExtension {
        case "json": return JSON.parse(source.text, path: path, log: log).map { changed($0, log) }
        case "md": return FrontMatter(source).yaml.flatMap { YAML.parse($0, path: path, lineOffset: 1, log: log) }
        default: return yaml(log)?.data
        }
    }
}
