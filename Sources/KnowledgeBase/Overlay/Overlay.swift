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
    let locals: [String: LocalContent]
    /// Paths of files of the folder that stand here as if they were the site's.
    let theirs: Set<String>
    let texts: [String: TextChanges]

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

    /// The files of a site as they are read: those of what it extends among them, at their paths here, with what is changed in them.
    package static func composed(_ files: [ContentFile]) -> [ContentFile] { composing(files).files }

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
    static func isJoined(_ place: String) -> Bool {
        [Site.path, Glossary.path, SiteQuestions.path].contains(place) || place.hasPrefix("references/") && place.hasSuffix(".json")
    }

    /// The files of a site, and those of the knowledge base it extends where there is one, at the paths where they stand on the site.
    static func composing(_ files: [ContentFile]) -> Composition {
        guard let folder = files.lazy.compactMap(\.upstream).first else { return Composition(files: files) }
        var composer = OverlayComposer(files, folder)
        return composer.compose()
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

    /// The files that the article or record at `path` comes from, as diagnostics call them.
    package func sources(of path: String) -> [String] {
        [placed(SourcePosition(file: path)).file] + (locals[path]?.override.map { [$0.path] } ?? [])
    }

    /// True for a place in the other knowledge base, as `placed` has it.
    func isTheirs(_ position: SourcePosition) -> Bool { position.file.hasPrefix(folder + "/") }
}
