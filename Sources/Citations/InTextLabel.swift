/// What stands in the superscript of a citation: `1,3-8,19`, `5(pp3,5),9` (AMA 3.6).
///
/// Numbers ascend and stand once each; three or more in a row are joined by a hyphen. A number with a
/// locator is never part of such a row, where the locator would be lost.
public struct InTextLabel: Hashable, Sendable {
    /// A piece of the label. Together the pieces are the label, and every number is covered once.
    public struct Segment: Hashable, Sendable {
        public let text: String
        /// The reference a number stands for; what is between the ends of a row for its hyphen;
        /// nothing for a comma.
        public let numbers: [Int]
    }

    public let segments: [Segment]

    /// The whole label.
    public var text: String { segments.map(\.text).joined() }

    /// A number given twice is printed once, with all its locators.
    public init(_ items: some Sequence<(number: Int, locator: String?)>) {
        var locators: [Int: [String]] = [:]
        for item in items {
            locators[item.number, default: []] += Self.normalized(item.locator).map { [$0] } ?? []
        }
        var segments: [Segment] = []
        for row in Self.rows(of: locators) {
            if !segments.isEmpty { segments.append(Segment(text: ",", numbers: [])) }
            let ends = row.count < 2 ? [row[0]] : [row[0], row[row.count - 1]]
            let first = String(ends[0]) + Self.parenthesized(locators[ends[0]] ?? [])
            segments.append(Segment(text: first, numbers: [ends[0]]))
            guard ends.count == 2 else { continue }
            segments.append(Segment(text: "-", numbers: Array(row.dropFirst().dropLast())))
            segments.append(Segment(text: String(ends[1]), numbers: [ends[1]]))
        }
        self.segments = segments
    }

    /// Rows of three or more consecutive numbers without locators; every other number by itself.
    private static func rows(of locators: [Int: [String]]) -> [[Int]] {
        var rows: [[Int]] = []
        for number in locators.keys.sorted() {
            let canJoin = locators[number]?.isEmpty == true
            if canJoin, let last = rows.last?.last, number == last + 1, locators[last]?.isEmpty == true {
                rows[rows.count - 1].append(number)
            } else {
                rows.append([number])
            }
        }
        return rows.flatMap { $0.count < 3 ? $0.map { [$0] } : [$0] }
    }

    /// `p. 1270` is `p1270`, `pp. 12–14` is `pp12-14`; other locators stay as given.
    private static func normalized(_ locator: String?) -> String? {
        let given = (locator ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let pages = pageNumbers(given) else { return given.nonEmpty }
        return given.prefix { $0 == "p" } + pages
    }

    /// What follows `p` or `pp` in a locator that names pages: arabic, `S12` or roman.
    private static func pageNumbers(_ locator: String) -> String? {
        let mark = locator.prefix { $0 == "p" }
        let rest = locator.dropFirst(mark.count)
        let numbers = rest.drop { $0 == "." || $0 == " " }
        let isSetOff = numbers.count < rest.count || numbers.first?.isNumber == true
        let words = numbers.split { " ,-–".contains($0) }
        let areNumbers = words.allSatisfy { word in
            word.contains(where: \.isNumber) || word.allSatisfy { "ivxlc".contains($0) }
        }
        guard (1...2).contains(mark.count), isSetOff, areNumbers, !words.isEmpty else { return nil }
        return PageRange(String(numbers)).full.filter { $0 != " " }
    }

    /// Pages of one work share their mark: `(pp3,5)`.
    private static func parenthesized(_ locators: [String]) -> String {
        var unique: [String] = []
        for locator in locators where !unique.contains(locator) { unique.append(locator) }
        if unique.isEmpty { return "" }
        let pages = unique.compactMap { pageNumbers($0) }
        if unique.count > 1, pages.count == unique.count { return "(pp\(pages.joined(separator: ",")))" }
        return "(\(unique.joined(separator: ",")))"
    }
}
