import Foundation
import SourceData
import Synchronization
import Templates

/// What a single file carries inside, scripts in the order they run: made once for all files of a kind.
final class InlinedAssets: Sendable {
    private let theme: Theme
    private let scripts: [String]
    private let styles: [String]
    private let made = Mutex<[TemplateKey: TemplateValue]?>(nil)

    init(_ theme: Theme, scripts: [String], styles: [String]) {
        self.theme = theme
        self.scripts = scripts
        self.styles = styles
    }

    var values: [TemplateKey: TemplateValue] {
        made.withLock { made in
            if let made { return made }
            let styles = styles.map(theme.assets.text).joined(separator: "\n")
            let scripts = scripts.map(theme.assets.text)
            let values: [TemplateKey: TemplateValue] = [
                .styles: .html(styles), .styleHash: .text(Self.hash(styles)),
                .scripts: .list(scripts.map { .html($0) }), .scriptHashes: .list(scripts.map { .text(Self.hash($0)) }),
            ]
            made = values
            return values
        }
    }

    /// `sha256-…`, by which a strict content security policy lets in just this text.
    static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(Array(text.utf8))).base64EncodedString()
    }
}
