package import Diagnostics
import SourceData

/// What a site is in beside the knowledge base that it extends: which of its pages are its own, and what it says of those that are not.
public struct Overlay: Sendable {
    /// The folder that is extended, from the content folder: `../upstream`.
    public let folder: String
    /// How the knowledge base in it is called.
    public let title: String
    /// In the order of their paths, those that could be read.
    public let overrides: [Override]
    /// The overrides of files that are left out, by the path of the file.
    public let leftOut: [String: Override]
    /// By path; of articles and records that are the site's own.
    private let locals: [String: LocalContent]
    /// Paths of files of the folder that stand here as if they were the site's.
    private let theirs: Set<String>
    private let texts: [String: TextChanges]

    /// How an article or record is the site's own; nil where it is as the other knowledge base has it.
    public func local(_ path: String) -> LocalContent? { locals[path] }
}

// MARK: Made of files

extension Overlay {
    /// Of the files of a site and of what it extends; nil where it extends nothing.
    public init?(of files: [ContentFile]) {
        guard let overlay = Self.composing(files).overlay else { return nil }
        self = overlay
    }

    /// Two folders as one.
    struct Composition {
        var files: [ContentFile]
        /// Nil where no file is of a knowledge base that is extended.
        var overlay: Overlay?
        var diagnostics: [Diagnostic] = []
        /// The files of the other knowledge base as it is by itself.
        var theirs: [ContentFile] = []
    }

    /// Files that both knowledge bases have, each with its part: their entries are joined.
    private static func isJoined(_ place: String) -> Bool {
        [Site.path, Glossary.path, SiteQuestions.path].contains(place) || place.hasPrefix("references/") && place.hasSuffix(".json")
    }

    /// The files of a site, and those of the knowledge base it extends where there is one, at the paths where they stand on the site.
    static func composing(_ files: [ContentFile]) -> Composition {
        guard let folder = files.lazy.compactMap(\.upstream).first else { return Composition(files: files) }
        var composer = Composer(files, folder)
        return composer.compose()
    }

    private struct Composer {
        let folder: String
        let own: [String: ContentFile]
        let theirs: [String: ContentFile]
        let log = DiagnosticLog()
        var texts: [String: TextChanges] = [:]

        init(_ files: [ContentFile], _ folder: String) {
            self.folder = folder
            own = Dictionary(files.filter { $0.upstream == nil }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            theirs = Dictionary(files.filter { $0.upstream != nil }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        }

        mutating func compose() -> Composition {
            let overrides = own.values.filter(\.isOverride).sorted { $0.path < $1.path }.compactMap { Override($0, log: log) }
            var byTarget: [String: Override] = [:]
            for override in overrides {
                if let other = byTarget[override.target.value] {
                    log.report(
                        .misplacedOverride, at: override.target.position, "there are two overrides of '\(override.target.value)'",
                        notes: [.init("the other is here", at: other.target.position)], suggestion: "join the two")
                } else if check(override) {
                    byTarget[override.target.value] = override
                }
            }
            let title = theirs[Site.path].flatMap { Site($0, log: DiagnosticLog())?.title } ?? folder
            var files: [ContentFile] = []
            for file in own.values {
                let standing: Standing
                if file.isOverride {
                    standing = .override
                } else if let override = byTarget[file.path], case .replace = override.action {
                    standing = .replaced(override)
                } else {
                    standing = .added
                    if theirs[file.path] != nil, !Overlay.isJoined(file.path) { reportUnsaid(file) }
                }
                files.append(file.standing(standing, of: title))
            }
            for file in theirs.values where file.topFolder != Override.folder {
                let override = byTarget[file.path]
                let path = Overlay.isJoined(file.path) ? "\(folder)/\(file.path)" : file.path
                switch override?.action {
                case .replace, .leaveOut: continue
                case .change:
                    let changed = change(file, override!).moved(to: path)
                    files.append(changed.standing(.changed(override!), of: title))
                case nil:
                    if path == file.path, own[path] != nil { continue }
                    files.append(file.moved(to: path).standing(.upstream, of: title))
                }
            }
            let leftOut = byTarget.filter { if case .leaveOut = $0.value.action { true } else { false } }
            let shown = Set(files.filter { $0.upstream != nil }.map(\.path))
            let locals = Dictionary(files.compactMap { file in file.local.map { (file.path, $0) } }, uniquingKeysWith: { first, _ in first })
            let overlay = Overlay(folder: folder, title: title, overrides: overrides, leftOut: leftOut, locals: locals, theirs: shown, texts: texts)
            return Composition(
                files: files, overlay: overlay, diagnostics: log.diagnostics, theirs: theirs.values.map { ContentFile(path: $0.path, bytes: $0.bytes) })
        }

        /// True for an override of which something can be made.
        private func check(_ override: Override) -> Bool {
            let target = override.target
            func refuse(_ summary: String, _ help: String) -> Bool {
                log.report(.misplacedOverride, at: target.position, summary, suggestion: help)
                return false
            }
            guard let file = theirs[target.value] else {
                return refuse(
                    "'\(folder)' has no file '\(target.value)'",
                    nearMiss(target.value, in: theirs.keys).map { "did you mean '\($0)'?" } ?? "name it by its path from there")
            }
            if target.value == Site.path {
                return refuse("the settings of '\(folder)' cannot be changed", "set your own in site.yml: what it says goes before what is inherited")
            }
            let isThere = own[target.value] != nil
            switch override.action {
            case .replace where !isThere: return refuse("there is no '\(target.value)' here to take its place", "write it; or leave the file out by 'left-out: true'")
            case .change where isThere && !Overlay.isJoined(target.value), .leaveOut where isThere:
                return refuse("'\(target.value)' stands here as well", "say 'replaced: true', or remove the file that stands here")
            case .change where !["md", "yml", "yaml", "json"].contains(file.fileExtension):
                return refuse("no value of '\(target.value)' can be changed: it is neither Markdown nor a record", "put another file in its place, by 'replaced: true'")
            default: break
            }
            if override.version.value != file.version {
                log.report(
                    .staleOverride, at: override.version.position,
                    "'\(target.value)' is version \(file.version) now, and was \(override.version.value) when it was compared with what is said here",
                    notes: [.init("it stands here", at: SourcePosition(file: "\(folder)/\(target.value)"))],
                    suggestion:
                        "compare the two, by `materia overlay changes \(override.path)`; then run `materia overlay accept \(override.path)`, or write `version: \(file.version)`"
                )
            }
            return true
        }

        private func reportUnsaid(_ file: ContentFile) {
            log.report(
                .unsaidOverride, at: SourcePosition(file: file.path), "'\(folder)' has a file of this name, and nothing says that this takes its place",
                notes: [.init("the other is here", at: SourcePosition(file: "\(folder)/\(file.path)"))],
                suggestion:
                    "rename this one; or write `\(Override.folder)/\(file.stem).yml` with `file: \(file.path)`, `version: \(theirs[file.path]!.version)` and `replaced: true`"
            )
        }

        /// Of an article its text; what is changed in other files is changed when they are read.
        private mutating func change(_ file: ContentFile, _ override: Override) -> ContentFile {
            guard file.fileExtension == "md", let source = SourceText(path: file.path, bytes: file.bytes, log: DiagnosticLog()) else { return file }
            let changes = TextChanges(override, to: source.text, log: log)
            texts[file.path] = changes
            return ContentFile(path: file.path, bytes: Array(changes.text.utf8), upstream: file.upstream)
        }
    }
}

extension ContentFile {
    fileprivate var isOverride: Bool { upstream == nil && topFolder == Override.folder && ["yml", "yaml"].contains(fileExtension) }

    fileprivate func moved(to path: String) -> ContentFile { ContentFile(path: path, bytes: bytes, stamp: stamp, upstream: upstream, standing: standing, local: local) }

    /// Its stamp is that of its bytes where nothing but bytes is published, or where nothing is another than without the overlay.
    fileprivate func standing(_ standing: Standing, of title: String) -> ContentFile {
        let isRead = ["md", "yml", "yaml"].contains(fileExtension) || topFolder == "references"
        let local = LocalContent(standing, of: title)
        let stamp = isRead && local != nil ? Stamp([stamp, standing.stamp, Stamp(title)]) : stamp
        return ContentFile(path: path, bytes: bytes, stamp: stamp, upstream: upstream, standing: standing, local: local)
    }
}

// MARK: What is said of files

extension Overlay {
    /// The same, with the places where an author finds them. What stands in the other knowledge base is mended there, by nobody here.
    package func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        let place = placed(diagnostic.position)
        if place != diagnostic.position || isTheirs(place) { diagnostic.correction = nil }
        diagnostic.position = place
        for index in diagnostic.notes.indices { diagnostic.notes[index].position = diagnostic.notes[index].position.map(placed) }
        return diagnostic
    }

    package func placed(_ diagnostics: [Diagnostic]) -> [Diagnostic] { diagnostics.map(placed) }

    private func placed(_ position: SourcePosition) -> SourcePosition {
        let path = position.file
        guard theirs.contains(path), !path.hasPrefix(folder + "/") else { return position }
        let file = SourceFile("\(folder)/\(path)")
        return texts[path]?.origin(of: position, movedTo: file) ?? SourcePosition(in: file, line: position.line, column: position.column)
    }

    /// True for a place in the other knowledge base, as `placed` has it.
    func isTheirs(_ position: SourcePosition) -> Bool { position.file.hasPrefix(folder + "/") }
}
