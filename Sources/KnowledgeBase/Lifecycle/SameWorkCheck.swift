import Citations
public import Diagnostics

extension Rule {
    public static let sameWork = Rule(
        "same-work", .warning, .adjustable,
        means: "Two references have one DOI or PMID, whatever the letter case.",
        why: "Two references with one DOI or PMID are one work that is counted as two, or one of them sends readers to another paper.",
        mend: "Keep one, or mend the identifier.")
}

/// Finds references that say they are the same work.
enum SameWorkCheck {
    static func check(_ references: [Reference], _ log: DiagnosticLog) {
        var first: [String: Reference] = [:]
        for reference in references {
            // Two that share both are one slip.
            for identifier in WorkIdentifier.all(of: reference) {
                guard let other = first[identifier.key] else {
                    first[identifier.key] = reference
                    continue
                }
                log.report(
                    .sameWork, at: reference.position, "'\(reference.id)' and '\(other.id)' have the same \(identifier.kind), \(identifier.text)",
                    notes: [.init("the other reference is here", at: other.position)],
                    suggestion: "keep one and cite it in both places; if they are two works, mend the \(identifier.kind) of one")
                break
            }
        }
    }
}

/// A name that a work has everywhere.
struct WorkIdentifier {
    let kind: String
    /// As it is written.
    let text: String
    /// The same for the same work.
    let key: String

    static func doi(_ text: String) -> WorkIdentifier { WorkIdentifier(kind: "DOI", text: text, key: "doi " + text.lowercased()) }
    static func pmid(_ text: String) -> WorkIdentifier { WorkIdentifier(kind: "PMID", text: text, key: "pmid " + text) }

    /// The DOI first. Letter case tells no DOIs apart; addresses before it are taken off when it is read.
    static func all(of reference: Reference) -> [WorkIdentifier] {
        [reference.doi.map(doi), reference.pmid.map(pmid)].compactMap { $0 }
    }
}
