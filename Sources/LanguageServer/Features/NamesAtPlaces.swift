import Authoring
import Diagnostics
import KnowledgeBase
import SourceData

/// Where something gets its name and where it is called by it, and other names.
extension LanguageServer {
    func definition(at place: Place) throws(Failure) -> JSONValue {
        let names = try names(place)
        for occurrence in occurrences(at: place, names) {
            let found = names.definitions(of: occurrence.name)
            if !found.isEmpty { return .array(found.map { location($0, place.document.workspace) }) }
        }
        return .null
    }

    func references(at place: Place, _ params: DataValue) throws(Failure) -> JSONValue {
        let names = try names(place)
        guard let name = occurrences(at: place, names).first?.name else { return .null }
        let definitions = params.at("context", "includeDeclaration")?.flag == true ? names.definitions(of: name) : []
        return .array((definitions + names.uses(of: name).map(\.span)).map { location($0, place.document.workspace) })
    }

    // MARK: Other names

    /// What would get another name.
    func renamed(at place: Place) throws(Failure) -> JSONValue {
        let occurrence = try renameable(at: place)
        let span = occurrence.span.range
        let word = place.document.lines.word(at: place.offset)
        // An editor shows the stretch that the place lies in.
        let shown = span.contains(place.offset) || span.upperBound == place.offset ? span : word
        return .object(["range": range(shown, in: place.document.lines), "placeholder": .string(Self.present(occurrence))])
    }

    func rename(at place: Place, _ params: DataValue) throws(Failure) -> JSONValue {
        guard let new = params["newName"]?.text else { throw .invalid("the request has no new name") }
        let (occurrence, names) = (try renameable(at: place), try names(place))
        let plan: RenamePlan
        do throws(RenameRefusal) {
            plan = try names.renaming(occurrence.name, to: Self.whole(new, for: occurrence))
        } catch {
            throw Failure(.requestFailed, error.message)
        }
        return try edit(plan, place.document.workspace)
    }

    /// What an editor is about to call otherwise: every use follows, and the editor moves the files itself.
    func willRename(_ params: DataValue) -> JSONValue {
        publishDiagnostics()
        var edited: [String: [TextEdit]] = [:]
        var of: ContentWorkspace?
        for workspace in workspaces {
            guard let names = workspace.names else { continue }
            var moves: [String: String] = [:]
            for file in params["files"]?.elements ?? [] {
                guard let old = file["oldUri"]?.text.flatMap(FileAddress.path), let new = file["newUri"]?.text.flatMap(FileAddress.path),
                    let from = workspace.path(of: old), let to = workspace.path(of: new)
                else { continue }
                if names.files[from] != nil { moves[from] = to }
                for path in names.files.keys where path.hasPrefix(from + "/") { moves[path] = to + path.dropFirst(from.count) }
            }
            guard !moves.isEmpty else { continue }
            do throws(RenameRefusal) {
                let plan = try names.moving(moves)
                for (path, edits) in plan.edits { edited[workspace.fullPath(path)] = edits.map { TextEdit(range: $0.span.range, text: $0.new) } }
                of = workspace
            } catch {
                show("Materia changes nothing for this: \(error.message)")
            }
        }
        guard let of, !edited.isEmpty else { return .null }
        return edits(edited, of)
    }

    private func names(_ place: Place) throws(Failure) -> Names {
        guard let names = place.document.workspace.names else { throw Failure(.requestFailed, "the folder cannot be read; mend \(Site.path) first") }
        return names
    }

    /// The narrowest first. On a heading that is the anchor it has, written or not.
    private func occurrences(at place: Place, _ names: Names) -> [NameOccurrence] {
        let found = names.at(place.offset, in: place.document.path)
        if !found.isEmpty { return found }
        let line = place.document.lines.line(at: place.offset)
        return names.names(in: place.document.path).occurrences.filter { occurrence in
            guard occurrence.isDefinition, case .place = occurrence.name, place.document.path.hasSuffix(".md") else { return false }
            return place.document.lines.line(at: occurrence.span.range.lowerBound) == line
        }
    }

    private func renameable(at place: Place) throws(Failure) -> NameOccurrence {
        let found = occurrences(at: place, try names(place))
        guard let occurrence = found.first else { throw Failure(.requestFailed, "nothing that has a name stands here") }
        switch occurrence.name {
        case .file, .place, .reference, .tag: return occurrence
        case .folder: throw Failure(.requestFailed, "a folder is renamed in the list of files, or with `materia rename`")
        case .term: throw Failure(.requestFailed, "the anchor of a term follows from the term: change that in \(Glossary.path)")
        case .question: throw Failure(.requestFailed, "questions keep their ids: readers may have kept links to filled-in calculators that have them")
        }
    }

    /// What an author is shown to change.
    private static func present(_ occurrence: NameOccurrence) -> String {
        switch occurrence.name {
        case .file(let path): occurrence.form == .id ? ContentFile(path: path, bytes: []).stem : path
        case .folder(let path): path
        case .place(_, let id): occurrence.form == .word ? String(id.split(separator: ".").last ?? "") : id
        case .reference(let key): key
        case .tag(let tag): tag
        case .term(let id), .question(let id): id
        }
    }

    /// A name as it is asked for, from what the author wrote in the place of the old one.
    private static func whole(_ new: String, for occurrence: NameOccurrence) -> String {
        guard case .file(let path) = occurrence.name else { return new }
        let file = ContentFile(path: path, bytes: [])
        let ending = "." + (file.name.split(separator: ".").last ?? "")
        let named = new.hasSuffix(ending) ? new : new + ending
        return named.contains("/") || file.folder.isEmpty ? named : "\(file.folder)/\(named)"
    }

    private func location(_ span: TextSpan, _ workspace: ContentWorkspace) -> JSONValue {
        let file = workspace.fullPath(span.file)
        let lines = workspace.lines(span.file) ?? TextLines([])
        return .object(["uri": .string(documents.uri(of: file)), "range": range(span.range, in: lines)])
    }

    private func edit(_ plan: RenamePlan, _ workspace: ContentWorkspace) throws(Failure) -> JSONValue {
        let changes = Dictionary(
            plan.edits.map { path, edits in (workspace.fullPath(path), edits.map { TextEdit(range: $0.span.range, text: $0.new) }) },
            uniquingKeysWith: { first, _ in first })
        guard !plan.moves.isEmpty else { return edits(changes, workspace) }
        guard client.changesDocuments, client.renamesFiles else {
            throw Failure(.requestFailed, "this editor renames no files from here: use its list of files, or `materia rename`")
        }
        guard case .array(let texts)? = edits(changes, workspace)["documentChanges"] else { return .null }
        let moves = plan.moves.map { move in
            JSONValue.object([
                "kind": "rename", "oldUri": .string(documents.uri(of: workspace.fullPath(move.old))),
                "newUri": .string(FileAddress.uri(of: workspace.fullPath(move.new))),
            ])
        }
        return .object(["documentChanges": .array(texts + moves)])
    }
}
