import Diagnostics
import KnowledgeBase
public import Site
public import SourceData

/// Answers an editor about the articles and records of content folders, by the Language Server Protocol 3.17 over two streams.
///
/// Messages are answered on one thread, in the order of their coming; when none waits, what has changed is looked at, so that of many edits only the
/// last is. The whole is checked on another thread, where nothing has come for a moment.
public final class LanguageServer {
    /// What a check is made with.
    public struct Options: Sendable {
        let isStrict: Bool
        let threads: Int
        /// The day that dates are held against, asked anew for each check.
        let today: @Sendable () -> CalendarDate
        /// The folder of themes of a content folder.
        let themes: @Sendable (String) -> String
        /// What the last process remembered of a content folder; nil where nothing is to be remembered.
        let cache: @Sendable (String) -> BuildCache?

        public init(
            isStrict: Bool, threads: Int, today: @escaping @Sendable () -> CalendarDate, themes: @escaping @Sendable (String) -> String,
            cache: @escaping @Sendable (String) -> BuildCache?
        ) {
            self.isStrict = isStrict
            self.threads = threads
            self.today = today
            self.themes = themes
            self.cache = cache
        }
    }

    private enum Phase { case waiting, running, shutDown }

    let options: Options
    let version: String
    let channel: MessageChannel
    var client = Client()
    var documents = OpenDocuments()
    var workspaces: [ContentWorkspace] = []
    var published = PublishedDiagnostics()
    private var phase = Phase.waiting
    private var requestCount = 0

    public init(_ options: Options, version: String, input: Int32 = 0, output: Int32 = 1) {
        self.options = options
        self.version = version
        channel = MessageChannel(input: input, output: output)
    }

    /// Serves until the client says goodbye or is gone. Returns the exit code.
    public func run() -> Int32 {
        while true {
            guard let event = channel.next(within: phase == .running ? patience : nil) else {
                goOn()
                continue
            }
            switch event {
            case .message(.notification("exit", _)), .end: return phase == .shutDown ? 0 : 1
            case .message(let message): handle(message)
            case .malformed(let malformed): fail(malformed.id, malformed.failure)
            case .work(let work): work(self)
            }
        }
    }

    /// What the author sees is looked at as soon as no message waits; the whole is checked when nothing has come for a moment, in which the author
    /// goes on, or when looking at what has changed is not enough. Nil where nothing is to be done.
    private var patience: Int? {
        let behind = workspaces.filter { $0.isStale && ($0.sight == .unseen || !$0.isChecking) }
        return behind.isEmpty ? nil : behind.allSatisfy { $0.sight == .seen } ? 250 : 0
    }

    /// The least that brings what is told of the folders up to what is in them.
    private func goOn() {
        let isQuiet = patience != 0
        lookAtDiagnostics()
        for workspace in workspaces where workspace.isStale && !workspace.isChecking && (isQuiet || workspace.sight == .unseeable) { check(workspace) }
    }

    // MARK: Messages

    private func handle(_ message: Message) {
        switch message {
        case .request(let id, let method, let params): answer(id, method, params)
        case .notification(let method, let params): if phase == .running { hear(method, params) }
        case .response: break
        }
    }

    private func answer(_ id: JSONValue, _ method: String, _ params: DataValue) {
        do throws(Failure) {
            if channel.isCancelled(id) { throw Failure(.cancelled, "the request was taken back") }
            let result: JSONValue
            switch (phase, method) {
            case (.waiting, "initialize"):
                client = Client(params)
                phase = .running
                result = capabilities
            case (.waiting, _): throw Failure(.notInitialized, "'initialize' comes first")
            case (.shutDown, _): throw Failure(.invalidRequest, "the server is shut down")
            case (.running, "initialize"): throw Failure(.invalidRequest, "'initialize' comes once")
            case (.running, "shutdown"):
                phase = .shutDown
                result = .null
            case (.running, _): result = try respond(method, params)
            }
            channel.send(.members([.init("jsonrpc", "2.0"), .init("id", id), .init("result", result)]))
        } catch {
            fail(id, error)
        }
    }

    private func respond(_ method: String, _ params: DataValue) throws(Failure) -> JSONValue {
        // Editors ask about every Markdown file there is.
        if let uri = params.at("textDocument", "uri")?.text, !["textDocument/prepareRename", "textDocument/rename"].contains(method), !isContent(uri) { return .null }
        switch method {
        case "textDocument/completion": return completions(at: try place(params))
        case "textDocument/hover": return hover(at: try place(params, knowing: .mistakes)) ?? .null
        case "textDocument/definition": return try definition(at: try place(params, knowing: .whole))
        case "textDocument/references": return try references(at: try place(params, knowing: .whole), params)
        case "textDocument/prepareRename": return try renamed(at: try place(params, knowing: .whole))
        case "textDocument/rename": return try rename(at: try place(params, knowing: .whole), params)
        case "workspace/willRenameFiles": return willRename(params)
        case "textDocument/documentSymbol": return symbols(of: try document(params))
        case "textDocument/codeAction": return codeActions(try document(params, knowing: .mistakes), params)
        default: throw Failure(.methodNotFound, "there is no method '\(method)' here")
        }
    }

    private func fail(_ id: JSONValue, _ failure: Failure) {
        let error = JSONValue.object(["code": .integer(failure.code.rawValue), "message": .string(failure.words)])
        channel.send(.members([.init("jsonrpc", "2.0"), .init("id", id), .init("error", error)]))
    }

    func notify(_ method: String, _ params: JSONValue) {
        channel.send(.object(["jsonrpc": "2.0", "method": .string(method), "params": params]))
    }

    /// Asks the client for something whose answer does not matter.
    func request(_ method: String, _ params: JSONValue) {
        requestCount += 1
        channel.send(.object(["jsonrpc": "2.0", "id": .string("materia-\(requestCount)"), "method": .string(method), "params": params]))
    }

    /// Shows a message to the author.
    func show(_ words: String) { notify("window/showMessage", .object(["type": 3, "message": .string(words)])) }

    // MARK: What the client tells

    private func hear(_ method: String, _ params: DataValue) {
        switch method {
        case "initialized": start()
        case "textDocument/didOpen": didOpen(params)
        case "textDocument/didChange": didChange(params)
        case "textDocument/didClose": didClose(params)
        case "textDocument/didSave", "workspace/didChangeWatchedFiles": readDisk()
        case "workspace/didChangeWorkspaceFolders": didChangeFolders(params)
        default: break
        }
    }
}
