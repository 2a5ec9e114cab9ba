import Diagnostics
import KnowledgeBase
import SitePaths
import Templates

/// Files of the content that would stand where the theme's do: a script of the theme would be replaced without a word, and with it
/// what every page works out.
struct ThemeConflicts {
    let knowledgeBase: KnowledgeBase
    let theme: Theme
    let log: DiagnosticLog

    func check() {
        // Letter case does not tell files apart on every system.
        let taken = Dictionary((theme.assets.files + theme.assets.published).map { ($0.path.lowercased(), $0.path) }, uniquingKeysWith: { first, _ in first })
        func check(_ output: String, at position: SourcePosition, _ suggestion: String) {
            let path = output.lowercased()
            // A file of the theme is no folder either.
            guard let asset = (OutputPath.folders(of: path) + [path]).lazy.compactMap({ taken[$0] }).first else { return }
            log.report(
                .duplicateOutput, at: position, "the output file '\(output)' is already taken",
                notes: [.init("the theme has '\(asset)'")], suggestion: suggestion)
        }
        for asset in knowledgeBase.assets {
            check(asset.path, at: SourcePosition(file: asset.path), "rename the file, or put it into another folder")
        }
        for alias in knowledgeBase.articles.flatMap(\.aliases) + knowledgeBase.records.flatMap(\.head.aliases) {
            if let output = OutputPath.alias(alias.value) { check(output, at: alias.position, "remove the alias") }
        }
    }
}
