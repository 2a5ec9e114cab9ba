import Diagnostics
import SourceData

/// A message of JSON-RPC 2.0 that came in.
enum Message {
    case request(id: JSONValue, method: String, DataValue)
    case notification(method: String, DataValue)
    /// The answer to a request of the server's own.
    case response(id: String, DataValue?)

    /// What is wrong with a message, and the request it answers where that can be told.
    struct Malformed: Error {
        let failure: Failure
        let id: JSONValue
    }

    init(_ body: [UInt8]) throws(Malformed) {
        let log = DiagnosticLog()
        guard let text = String(validating: body, as: UTF8.self), let data = JSON.parse(text, path: "message", log: log) else {
            let why = log.diagnostics.first?.summary ?? "not UTF-8"
            throw Malformed(failure: Failure(.parseError, why), id: .null)
        }
        guard case .mapping = data else { throw Malformed(failure: Failure(.invalidRequest, "a message is an object"), id: .null) }
        let id = data["id"].flatMap(Self.id)
        let params = data["params"] ?? .mapping([], data.position)
        guard let method = data["method"]?.text else {
            guard let id, data["result"] != nil || data["error"] != nil else {
                throw Malformed(failure: Failure(.invalidRequest, "the message names no method"), id: id ?? .null)
            }
            self = .response(id: Self.key(id), data["result"])
            return
        }
        self = if let id { .request(id: id, method: method, params) } else { .notification(method: method, params) }
    }

    /// A text or a whole number; nil for anything else.
    static func id(_ data: DataValue) -> JSONValue? {
        if let text = data.text { return .string(text) }
        return data.integer.map { .integer($0) }
    }

    /// Tells ids apart: 1 and "1" are two.
    static func key(_ id: JSONValue) -> String { if case .string(let text) = id { JSONValue.quoted(text) } else { "\(id)" } }
}

/// Why a request has no answer.
struct Failure: Error {
    enum Code: Int {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        case notInitialized = -32002
        case requestFailed = -32803
        case cancelled = -32800
    }

    let code: Code
    let words: String

    init(_ code: Code, _ words: String) {
        self.code = code
        self.words = words
    }

    static func invalid(_ words: String) -> Failure { Failure(.invalidParams, words) }
}
