import KnowledgeBase
import SitePaths

/// The comment by which a file names its schema to editors, which leads there from another folder too.
enum EditorLine {
    private static let mark = "# yaml-language-server: $schema="

    static func edits(_ file: ContentFile, to new: String) -> [RenamePlan.Edit] {
        let (from, to) = (ContentPath.folder(of: file.path), ContentPath.folder(of: new))
        if from == to { return [] }
        let text = PlacedText(file)
        for number in 1...3 {
            let line = text.line(number)
            guard text.has(mark, at: line.lowerBound) else { continue }
            let range = (line.lowerBound + mark.utf8.count)..<line.upperBound
            let old = text.text(range)
            guard !old.contains(":"), !old.hasPrefix("/"), let schema = ContentPath.resolve(old, from: from), schema.hasPrefix(".materia/") else { return [] }
            let way = ContentPath.relative(schema, from: to)
            return [RenamePlan.Edit(span: TextSpan(file.path, range), old: old, new: way.hasPrefix("../") ? way : "./\(way)")]
        }
        return []
    }
}
