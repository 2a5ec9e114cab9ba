public import Diagnostics

extension Rule {
    public static let listNumber = Rule(
        "list-number", .error,
        means: "A numbered item would get another number on the page than the one that is written.",
        why: "Lists are numbered anew from their first number. A text that speaks of step 4 would mean another step than the page shows as 4.",
        mend: "Number them one by one, or each with the first number.")
}

/// Reports items that get another number on the page than the one that is written.
struct ListNumbers {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) {
        document.walkBlocks { node in
            guard case .list(.ordered(let start, _)) = node.kind else { return }
            let written = node.children.map { number(at: $0.position) }
            // `1.` in front of each item says that the numbers do not matter.
            if written.allSatisfy({ $0 == start }) { return }
            for (index, item) in node.children.enumerated() {
                guard let number = written[index], number != start + index else { continue }
                log.report(
                    .listNumber, at: item.position, "this item is written as \(number), and the page would show \(start + index)",
                    suggestion: "number the items one by one, or each with \(start); a paragraph between two lists keeps them apart")
                return
            }
        }
    }

    private func number(at position: SourcePosition) -> Int? {
        let digits = source.scalars[source.offset(of: position)...].prefix(10).prefix { $0.value &- 48 < 10 }
        return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1.value - 48) }
    }
}
