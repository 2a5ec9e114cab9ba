import Diagnostics
import Foundation
import KnowledgeBase
import SeededNumbers
import SourceData
import Testing

@testable import Comparison

/// Whatever a file says and another state of it does not is told, and nothing else is. Over every record and setting of the fixtures, the
/// formulary and the knowledge base, from seeds.
@Suite struct NothingIsLostTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let trees: [(path: String, tree: DataValue)] = ["content", "Tests/Formulary/content", "Tests/KnowledgeBaseTests/Fixtures/valid"].flatMap { folder in
        ContentFolder.read("\(root)/\(folder)", log: DiagnosticLog()).compactMap { file in
            // The library of the knowledge base is long, and its entries are alike.
            guard file.bytes.count < 200_000, let tree = file.tree else { return nil }
            return ("\(folder)/\(file.path)", tree)
        }
    }

    @Test func anotherValueAnywhereIsAChange() {
        #expect(Self.trees.count > 100)
        for (number, (path, tree)) in Self.trees.enumerated() {
            var random = SeededGenerator(seed: UInt64(number))
            for _ in 0..<6 {
                let other = Mutation.changed(tree, &random)
                if other.canonical == tree.canonical { continue }
                #expect(!changes(tree, other).isEmpty, "\(path)")
                #expect(!changes(other, tree).isEmpty, "\(path)")
            }
        }
    }

    @Test func anotherLayoutIsNoChange() {
        for (number, (path, tree)) in Self.trees.enumerated() {
            var random = SeededGenerator(seed: UInt64(number))
            #expect(changes(tree, Mutation.laidOutAnew(tree, &random)).isEmpty, "\(path)")
        }
    }

    /// The words of articles, each site whole.
    @Test func anotherWordInAnArticleIsAChange() throws {
        let files = ContentFolder.read("\(Self.root)/Tests/KnowledgeBaseTests/Fixtures/valid", log: DiagnosticLog())
        let before = try ContentState("before", files, threads: 1)
        var random = SeededGenerator(seed: 7)
        var tried = 0
        for _ in 0..<24 {
            let index = files.indices.filter { files[$0].path.hasSuffix(".md") }.randomElement(using: &random)!
            var words = String(decoding: files[index].bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
            guard let place = words.indices.filter({ words[$0].count > 2 && words[$0].allSatisfy(\.isLetter) }).randomElement(using: &random) else { continue }
            words[place] = "changed"
            var others = files
            others[index] = ContentFile(path: files[index].path, text: words.joined(separator: " "))
            // A word can be what a link or a fact needs.
            guard let after = try? ContentState("now", others, threads: 1) else { continue }
            tried += 1
            #expect(!Comparison(before, after).changes.isEmpty, "\(files[index].path): word \(place)")
        }
        #expect(tried > 10)
    }

    private func changes(_ old: DataValue, _ new: DataValue) -> [Change] {
        let said = SaidValue()
        var trees = TreeComparison(page: .init(path: "a.yml", title: "A", isGone: false), names: Sides(said, said), facts: Sides(FactPlaces(), FactPlaces())) { _ in
            .doses
        }
        trees.compare(old, new)
        return trees.changes
    }
}

/// Trees with one thing changed, and trees that say the same.
enum Mutation {
    static func changed(_ tree: DataValue, _ random: inout SeededGenerator) -> DataValue {
        var places = 0
        count(tree, &places)
        var place = Int.random(in: 0..<places, using: &random)
        return change(tree, &place, &random)
    }

    private static func count(_ tree: DataValue, _ places: inout Int) {
        places += 1
        switch tree {
        case .scalar: break
        case .sequence(let values, _): values.forEach { count($0, &places) }
        case .mapping(let entries, _): entries.forEach { count($0.value, &places) }
        }
    }

    private static func change(_ tree: DataValue, _ place: inout Int, _ random: inout SeededGenerator) -> DataValue {
        place -= 1
        if place == -1 { return changedHere(tree, &random) }
        switch tree {
        case .scalar: return tree
        case .sequence(let values, let position): return .sequence(values.map { place < 0 ? $0 : change($0, &place, &random) }, position)
        case .mapping(let entries, let position):
            return .mapping(
                entries.map { entry in
                    place < 0 ? entry : .init(key: entry.key, keyPosition: entry.keyPosition, value: change(entry.value, &place, &random))
                }, position)
        }
    }

    private static func changedHere(_ tree: DataValue, _ random: inout SeededGenerator) -> DataValue {
        switch tree {
        case .scalar(let text, let style, let position):
            let digits = text.indices.filter { text[$0].isNumber }
            if let digit = digits.randomElement(using: &random) {
                return .scalar(text.replacingCharacters(in: digit...digit, with: text[digit] == "7" ? "3" : "7"), style, position)
            }
            return .scalar(Bool.random(using: &random) ? text + "x" : String(text.dropLast()), style, position)
        case .sequence(var values, let position):
            guard !values.isEmpty else { return .sequence([.scalar("x", .plain, position)], position) }
            let index = Int.random(in: values.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: values.remove(at: index)
            case 1: values.insert(values[index], at: index)
            default: values.swapAt(index, Int.random(in: values.indices, using: &random))
            }
            return .sequence(values, position)
        case .mapping(var entries, let position):
            guard !entries.isEmpty else { return tree }
            entries.remove(at: Int.random(in: entries.indices, using: &random))
            return .mapping(entries, position)
        }
    }

    /// Another order of keys, other marks of quotation and other lines.
    static func laidOutAnew(_ tree: DataValue, _ random: inout SeededGenerator) -> DataValue {
        let position = SourcePosition(file: "other.yml", line: 99)
        switch tree {
        case .scalar(let text, _, _):
            if tree.isNull { return tree }
            let single = !text.contains(where: \.isNewline)
            return .scalar(single ? text.replacing(/\x20(?=[A-Za-z])/) { _ in "\n" } : text, .quoted, position)
        case .sequence(let values, _): return .sequence(values.map { laidOutAnew($0, &random) }, position)
        case .mapping(let entries, _):
            return .mapping(
                entries.shuffled(using: &random).map { .init(key: $0.key, keyPosition: position, value: laidOutAnew($0.value, &random)) }, position)
        }
    }
}
