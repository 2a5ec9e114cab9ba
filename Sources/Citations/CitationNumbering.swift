/// Numbers the references of one text by their first citation.
public struct CitationNumbering: Sendable {
    /// Keys by number: the key of number 1 first.
    public private(set) var order: [String] = []
    private var numbers: [String: Int] = [:]

    public init() {}

    /// The number of `key`: the one it has, else the next.
    public mutating func number(for key: String) -> Int {
        if let number = numbers[key] { return number }
        order.append(key)
        numbers[key] = order.count
        return order.count
    }
}
