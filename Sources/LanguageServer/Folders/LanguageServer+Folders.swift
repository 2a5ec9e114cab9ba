import Foundation
import KnowledgeBase
import Site
import SourceData

/// The folders it serves, the texts that are open in them, and what changes on the disk.
extension LanguageServer {
    /// Looks for content in the folders of the editor.
    func start() {
        if client.watchesFiles {
            let watchers = JSONValue.array([.object(["globPattern": "**/*"])])
            let registration = JSONValue.object([
                "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": .object(["watchers": watchers]),
            ])
            request("client/registerCapability", .object(["registrations": .array([registration])]))
        }
        for folder in client.folders { open(folder: folder) }
        if workspaces.isEmpty, let folder = client.folders.first { show(Self.noContent(in: folder)) }
    }

    private static func noContent(in folder: String) -> String {
        "Materia: there is no \(Site.path) in \(folder) or the folders in it. Open the folder that holds your content, or start a site with `materia new site NAME`."
    }

    private func open(folder: String) {
        for root in ContentFolders.inside(folder) { add(root) }
    }

    private func add(_ root: String) {
        guard !workspaces.contains(where: { $0.root == root }) else { return }
        let workspace = ContentWorkspace(root, options)
        workspaces.append(workspace)
        // A folder within another has its files.
        workspaces.sort { $0.root.utf8.count > $1.root.utf8.count }
        for (file, document) in documents.all { hand(document, at: file) }
        askGit(of: root)
        if !client.watchesFiles { watch(workspace) }
    }

    /// Git is asked on a thread of its own: it may take seconds.
    private func askGit(of root: String) {
        let thread = Thread { [channel] in
            let renames = SiteBuild.renames(of: root)
            channel.add(.work { server in server.workspaces.first { $0.root == root }?.renames = renames })
        }
        thread.start()
    }

    /// Looks itself, where the client does not tell.
    private func watch(_ workspace: ContentWorkspace) {
        let (root, watched, lifetime) = (workspace.root, workspace.watched, workspace.lifetime)
        let thread = Thread { [channel] in
            let watch = FolderWatch(watched)
            while !lifetime.isOver {
                _ = watch.wait()
                channel.add(.work { server in server.workspaces.first { $0.root == root }?.readDisk() })
            }
        }
        thread.stackSize = 16 << 20
        thread.start()
    }

    func didChangeFolders(_ params: DataValue) {
        func paths(_ name: String) -> [String] { params.at("event", name)?.elements.compactMap { $0["uri"]?.text }.compactMap(FileAddress.path) ?? [] }
        for folder in paths("removed") {
            client.folders.removeAll { $0 == folder }
            for workspace in workspaces where workspace.root == folder || workspace.root.hasPrefix(folder + "/") {
                clearDiagnostics(of: workspace)
                workspace.lifetime.end()
            }
            workspaces.removeAll(where: \.lifetime.isOver)
        }
        for folder in paths("added") {
            client.folders.append(folder)
            open(folder: folder)
        }
    }

    /// Looks whether there is content where there was none before, and whether content is gone.
    func readDisk() {
        for workspace in workspaces { workspace.readDisk() }
        if workspaces.isEmpty { for folder in client.folders { open(folder: folder) } }
    }

    // MARK: Documents

    func didOpen(_ params: DataValue) {
        guard let uri = params.at("textDocument", "uri")?.text, let file = FileAddress.path(of: uri), let text = params.at("textDocument", "text")?.text else { return }
        let document = OpenDocuments.Document(uri: uri, version: params.at("textDocument", "version")?.integer ?? 0, lines: TextLines(Array(text.utf8)))
        documents[file] = document
        if workspace(of: file) == nil, let root = ContentFolders.above(file) { add(root) }
        hand(document, at: file)
    }

    func didChange(_ params: DataValue) {
        guard let file = params.at("textDocument", "uri")?.text.flatMap(FileAddress.path), var document = documents[file] else { return }
        document.version = params.at("textDocument", "version")?.integer ?? document.version
        for change in params["contentChanges"]?.elements ?? [] {
            guard let text = change["text"]?.text else { continue }
            if let range = change["range"].flatMap(ClientRange.init) {
                document.lines.replace(from: range.start, to: range.end, client.encoding, with: text)
            } else {
                document.lines = TextLines(Array(text.utf8))
            }
        }
        documents[file] = document
        hand(document, at: file)
    }

    func didClose(_ params: DataValue) {
        guard let file = params.at("textDocument", "uri")?.text.flatMap(FileAddress.path) else { return }
        documents[file] = nil
        guard let workspace = workspace(of: file), let path = workspace.path(of: file) else { return }
        workspace.close(path)
        workspace.readDisk()
    }

    private func hand(_ document: OpenDocuments.Document, at file: String) {
        if let workspace = workspace(of: file), let path = workspace.path(of: file) { workspace.take(document.lines, at: path) }
    }

    /// True for a file of a content folder.
    func isContent(_ uri: String) -> Bool { FileAddress.path(of: uri).map { workspace(of: $0) != nil } ?? false }

    func workspace(of file: String) -> ContentWorkspace? { workspaces.first { $0.path(of: file) != nil } }

    // MARK: Places

    /// A document of content, as it is in the editor.
    struct Document {
        let workspace: ContentWorkspace
        /// Its path in the content folder.
        let path: String
        let file: String
        let lines: TextLines
    }

    /// A place in it.
    struct Place {
        let document: Document
        let offset: Int
    }

    /// What of the last edit has to be taken in before a request is answered.
    enum Knowledge { case text, mistakes, whole }

    /// The document of a request.
    func document(_ params: DataValue, knowing knowledge: Knowledge = .text) throws(Failure) -> Document {
        guard let uri = params.at("textDocument", "uri")?.text else { throw .invalid("the request names no document") }
        guard let file = FileAddress.path(of: uri), let workspace = workspace(of: file), let path = workspace.path(of: file) else {
            throw Failure(.requestFailed, "'\(uri)' is in no content folder, which is one with a \(Site.path)")
        }
        switch knowledge {
        case .whole: publishDiagnostics()
        case .mistakes:
            lookAtDiagnostics()
            if workspace.sight == .unseeable { publishDiagnostics() }
        case .text: if workspace.knowledgeBase == nil { publishDiagnostics() }
        }
        guard let lines = documents[file]?.lines ?? workspace.lines(path) else { throw Failure(.requestFailed, "there is no file '\(path)'") }
        return Document(workspace: workspace, path: path, file: file, lines: lines)
    }

    func place(_ params: DataValue, knowing knowledge: Knowledge = .text) throws(Failure) -> Place {
        guard let position = params["position"].flatMap(ClientPosition.init) else { throw .invalid("the request names no position") }
        let document = try document(params, knowing: knowledge)
        return Place(document: document, offset: document.lines.offset(position, client.encoding))
    }

    func range(_ range: Range<Int>, in lines: TextLines) -> JSONValue {
        ClientRange(start: lines.position(range.lowerBound, client.encoding), end: lines.position(range.upperBound, client.encoding)).json
    }
}
