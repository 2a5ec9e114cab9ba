public import Diagnostics
import KnowledgeBase
import Templates

/// Every rule that a site is held to.
public enum RuleCatalog {
    /// Of content and themes, by id.
    public static let all: [Rule] = (Rule.ofContent + Rule.ofTemplates).sorted { $0.id < $1.id }
}
