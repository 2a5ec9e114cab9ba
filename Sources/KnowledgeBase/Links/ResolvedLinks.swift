/// Where the links of one source lead: followed once, and asked by the address as it is written from then on.
public struct ResolvedLinks: Sendable {
    private var byDestination: [String: (target: LinkTarget, fact: Fact?)] = [:]

    mutating func add(_ destination: String, _ target: LinkTarget, _ fact: Fact?) { byDestination[destination] = (target, fact) }

    /// Nil for an address that leads nowhere.
    public func target(_ destination: String) -> LinkTarget? { byDestination[destination]?.target }

    /// The value of a record that a link names, if it names one: its text is held to it.
    public func fact(_ destination: String) -> Fact? { byDestination[destination]?.fact }
}
