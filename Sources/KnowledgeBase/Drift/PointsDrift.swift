public import Diagnostics
import Markdown

extension Rule {
    public static let pointsDiffer = Rule(
        "points-differ", .warning, .adjustable,
        means: "The definition of an item or option links to points of another record, and the item counts others.",
        why: "The definition cites the points that another record gives, and the item counts others: one score would come out two ways.",
        mend: "Mend one of the two; what another score counts belongs into `notes`.")
}

/// Holds the points of criteria against the points of other records that their definitions link to.
struct PointsDrift {
    let resolver: LinkResolver
    let links: ResolvedLinks
    let log: DiagnosticLog

    func check(_ set: CriteriaSet) {
        for item in set.items {
            let own = item.bands.map(\.points) + item.options.map(\.points) + [item.points]
            check(item.definition, own, "'\(item.id)'", set)
            for option in item.options { check(option.definition, [option.points], "'\(item.id).\(option.id)'", set) }
        }
    }

    private func check(_ definition: RichText?, _ own: [CriteriaSet.Points], _ name: String, _ set: CriteriaSet) {
        let values = Set(own.flatMap(\.values))
        guard let definition, !values.isEmpty else { return }
        for node in definition.nodes {
            node.walk { node in
                guard case .link(let destination, _) = node.kind, case .record(let path, let anchor?)? = links.target(destination), path != set.head.path,
                    let points = resolver.criteria(at: path)?.points(of: anchor), !values.contains(points), let fact = links.fact(destination)
                else { return }
                let counted = values.sorted().map { FactValue.number($0, unit: nil).text }.joined(separator: " or ")
                log.report(
                    .pointsDiffer, at: node.position, "\(name) counts \(counted), but \(anchor) of \(path), which its definition cites, is \(fact.value.text)",
                    notes: [.init("the record says so here", at: fact.position)],
                    suggestion: "look into the source and mend one of the two; what another score counts belongs into 'notes'")
            }
        }
    }
}

extension CriteriaSet {
    /// The points that the fact with this id says; nil where it says something else.
    fileprivate func points(of fact: String) -> Double? {
        for item in items {
            for (column, points) in item.points where "\(item.id).\(column)" == fact { return points }
            for (number, band) in item.bands.enumerated() {
                for (column, points) in band.points where "\(item.id).band-\(number + 1).\(column)" == fact { return points }
            }
            for option in item.options {
                for (column, points) in option.points where "\(item.id).\(option.id).\(column)" == fact { return points }
            }
        }
        return nil
    }
}
