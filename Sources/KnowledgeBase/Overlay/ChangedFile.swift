package import Diagnostics
package import SourceData

extension ContentFile {
    /// What the file says as YAML, with the values that an overlay puts into it, and its text. Nil, with diagnostics, where it cannot be read.
    package func yaml(_ log: DiagnosticLog) -> (data: DataValue, source: SourceText)? {
        guard let source = SourceText(path: path, bytes: bytes, log: log), let data = YAML.parse(source.text, path: path, log: log) else { return nil }
        return (changed(data, log), source)
    }

    /// `data` of this file with the values of an overlay.
    func changed(_ data: DataValue, _ log: DiagnosticLog) -> DataValue { override.map { ValueChanges(override: $0, log: log).applied(to: data) } ?? data }

    /// The override that changes something in the file.
    var override: Override? { if case .changed(let override)? = standing { override } else { nil } }

    /// What pages call the version of the file: of its text, and of what is changed in it, both without their reviews.
    func version(of text: String) -> String {
        let isArticle = fileExtension == "md"
        guard let override else { return ReviewLines.version(of: text, isArticle: isArticle) }
        let texts = [(text, isArticle), (override.source.text, false)].map { ReviewLines.removed(from: Array($0.utf8), isArticle: $1) }
        return SHA256.digits(texts[0] + [0] + texts[1], count: 12)
    }
}
