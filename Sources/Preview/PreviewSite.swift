public import Diagnostics
import Foundation
import KnowledgeBase
public import Publishing
import Synchronization

/// The site of a content folder as it is now, or as it was when it last had no errors.
public final class PreviewSite: Sendable {
    public struct Source: Sendable {
        public let content: String
        public let themes: String
        public let options: Generator.Options
        public let isStrict: Bool

        public init(content: String, themes: String, options: Generator.Options, isStrict: Bool) {
            self.content = content
            self.themes = themes
            self.options = options
            self.isStrict = isStrict
        }
    }

    /// One state of the folder.
    public struct State: Sendable {
        /// Counts the states, from 1.
        public let version: Int
        /// The last one without errors; nil before there was any.
        let site: Generator?
        public let diagnostics: [Diagnostic]
    }

    private let source: Source
    private let memory = Mutex(SiteBuild.Memory())
    private let current: Mutex<State>

    public init(_ source: Source) {
        self.source = source
        current = Mutex(State(version: 0, site: nil, diagnostics: []))
        _ = refresh()
    }

    public var state: State { current.withLock { $0 } }

    /// Reads what has changed. True when anything is another than before.
    public func refresh() -> Bool {
        memory.withLock { memory in
            let build = memory.build(
                content: source.content, themes: source.themes, themeStamp: FolderWatch.stamp(of: source.themes), options: source.options, isStrict: source.isStrict)
            guard let build else { return false }
            current.withLock { $0 = State(version: $0.version + 1, site: build.generator ?? $0.site, diagnostics: build.diagnostics) }
            return true
        }
    }
}
