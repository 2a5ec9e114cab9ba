import Citations
import Diagnostics
public import KnowledgeBase

/// The keys of a library, whatever else is wrong with it.
public enum ReferenceKeys {
    /// Those of the reference files among `files`.
    public static func of(_ files: [ContentFile]) -> Set<String> {
        var keys = Set<String>()
        for file in files where file.topFolder == "references" && file.fileExtension == "json" {
            let log = DiagnosticLog()
            guard let source = SourceText(path: file.path, bytes: file.bytes, log: log) else { continue }
            keys.formUnion(ReferenceLibrary.read(source, log: log).references.map(\.id))
        }
        return keys
    }
}
