import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation
import KnowledgeBase
import Site
import SitePaths

/// Serves a site to this machine's browsers while its content is written.
public struct PreviewServer: Sendable {
    private let site: PreviewSite
    private let signal = ChangeSignal()
    private let watched: [String]

    public init(_ site: PreviewSite, watching folders: [String]) {
        self.site = site
        watched = folders
    }

    /// Serves until the process ends. `started` is told the address, `changed` every state of the folder from the first.
    public func run(
        port: UInt16, started: @escaping @Sendable (String) -> Void, changed: @escaping @Sendable (PreviewSite.State) -> Void
    ) async throws {
        let address: any SocketAddress = try .inet(ip4: "127.0.0.1", port: port)
        let server = HTTPServer(config: .init(address: address, timeout: 30, pool: PromptPool(), logger: .disabled), handler: Handler(site: site, signal: signal))
        let serving = Task { try await server.run() }
        do {
            try await server.waitUntilListening(timeout: 5)
        } catch {
            // Says why, such as a port that is taken.
            try await serving.value
            throw error
        }
        if case .ip4(_, let port)? = await server.listeningAddress { started("http://127.0.0.1:\(port)/") }
        changed(site.state)
        watch(changed)
        try await serving.value
    }

    /// On a thread of its own: it waits for the system, and walks deep trees.
    private func watch(_ changed: @escaping @Sendable (PreviewSite.State) -> Void) {
        let thread = Thread { [site, signal, watched] in
            let watch = FolderWatch(watched)
            while true {
                let said = watch.wait()
                for isNew in [{ site.revise(said) }, { site.refresh() }] where isNew() {
                    let state = site.state
                    Task { await signal.wakeAll() }
                    changed(state)
                }
            }
        }
        thread.stackSize = 16 << 20
        thread.start()
    }

    private struct Handler: HTTPHandler {
        let site: PreviewSite
        let signal: ChangeSignal

        func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
            // A page of another site must not read this one by giving its own name this machine's address.
            guard Self.isLocal(request.headers[.host] ?? "") else { return Self.plain(.forbidden, "This preview answers only to localhost.") }
            guard request.method == .GET || request.method == .HEAD else { return Self.plain(.methodNotAllowed, "Only GET.") }
            let target = request.target.path()
            guard target.hasPrefix("/"), let path = target.removingPercentEncoding.map({ String($0.dropFirst()) }),
                !path.utf8.contains(0), !path.split(separator: "/").contains("..")
            else { return Self.plain(.badRequest, "This is no address.") }
            let response = await respond(to: path, request)
            guard request.method == .HEAD else { return response }
            return HTTPResponse(statusCode: response.statusCode, headers: response.headers, body: Data())
        }

        private func respond(to path: String, _ request: HTTPRequest) async -> HTTPResponse {
            switch path {
            case ".materia/live.js": return Self.file("live.js", Array(LiveScript.script.utf8))
            case ".materia/live.css": return Self.file("live.css", Array(LiveScript.style.utf8))
            case ".materia/state":
                func query(_ name: String) -> String { request.query.first { $0.name == name }?.value ?? "" }
                if Int(query("after")) ?? 0 >= site.state.version { await signal.wait(seconds: 10) }
                return Self.file("state.json", LiveState(site.state, page: query("page")).json)
            case ".materia/problems", ".materia/problems/": return Self.file("problems.html", Array(ProblemList.page(site.state).utf8))
            default: return page(path)
            }
        }

        private func page(_ path: String) -> HTTPResponse {
            let state = site.state
            guard let generator = state.site else { return Self.file("problems.html", Array(ProblemList.page(state).utf8)) }
            let output = LivePage.output(of: path)
            if let file = generator.file(at: output) {
                return Self.file(output, LivePage.bytes(file, state), isForever: generator.hasFingerprint(output))
            }
            if generator.file(at: output + "/index.html") != nil {
                let headers: HTTPHeaders = [.location: "/\(path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")/"]
                return HTTPResponse(statusCode: .movedPermanently, headers: headers)
            }
            guard let missing = generator.file(at: OutputPath.notFound) else { return Self.plain(.notFound, "There is no such page.") }
            return Self.file(OutputPath.notFound, LivePage.bytes(missing, state, isMissing: true), .notFound)
        }

        private static func isLocal(_ host: String) -> Bool {
            let name = host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
            return ["127.0.0.1", "localhost", "[::1]"].contains(name.lowercased())
        }

        private static func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
            HTTPResponse(statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"], body: Data((text + "\n").utf8))
        }

        private static func file(_ path: String, _ bytes: [UInt8], _ status: HTTPStatusCode = .ok, isForever: Bool = false) -> HTTPResponse {
            HTTPResponse(
                statusCode: status,
                headers: [
                    .contentType: MediaType.of(path), HTTPHeader("X-Content-Type-Options"): "nosniff",
                    HTTPHeader("Cache-Control"): isForever ? "max-age=31536000, immutable" : "no-store",
                ],
                body: Data(bytes))
        }
    }
}

/// The type of a file by its name, as a web host would tell it.
enum MediaType {
    static func of(_ path: String) -> String {
        switch ContentFile(path: path, bytes: []).fileExtension {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "webp": "image/webp"
        case "pdf": "application/pdf"
        case "txt": "text/plain; charset=utf-8"
        case "xml": "application/xml"
        default: "application/octet-stream"
        }
    }
}
