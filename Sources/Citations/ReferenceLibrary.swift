public import Diagnostics
public import SourceData

/// Reads the works that articles cite from CSL-JSON files.
public enum ReferenceLibrary {
    /// Reads one file: an array of CSL items. Every problem is reported; an item is left out only
    /// when it has no id to cite it by, or the id of an earlier item.
    public static func load(_ source: SourceText, log: DiagnosticLog) -> [Reference] { read(source, log: log).references }

    /// The same, and whether every item could be read: where one could not, a key that is not there may be its own.
    ///
    /// `changed` gives what is read in the place of what the file says.
    public static func read(
        _ source: SourceText, log: DiagnosticLog, changed: (DataValue) -> DataValue = { $0 }
    ) -> (references: [Reference], isComplete: Bool) {
        guard let root = JSON.parse(source.text, path: source.path, log: log).map(changed) else { return ([], false) }
        if let form = CSLForms.ofFile(root) {
            log.report(.invalidCSL, at: root.position, form.summary, suggestion: form.help)
            return ([], false)
        }
        guard case .sequence(let items, _) = root else {
            log.report(
                .invalidCSL, at: root.position, "a CSL-JSON file must be a list of references, not \(root.jsonKind)",
                suggestion: "put the references between '[' and ']'")
            return ([], false)
        }
        var references: [Reference] = []
        var isComplete = true
        var reported = Set<String>()
        for item in items {
            if let form = CSLForms.ofItem(item) {
                // One message says it for all of them.
                if reported.insert(form.summary).inserted { log.report(.invalidCSL, at: item.position, form.summary, suggestion: form.help) }
                isComplete = false
            } else if let reference = CSLItemReader(log: log).read(item) {
                references.append(reference)
            } else {
                isComplete = false
            }
        }
        return (merge([references], log: log), isComplete)
    }

    /// One library from several files, in their order. Of references with the same id the first stays
    /// and the others are reported.
    public static func merge(_ libraries: [[Reference]], log: DiagnosticLog) -> [Reference] {
        var places: [String: SourcePosition] = [:]
        return libraries.joined().filter { reference in
            guard let first = places[reference.id] else {
                places[reference.id] = reference.position
                return true
            }
            log.report(
                .duplicateReference, at: reference.position, "the id '\(reference.id)' is already taken",
                notes: [.init("the first reference with this id is here", at: first)],
                suggestion: "remove one of the two, or give it another id")
            return false
        }
    }
}
