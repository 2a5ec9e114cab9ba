import SourceData

/// What an overlay makes of one file.
package enum Standing: Sendable {
    /// As the knowledge base has it that is extended.
    case upstream
    /// Of the site, which alone has it.
    case added
    /// Of the site, in the place of one that is not shown.
    case replaced(Override)
    /// With values or texts that are others here.
    case changed(Override)
    /// An override itself.
    case override

    /// Differs where what pages say of it does.
    var stamp: Stamp {
        switch self {
        case .upstream: Stamp("upstream")
        case .added: Stamp("added")
        case .replaced(let override): Stamp([Stamp("replaced"), override.stamp])
        case .changed(let override): Stamp([Stamp("changed"), override.stamp])
        case .override: Stamp("override")
        }
    }
}
