import Diagnostics
public import Markdown
import SourceData

/// Something that could go wrong with what is published, as its author sees it.
public struct Hazard: Sendable {
    /// What could go wrong.
    public let hazard: RichText
    /// What would come of it.
    public let harm: RichText?
    /// What is done about it.
    public let mitigation: RichText?

    /// Reads one entry of `hazards`; `read` gives the text of a field.
    init?(_ value: DataValue, log: DiagnosticLog, _ read: (String, Fields) -> RichText?) {
        guard let fields = Fields(value, owner: "a hazard", log: log) else { return nil }
        let hazard = fields.required("hazard") { read("hazard", fields) }
        harm = read("harm", fields)
        mitigation = read("mitigation", fields)
        fields.finish()
        guard let hazard else { return nil }
        self.hazard = hazard
    }
}
