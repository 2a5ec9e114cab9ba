import Markdown

/// What readers see above an alert.
enum AlertLabel {
    static func text(_ kind: Alert.Kind) -> String {
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

    /// `strength: conditional; certainty: low; source grade: 2C`.
    static func grading(_ alert: Alert) -> String {
        var parts: [String] = []
        if let strength = alert["strength"] { parts.append(strength == "none" ? "no strength stated" : "\(strength) recommendation") }
        if let certainty = alert["certainty"] {
            parts.append(certainty == "not-graded" ? "certainty not graded" : "\(certainty.replacing("-", with: " ")) certainty")
        }
        if let grade = alert["grade"] { parts.append("source’s grade: \(grade)") }
        return parts.joined(separator: " · ")
    }
}
