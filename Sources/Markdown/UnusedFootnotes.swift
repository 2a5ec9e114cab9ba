import Diagnostics

/// Reports footnotes that nothing refers to, and second definitions of one: cmark drops both without a sign.
struct UnusedFootnotes {
    let log: DiagnosticLog

    /// A definition that is still in the document is referred to; one on none of the `shown` lines was dropped.
    func check(_ definitions: [SourceDefinitions.Definition], shown: Set<Int>) {
        var first: [String: SourceDefinitions.Definition] = [:]
        for definition in definitions where definition.label.hasPrefix("^") && definition.label.count > 1 {
            let label = definition.label.dropFirst()
            if label.contains(where: \.isWhitespace) { continue }
            if let other = first[definition.key], !shown.contains(definition.position.line) {
                log.report(
                    .duplicateDefinition, at: definition.position, "the footnote '\(label)' is defined twice, and this text would be left out",
                    notes: [.init("first defined here", at: other.position)], suggestion: "give one of the two another name, or join them")
                continue
            }
            first[definition.key] = first[definition.key] ?? definition
            if shown.contains(definition.position.line) { continue }
            reportUnused(definition)
        }
    }

    func reportUnused(_ definition: SourceDefinitions.Definition) {
        let label = definition.label.dropFirst()
        log.report(
            .unusedFootnote, at: definition.position, "nothing refers to the footnote '\(label)', so it is left out",
            suggestion: "refer to it with [^\(label)] in the text, or remove it")
    }
}
