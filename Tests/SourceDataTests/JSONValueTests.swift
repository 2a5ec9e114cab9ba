import Foundation
import SeededNumbers
import Testing

@testable import SourceData

struct JSONValueTests {
    @Test(
        arguments: [
            (2, "2"), (0.45, "0.45"), (1400, "1400"), (-9.36, "-9.36"), (0.1, "0.1"), (3.1, "3.1"), (0, "0"), (-0.0, "0"), (1e16, "1e+16"), (0.0000001, "1e-07"),
        ] as [(Double, String)])
    func aNumberIsAsShortAsItCanBe(_ number: Double, _ text: String) {
        #expect(JSONValue.digits(number) == text)
    }

    @Test func everyNumberIsReadAsItself() throws {
        var numbers = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let number = Double(numbers.next() % 10_000_000) / pow(10, Double(numbers.next() % 8))
            let read = try #require(Double(JSONValue.digits(number)))
            #expect(read == number)
        }
    }

    @Test func everyCharacterIsReadAsItself() throws {
        let text = (0..<0x300).compactMap { Unicode.Scalar($0) }.map(String.init).joined() + "\u{2028}\u{1F600}\"\\"
        let read = try JSONSerialization.jsonObject(with: Data(JSONValue.object(["a": .string(text)]).bytes)) as? [String: String]
        #expect(read?["a"] == text)
    }

    @Test func whatHasNoValueIsLeftOutAndTheRestKeepsItsOrder() {
        let value = JSONValue.object(["z": 1, "b": .text(""), "a": .list([]), "c": .flag(false), "d": .array(["x", 2]), "e": true])
        #expect(String(decoding: value.bytes, as: UTF8.self) == "{\n \"z\": 1,\n \"d\": [\n  \"x\",\n  2\n ],\n \"e\": true\n}\n")
    }

    @Test func nothingIsWrittenAsNothing() {
        #expect(String(decoding: JSONValue.object(["a": .array([]), "b": .members([])]).bytes, as: UTF8.self) == "{\n \"a\": [],\n \"b\": {}\n}\n")
    }
}
