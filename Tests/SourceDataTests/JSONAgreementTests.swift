import Diagnostics
import Foundation
import SourceData
import Testing

/// JSON is what Foundation's reader says it is.
@Suite(.timeLimit(.minutes(20)))
struct JSONAgreementTests {
    @Test("random values read as Foundation reads them", arguments: 0..<20)
    func valid(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<50 {
            let text = random.value(depth: 0)
            let value = try #require(Reading.json(text).value, "\(text)")
            let foundation = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            #expect(Self.agree(value, foundation), "\(text)")
        }
    }

    @Test("broken values are refused when Foundation refuses them, and only then", arguments: 0..<20)
    func broken(seed: UInt64) {
        var random = RandomJSON(seed: seed + 1000)
        var refused = 0
        for _ in 0..<100 {
            let text = random.broken()
            // Foundation lets a comma stand before the bracket.
            guard text.firstMatch(of: /,\s*\]/) == nil else { continue }
            let foundation = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            let value = Reading.json(text).value
            #expect((value == nil) == (foundation == nil), "\(text)")
            if let value, let foundation { #expect(Self.agree(value, foundation), "\(text)") } else { refused += 1 }
        }
        #expect(refused > 30)
    }

    private static func agree(_ value: DataValue, _ other: Any) -> Bool {
        switch value {
        case .mapping(let entries, _):
            guard let object = other as? [String: Any], object.count == entries.count else { return false }
            return entries.allSatisfy { entry in object[entry.key].map { agree(entry.value, $0) } ?? false }
        case .sequence(let values, _):
            guard let array = other as? [Any], array.count == values.count else { return false }
            return zip(values, array).allSatisfy { agree($0, $1) }
        case .scalar(let text, .quoted, _): return (other as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
        case .scalar("null", _, _): return other is NSNull
        case .scalar("true", _, _): return other as? Bool == true
        case .scalar("false", _, _): return other as? Bool == false
        case .scalar(let text, _, _): return (other as? NSNumber)?.doubleValue == Double(text)
        }
    }
}
