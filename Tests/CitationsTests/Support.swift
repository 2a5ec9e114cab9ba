import Citations
import Diagnostics
import SourceData

/// Loads the items and prints what is wrong with them, as a user would see it.
func load(_ json: String, path: String = "references.json") -> (references: [Reference], report: String) {
    let log = DiagnosticLog()
    let references = ReferenceLibrary.load(SourceText(path: path, text: json), log: log)
    return (references, ConsoleFormat().format(log.diagnostics.ordered()))
}

/// What is wrong with one item that has an id, a type and a title, and on line 2 these fields.
func report(_ fields: String) -> String {
    load("[{\"id\": \"a\", \"type\": \"book\", \"title\": \"T\",\n\(fields)}]").report
}

/// A reference for format tests.
func reference(_ type: ReferenceType, _ title: String = "Title", _ change: (inout Reference) -> Void = { _ in }) -> Reference {
    var reference = Reference(id: "a", type: type, title: title, position: SourcePosition(file: "r.json"))
    change(&reference)
    return reference
}

func date(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) -> ReferenceDate? {
    PartialDate(year: year, month: month, day: day).map { .date($0) }
}

func person(_ family: String, _ given: String? = nil, suffix: String? = nil) -> Name {
    .person(PersonName(family: family, given: given, suffix: suffix))
}

/// `Author1 A`, `Author2 A`, …
func people(_ count: Int) -> [Name] { (0..<count).map { person("Author\($0 + 1)", "Anna") } }
