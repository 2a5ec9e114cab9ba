import SeededNumbers
/// JSON put together at random, with white space and escapes where they can stand.
struct RandomJSON {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let characters = [
        "a", "B", "0", " ", "é", "e\u{301}", "🩺", "日", "\u{7F}", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041", "\\u00E9",
        "\\ud83e\\udE7A", "\\u0000", "{", "]", ",", ":", "'",
    ]

    mutating func value(depth: Int) -> String {
        let space = pick(["", "", " ", "\n", "\t ", "\r\n"])
        let value =
            switch Int.random(in: 0..<(depth > 5 ? 5 : 8), using: &generator) {
            case 0: pick(["true", "false", "null"])
            case 1, 2: number()
            case 3, 4: string()
            case 5: "[\(list { $0.value(depth: depth + 1) })\(space)]"
            default: object(depth: depth)
            }
        return space + value + pick(["", space])
    }

    /// A value with one character taken out, doubled or changed.
    mutating func broken() -> String {
        var scalars = Array(value(depth: 3).unicodeScalars)
        let index = scalars.indices.randomElement(using: &generator)!
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: scalars.remove(at: index)
        case 1: scalars.insert(scalars[index], at: index)
        default: scalars[index] = pick(Array("{}[],:\"\\-+.eE0 x\n".unicodeScalars))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private mutating func object(depth: Int) -> String {
        // Foundation lets a key stand twice, and takes the last.
        var number = 0
        let entries = list { random in
            number += 1
            return "\(random.pick(["", " "]))\"\(number)\(random.string().dropFirst()) :\(random.value(depth: depth + 1))"
        }
        return "{\(entries)}"
    }

    private mutating func list(_ element: (inout Self) -> String) -> String {
        var elements: [String] = []
        for _ in 0..<Int.random(in: 0...4, using: &generator) { elements.append(element(&self)) }
        return elements.joined(separator: ",")
    }

    private mutating func string() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &generator) { text += pick(Self.characters) }
        return "\"\(text)\""
    }

    private mutating func number() -> String {
        var text = pick(["", "-"]) + pick(["0", "7", "12", "98765"])
        text += pick(["", "", ".0", ".5", ".125", ".00001"])
        return text + pick(["", "", "e1", "E+2", "e-3", "e05"])
    }

    private mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &generator)! }
}
