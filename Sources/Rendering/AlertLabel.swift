package import Markdown

/// What readers see above an alert.
package enum AlertLabel {
    package static func text(_ kind: Alert.Kind) -> String {
        switch kind {
        case .note: "Note"
        case .tip: "Tip"
        case .important: "Important"
        case .warning: "Warning"
        case .caution: "Caution"
        case .pitfall: "Pitfall"
        case .evidence: "Evidence"
        case .recommendation: "Recommendation"
        }
    }

    /// The strength and the certainty a recommendation states, in words.
    package static func grades(_ alert: Alert) -> (strength: String?, certainty: String?) {
        (
            alert["strength"].map { $0 == "none" ? "no strength stated" : $0 },
            alert["certainty"].map { $0.replacing("-", with: " ") }
        )
    }

    /// `conditional recommendation · low certainty · source’s grade: 2C`.
    package static func grading(_ alert: Alert) -> String {
        var parts: [String] = []
        let (strength, certainty) = grades(alert)
        if let strength { parts.append(alert["strength"] == "none" ? strength : "\(strength) recommendation") }
        if let certainty { parts.append(alert["certainty"] == "not-graded" ? "certainty not graded" : "\(certainty) certainty") }
        if let grade = alert["grade"] { parts.append("source’s grade: \(grade)") }
        return parts.joined(separator: " · ")
    }
}
