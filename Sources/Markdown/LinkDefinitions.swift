import Diagnostics

/// Reports definitions of links that nobody meant as such, that hide behind another of the same name, or that nothing uses: none of them
/// is on the page, and cmark gives no sign.
struct LinkDefinitions {
    let source: SourceScalars
    let log: DiagnosticLog

    /// `shown` are the lines of which something is on the page.
    func check(_ definitions: [SourceDefinitions.Definition], shown: Set<Int>) {
        let definitions = definitions.filter { !$0.label.hasPrefix("^") && !shown.contains($0.position.line) && !$0.key.isEmpty }
        if definitions.isEmpty { return }
        let used = usedLabels(but: Set(definitions.map(\.position)))
        var first: [String: SourcePosition] = [:]
        for definition in definitions {
            if definition.label.hasPrefix("@") {
                log.report(
                    .citationAsDefinition, at: definition.position, "a line that begins with '[\(definition.label)]:' is no text: it says where a link leads",
                    suggestion: "put a word before the citation, or put it at the end of the sentence")
            } else if let other = first[definition.key] {
                log.report(
                    .duplicateDefinition, at: definition.position, "'[\(definition.label)]' is defined twice, and links go where the first says",
                    notes: [.init("first defined here", at: other)], suggestion: "give one of the two another name, also where it is used")
            } else {
                first[definition.key] = definition.position
                if used.contains(definition.key) { continue }
                Self.reportUnused(definition, log)
            }
        }
    }

    static func reportUnused(_ definition: SourceDefinitions.Definition, _ log: DiagnosticLog) {
        log.report(
            .unusedDefinition, at: definition.position, "nothing uses '[\(definition.label)]', so where it leads is not looked at",
            suggestion: "use it as in [text][\(definition.label)], or remove it")
    }

    /// What stands in brackets anywhere but in the definitions themselves.
    private func usedLabels(but definitions: Set<SourcePosition>) -> Set<String> {
        var labels = Set<String>()
        let scalars = source.scalars
        var open: Int?
        for (index, scalar) in scalars.enumerated() {
            if scalar == "[" {
                open = index
            } else if scalar == "]", let start = open {
                open = nil
                if definitions.contains(source.position(at: start)) { continue }
                var label = ""
                label.unicodeScalars.append(contentsOf: scalars[(start + 1)..<index])
                labels.insert(SourceDefinitions.Definition.key(label))
            }
        }
        return labels
    }
}
