public import Diagnostics
import Foundation
import KnowledgeBase
public import Site
import Synchronization

/// The site of a content folder as it is now, or as it was when it last had no errors.
public final class PreviewSite: Sendable {
    public struct Source: Sendable {
        public let content: String
        public let themes: String
        public let options: Generator.Options
        public let isStrict: Bool
        /// Remembers from one preview to the next.
        public let cache: BuildCache?

        public init(content: String, themes: String, options: Generator.Options, isStrict: Bool, cache: BuildCache?) {
            self.content = content
            self.themes = themes
            self.options = options
            self.isStrict = isStrict
            self.cache = cache
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
    private let memory: Mutex<SiteBuild.Memory>
    private let current: Mutex<State>

    public init(_ source: Source) {
        self.source = source
        memory = Mutex(source.cache.map { SiteBuild.Memory($0) } ?? SiteBuild.Memory())
        current = Mutex(State(version: 0, site: nil, diagnostics: []))
        _ = refresh()
        if let cache = source.cache { memory.withLock { $0 }.save(to: cache) }
    }

    public var state: State { current.withLock { $0 } }

    /// Takes over at once what costs nothing else: words of articles at these places. True when there were any.
    public func revise(_ paths: [String]) -> Bool {
        let root = source.content.hasSuffix("/") ? source.content : source.content + "/"
        let inside = paths.compactMap { $0.hasPrefix(root) ? String($0.dropFirst(root.count)) : nil }
        guard !inside.isEmpty else { return false }
        return memory.withLock { memory in
            // What is shown must be what the memory is of.
            guard let site = state.site, !state.diagnostics.hasErrors, memory.revise(inside, content: source.content, in: site) else { return false }
            current.withLock { $0 = State(version: $0.version + 1, site: $0.site, diagnostics: $0.diagnostics) }
            return true
        }
    }

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
