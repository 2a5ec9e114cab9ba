import SourceData

/// Names of people as other programs write them.
enum ImportNames {
    /// `Doe, Jane`, `Doe, Jane, Jr.`, and without a comma the name of a group.
    static func inverted(_ text: String) -> JSONValue {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        guard parts.count > 1, !parts[0].isEmpty else { return literal(text.trimmed) }
        return person(family: parts[0], given: parts[1], suffix: parts.count > 2 ? parts[2] : nil)
    }

    static func person(family: String, given: String?, suffix: String? = nil) -> JSONValue {
        var members = [JSONValue.Member("family", .string(family))]
        if let given, !given.isEmpty { members.append(.init("given", .string(given))) }
        if let suffix, !suffix.isEmpty { members.append(.init("suffix", .string(suffix))) }
        return .members(members)
    }

    static func literal(_ name: String) -> JSONValue { .members([.init("literal", .string(name))]) }
}

/// Dates as other programs write them.
enum ImportDates {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// `2019`, `2019/05/17/`, `2019-05-17`, `2019 May 17`, `May 17, 2019`; a month or a day that is not said exactly is left out.
    static func parts(_ text: String) -> [Int] {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let place = words.firstIndex(where: { $0.count == 4 && $0.allSatisfy(\.isASCII) && Int($0) != nil }), let year = Int(words[place]) else { return [] }
        // A range of months or a season has no month of its own.
        if text.contains(where: { $0 == "-" }), words.filter({ month($0) != nil && Int($0) == nil }).count > 1 { return [year] }
        var rest = Array(words[(place + 1)...])
        if rest.isEmpty || place > 0, words[..<place].contains(where: { month($0) != nil }) { rest = Array(words[..<place]) }
        guard let first = rest.first, let found = month(first) ?? rest.dropFirst().first.flatMap({ Int($0) == nil ? month($0) : nil }) else { return [year] }
        let others = rest.filter { month($0) == nil || Int($0) != nil }
        let days = Int(first) == nil ? others : Array(rest.dropFirst())
        guard let day = days.first.flatMap({ Int($0) }), (1...31).contains(day) else { return [year, found] }
        return [year, found, day]
    }

    static func month(_ word: String) -> Int? {
        if let number = Int(word) { return (1...12).contains(number) ? number : nil }
        return months.firstIndex { word.lowercased().hasPrefix($0) }.map { $0 + 1 }
    }
}
