package import Foundation

/// Places in the repository that tests read.
package enum Repository {
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    package static let themes = root.appendingPathComponent("themes").path
    package static let content = root.appendingPathComponent("content").path
    package static let fixture = root.appendingPathComponent("Tests/KnowledgeBaseTests/Fixtures/valid").path
    package static let golden = root.appendingPathComponent("Tests/SiteTests/Fixtures/golden")
}
