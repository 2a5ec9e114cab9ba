import SourceData

/// What the client said of itself.
struct Client {
    var encoding = PositionEncoding.utf16
    /// The folders that are open in the editor.
    var folders: [String] = []
    /// It tells of files that change on the disk, where it is asked to.
    var watchesFiles = false
    /// Places beside a diagnostic's own are shown.
    var showsRelated = false
    /// Edits may rename files, too.
    var changesDocuments = false
    var renamesFiles = false
    /// Completions may have a part in which their value stands apart.
    var hasLabelDetails = false

    init() {}

    init(_ params: DataValue) {
        let capabilities = params["capabilities"] ?? params
        encoding = PositionEncoding(offered: capabilities.at("general", "positionEncodings")?.elements.compactMap(\.text) ?? [])
        let roots = params["workspaceFolders"]?.elements.compactMap { $0["uri"]?.text } ?? []
        folders = (roots.isEmpty ? [params["rootUri"]?.text].compactMap { $0 } : roots).compactMap(FileAddress.path)
        if folders.isEmpty, let path = params["rootPath"]?.text, path.hasPrefix("/") { folders = [FileAddress.standardized(path)] }
        watchesFiles = capabilities.at("workspace", "didChangeWatchedFiles", "dynamicRegistration")?.flag ?? false
        let diagnostics = capabilities.at("textDocument", "publishDiagnostics")
        showsRelated = diagnostics?["relatedInformation"]?.flag ?? false
        let edits = capabilities.at("workspace", "workspaceEdit")
        changesDocuments = edits?["documentChanges"]?.flag ?? false
        renamesFiles = edits?["resourceOperations"]?.elements.contains { $0.text == "rename" } ?? false
        hasLabelDetails = capabilities.at("textDocument", "completion", "completionItem", "labelDetailsSupport")?.flag ?? false
    }
}

extension LanguageServer {
    /// What the server can do.
    var capabilities: JSONValue {
        func renames(_ glob: String, _ what: JSONValue) -> JSONValue {
            .object(["scheme": "file", "pattern": .object(["glob": .string(glob), "matches": what])])
        }
        let files = JSONValue.object(["filters": .array([renames("**/*", "file"), renames("**", "folder")])])
        let own = JSONValue.object([
            "positionEncoding": .string(client.encoding.rawValue),
            "textDocumentSync": .object(["openClose": true, "change": 2, "save": true]),
            "completionProvider": .object(["triggerCharacters": ["@", "(", "/", "#", "[", "!", ":", " ", "`", "{", ",", "."]]),
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "renameProvider": .object(["prepareProvider": true]),
            "documentSymbolProvider": true,
            "codeActionProvider": .object(["codeActionKinds": ["quickfix", "source.fixAll"]]),
            "workspace": .object([
                "workspaceFolders": .object(["supported": true, "changeNotifications": true]), "fileOperations": .object(["willRename": files]),
            ]),
        ])
        return .object(["capabilities": own, "serverInfo": .object(["name": "materia", "version": .string(version)])])
    }
}
