import SeededNumbers
import SourceData
import Testing

@testable import LanguageServer

struct MessageFramingTests {
    private func messages(_ bytes: [UInt8], by size: Int) throws -> [String] {
        var framing = MessageFraming()
        var found: [String] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            framing.add(rest.prefix(size))
            rest = rest.dropFirst(size)
            while let body = try framing.next() { found.append(String(decoding: body, as: UTF8.self)) }
        }
        return found
    }

    @Test(arguments: [1, 2, 7, 1000]) func messagesComeInAnyPieces(_ size: Int) throws {
        let texts = ["{}", #"{"a":"µ"}"#, "", String(repeating: "x", count: 300)]
        #expect(try messages(texts.flatMap { MessageFraming.framed(Array($0.utf8)) }, by: size) == texts)
    }

    @Test func otherHeadersAndLetterCaseCountForNothing() throws {
        let bytes = "content-length:  2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}Content-Length: 2\n\n[]"
        #expect(try messages(Array(bytes.utf8), by: 3) == ["{}", "[]"])
    }

    @Test(arguments: ["\r\n{}", "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999\r\n\r\n", "nothing at all\r\n\r\n"])
    func headersWithoutALengthAreRefused(_ text: String) {
        #expect(throws: MessageFraming.Malformed.self) { try messages(Array(text.utf8), by: 100) }
    }

    @Test func headersWithoutAnEndAreRefused() {
        #expect(throws: MessageFraming.Malformed.self) { try messages(Array(repeating: 65, count: 10_000), by: 1000) }
    }

    @Test func messagesAreToldApart() throws {
        func message(_ text: String) throws(Message.Malformed) -> Message { try Message(Array(text.utf8)) }
        guard case .request(.integer(3), "m", _) = try message(#"{"jsonrpc":"2.0","id":3,"method":"m"}"#) else { return #expect(Bool(false)) }
        guard case .notification("m", let params) = try message(#"{"method":"m","params":{"a":1.0,"b":true}}"#) else { return #expect(Bool(false)) }
        #expect(params["a"]?.integer == 1 && params["b"]?.flag == true && params["c"] == nil)
        guard case .response("\"x\"", _) = try message(#"{"id":"x","result":null}"#) else { return #expect(Bool(false)) }
        for bad in ["", "{", "[]", "3", #"{"id":1}"#, #"{"id":1,"method":2}"#] { #expect(throws: Message.Malformed.self) { _ = try message(bad) } }
    }
}
