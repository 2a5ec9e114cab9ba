import Diagnostics
import SourceData

/// Makes one folder of a site's files, those of the knowledge base it extends, and what overrides say of them.
struct OverlayComposer {
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

    mutating func compose() -> Overlay.Composition {
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
        return Overlay.Composition(
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
        // A question is a part of every record that asks it, and none of their pages would say that it is another.
        if target.value == SiteQuestions.path {
            return refuse("the questions of '\(folder)' cannot be changed", "define another question in questions.yml here, and change the records that are to ask it")
        }
        let isThere = own[target.value] != nil
        switch override.action {
        case .replace where !isThere: return refuse("there is no '\(target.value)' here to take its place", "write it; or leave the file out by 'left-out: true'")
        case .change where isThere && !Overlay.isJoined(target.value), .leaveOut where isThere && !Overlay.isJoined(target.value):
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

extension ContentFile {
    fileprivate var isOverride: Bool { upstream == nil && topFolder == Override.folder && ["yml", "yaml"].contains(fileExtension) }

    fileprivate func moved(to path: String) -> ContentFile {
        ContentFile(path: path, content: content, stamp: stamp, upstream: upstream, standing: standing, local: local)
    }

    /// Its stamp is that of its bytes where nothing but bytes is published, or where nothing is another than without the overlay.
    fileprivate func standing(_ standing: Standing, of title: String) -> ContentFile {
        let isRead = ["md", "yml", "yaml"].contains(fileExtension) || topFolder == "references"
        let local = LocalContent(standing, of: title)
        let stamp = isRead && local != nil ? Stamp([stamp, standing.stamp, Stamp(title)]) : stamp
        return ContentFile(path: path, content: content, stamp: stamp, upstream: upstream, standing: standing, local: local)
    }
}
