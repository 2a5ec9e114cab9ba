public import Diagnostics

/// Reads the fields of one mapping. Every key asked for is a known key; `finish()` reports the rest.
///
/// All problems are reported to the log and reading goes on, so that one run shows every mistake.
public final class Fields {
    public let position: SourcePosition
    public let log: DiagnosticLog
    /// What the mapping describes, for messages: "a regimen", "an item".
    public let owner: String
    /// Whether a key may stand there with nothing behind it, as other programs write what they do not know.
    private let allowsEmpty: Bool
    private let entries: [DataValue.Entry]
    /// Where each key stands, of a mapping with many.
    private let places: [String: Int]?
    private var known = Set<String>()
    private var tolerated = Set<String>()
    /// Keys that were reported to be missing. At the end one may be found to be there, and misspelt.
    private var missing = Set<String>()
    private var misspelt = Set<String>()

    /// As many are told of one by one.
    private static let mostUnknown = 20

    /// Nil, with a diagnostic, when `value` is not a mapping.
    public init?(_ value: DataValue, owner: String, log: DiagnosticLog, allowsEmpty: Bool = false) {
        guard case .mapping(let entries, let position) = value else {
            log.report(
                .wrongType, at: value.position, "\(owner) must be a mapping of keys to values, not \(value.kindName)",
                suggestion: "write it as `key: value` lines, or as { key: value, key: value }")
            return nil
        }
        self.entries = entries
        self.allowsEmpty = allowsEmpty
        places = entries.count > 16 ? Dictionary(entries.indices.map { (entries[$0].key, $0) }, uniquingKeysWith: { first, _ in first }) : nil
        self.position = position
        self.owner = owner
        self.log = log
    }

    /// Keys in the order of the file.
    public var keys: [Located<String>] { entries.map { Located($0.key, at: $0.keyPosition) } }

    /// The raw value; nil when absent or null.
    public func value(_ key: String) -> DataValue? {
        known.insert(key)
        guard let value = entry(key), !value.isNull else { return nil }
        return value
    }

    /// Makes `key` a known one, whatever it says; no help names it where `isSuggested` is false.
    public func know(_ key: String, isSuggested: Bool = true) {
        if isSuggested { known.insert(key) } else { tolerated.insert(key) }
    }

    /// The raw value without making its key a known one; nil when absent.
    public func entry(_ key: String) -> DataValue? { place(key).map { entries[$0].value } }

    private func place(_ key: String) -> Int? {
        if let places { return places[key] }
        return entries.firstIndex { $0.key == key }
    }

    /// Reports that `key` is missing, unless it is there and what it says is wrong, or a part of the file could not be read.
    public func reportMissing(_ key: String, suggestion: String? = nil) {
        if let place = place(key), !entries[place].value.isNull {
            let start = entries[place].value.position
            let end = place + 1 < entries.count ? entries[place + 1].keyPosition : nil
            if log.diagnostics.contains(where: { $0.position.source == start.source && $0.position >= start && (end == nil || $0.position < end!) }) { return }
        }
        if log.has(.yamlAnchor) || log.has(.invalidYAML) { return }
        missing.insert(key)
        log.report(.missingField, at: position, Self.needs(key, owner), suggestion: suggestion)
    }

    private static func needs(_ key: String, _ owner: String) -> String { "\(owner) needs the field '\(key)'" }

    /// True when `finish()` has taken another key for this one.
    public func isMisspelt(_ key: String) -> Bool { misspelt.contains(key) }

    public func string(_ key: String) -> Located<String>? {
        guard let value = value(key), let text = text(value, "'\(key)'") else { return nil }
        guard !text.value.allSatisfy(\.isWhitespace) else {
            log.report(
                .wrongType, at: text.position, "'\(key)' is empty", suggestion: "write something there, or remove the line")
            return nil
        }
        return text
    }

    public func requiredString(_ key: String) -> Located<String>? {
        required(key) { self.string(key) }
    }

    /// Runs `read`, reporting `key` as missing when it is not there at all.
    public func required<T>(_ key: String, _ read: () -> T?) -> T? {
        if let value = entry(key), !value.isNull { return read() }
        known.insert(key)
        reportMissing(key)
        return nil
    }

    public func strings(_ key: String) -> [Located<String>] {
        list(key) { value, log in self.text(value, "an entry of '\(key)'") }
    }

    /// The same, where each entry becomes a page of its own.
    public func strings(_ key: String, atMost most: Int) -> [Located<String>] {
        let found = strings(key)
        if found.count <= most { return found }
        log.report(.wrongType, at: found[most].position, "'\(key)' has \(found.count) entries, and the most is \(most)", suggestion: "remove those that nobody needs")
        return Array(found.prefix(most))
    }

    /// Reads a list, converting each element; elements that fail are left out after being reported.
    public func list<T>(_ key: String, _ convert: (DataValue, DiagnosticLog) -> T?) -> [T] {
        guard let value = value(key) else { return [] }
        guard case .sequence(let values, _) = value else {
            log.report(
                .wrongType, at: value.position, "'\(key)' must be a list, not \(value.kindName)",
                suggestion: "write `\(key): [...]`, or one `- ` line for each entry")
            return []
        }
        return values.compactMap { convert($0, log) }
    }

    public func mapping(_ key: String, owner: String) -> Fields? {
        guard let value = value(key) else { return nil }
        return Fields(value, owner: owner, log: log, allowsEmpty: allowsEmpty)
    }

    public func number(_ key: String) -> Located<Double>? {
        guard let value = value(key), let text = text(value, "'\(key)'") else { return nil }
        // Words such as `inf` and hexadecimal numbers are numbers to Swift alone.
        guard let number = Double(text.value), number.isFinite, text.value.allSatisfy({ "+-.0123456789eE".contains($0) }) else {
            log.report(
                .wrongType, at: text.position, "'\(key)' must be a number, not '\(text.value)'",
                suggestion: DecimalComma(in: text.value)?.suggestion)
            return nil
        }
        if refusesMisread(text) { return nil }
        return Located(number, at: text.position)
    }

    /// What a reader takes for another number: `1.500` for a thousand and a half, `010` for 0.1 that lost its point. `1.10` states how exact it is.
    private func refusesMisread(_ text: Located<String>) -> Bool {
        guard let number = WrittenNumber(in: text.value) else { return false }
        switch number.fault {
        case .decimalComma: return false
        case .trailingZero: guard number.number.split(separator: ".").last?.count == 3, !number.number.hasPrefix("0.") else { return false }
        case .leadingZero, .nakedPoint: break
        }
        log.report(.wrongType, at: text.position, "'\(text.value)' \(number.fault.words)", suggestion: number.suggestion)
        return true
    }

    /// What no count of people, months or doses reaches; sums of numbers within it cannot overflow.
    public static let largestInteger = 1_000_000_000

    /// A whole number within `range`; at most `largestInteger` from zero where none is given.
    public func integer(_ key: String, in range: ClosedRange<Int> = -largestInteger...largestInteger) -> Located<Int>? {
        guard let value = value(key), let text = text(value, "'\(key)'") else { return nil }
        // What does not fit into a machine's number is out of every range.
        let digits = text.value.first == "-" ? text.value.dropFirst() : text.value[...]
        let isHuge = !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
        guard let number = Int(text.value) ?? (isHuge ? .max : nil) else {
            log.report(
                .wrongType, at: text.position, "'\(key)' must be a whole number, not '\(text.value)'",
                suggestion: text.value.contains(",") ? "write it without a comma" : nil)
            return nil
        }
        if refusesMisread(text) { return nil }
        guard range.contains(number) else {
            log.report(
                .wrongType, at: text.position, "'\(key)' cannot be \(text.value)",
                suggestion: range.upperBound == Self.largestInteger
                    ? "counts go up to 1,000,000,000" : "use a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return Located(number, at: text.position)
    }

    public func bool(_ key: String) -> Bool? {
        guard let value = value(key), let text = text(value, "'\(key)'") else { return nil }
        switch text.value {
        case "true": return true
        case "false": return false
        default:
            log.report(.wrongType, at: text.position, "'\(key)' must be true or false, not '\(text.value)'")
            return nil
        }
    }

    public func date(_ key: String) -> Located<CalendarDate>? {
        guard let value = value(key), let text = text(value, "'\(key)'") else { return nil }
        guard let date = CalendarDate(text.value) else {
            log.report(
                .wrongType, at: text.position, "'\(key)' must be a date, not '\(text.value)'",
                suggestion: "write the date as YYYY-MM-DD")
            return nil
        }
        return Located(date, at: text.position)
    }

    /// One of a fixed set of words.
    public func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T? where T.RawValue == String {
        guard let text = string(key) else { return nil }
        if let value = T(rawValue: text.value) { return value }
        log.report(
            .unknownValue, at: text.position, "'\(key)' cannot be '\(text.value)'",
            suggestion: suggestion(for: text.value, among: T.allCases.map(\.rawValue)))
        return nil
    }

    public func requiredChoice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T?
    where T.RawValue == String {
        required(key) { self.choice(key, type) }
    }

    /// What to do about a key that is the end of a number, behind `before`: in braces a comma parts two entries.
    public static func quoting(_ key: String, after before: String? = nil) -> String? {
        guard let first = key.first, first.isASCII, first.isNumber else { return nil }
        // Three figures behind a comma are thousands, others the decimals of a number that is to have a point.
        guard let before, before.last?.isNumber == true, key.prefix(while: \.isNumber).count != 3 else {
            return "within braces a value with a comma is put into quotation marks: \"\(before ?? "1"),\(key)\""
        }
        return "a comma parts two entries here, and no decimals: write a point, '\(before).\(key)'"
    }

    /// What the entry before `entry` says.
    private func text(before entry: DataValue.Entry) -> String? {
        guard let index = entries.firstIndex(where: { $0.keyPosition == entry.keyPosition }), index > 0, case .scalar(let text, _, _) = entries[index - 1].value
        else { return nil }
        return text
    }

    /// Reports every key nobody asked for. What is missing and may be meant by one of them is not reported as well.
    public func finish() {
        for entry in entries where !allowsEmpty && entry.value.isNull && known.contains(entry.key) && !missing.contains(entry.key) {
            log.report(
                .wrongType, at: entry.keyPosition, "'\(entry.key)' is empty", suggestion: "write something there, or remove the line: what is begun and left says nothing"
            )
        }
        let unknown = entries.filter { !known.contains($0.key) && !tolerated.contains($0.key) }
        let wanted = known.filter { entry($0) == nil }
        // Those that are no slip of one letter go together: often a line or a mark is missing before all of them.
        var strange: [DataValue.Entry] = []
        for (index, entry) in unknown.enumerated() {
            let quoting = index < Self.mostUnknown && entry.value.isNull ? Self.quoting(entry.key, after: text(before: entry)) : nil
            let near = index < Self.mostUnknown ? nearMiss(entry.key, in: known) : nil
            guard index < Self.mostUnknown, let help = quoting ?? near.map({ "did you mean '\($0)'?" }) else {
                strange.append(entry)
                continue
            }
            if quoting == nil, let meant = nearMiss(entry.key, in: wanted) {
                misspelt.insert(meant)
                if missing.remove(meant) != nil { log.retract(.missingField, at: position, Self.needs(meant, owner)) }
            }
            log.report(.unknownKey, at: entry.keyPosition, "\(owner) has no field '\(entry.key)'", suggestion: help)
        }
        guard let first = strange.first else { return }
        var notes = strange.dropFirst().prefix(Self.mostUnknown).map { Diagnostic.Note("and no field '\($0.key)'", at: $0.keyPosition) }
        if strange.count > Self.mostUnknown + 1 { notes.append(.init("and \(strange.count - Self.mostUnknown - 1) more that it cannot have")) }
        log.report(
            .unknownKey, at: first.keyPosition, "\(owner) has no field '\(first.key)'", notes: notes, suggestion: suggestion(for: first.key, among: known))
    }

    /// The text of a scalar; anything else is reported.
    public func text(_ value: DataValue, _ name: String) -> Located<String>? {
        guard case .scalar(let text, _, let position) = value, !value.isNull else {
            log.report(.wrongType, at: value.position, "\(name) must be text, not \(value.kindName)")
            return nil
        }
        return Located(text, at: position)
    }
}
