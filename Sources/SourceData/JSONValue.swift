/// A JSON value to be written: members in the order they are given, numbers as short as they say the same.
public indirect enum JSONValue: Sendable, Hashable {
    case null
    case string(String)
    case number(Double)
    case integer(Int)
    /// A number as it was written.
    case literal(String)
    case bool(Bool)
    case array([JSONValue])
    case members([Member])

    /// A name and its value.
    public struct Member: Sendable, Hashable {
        public let name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Without the members that have no value.
    public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .members(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// Nil for no text.
    public static func text(_ text: String?) -> JSONValue? {
        guard let text, !text.isEmpty else { return nil }
        return .string(text)
    }

    /// Nil for no entries: what a record does not say is left out.
    public static func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

    /// Nil unless it is so.
    public static func flag(_ isSet: Bool) -> JSONValue? { isSet ? .bool(true) : nil }

    /// The members of an object, with those of `others` behind them.
    public func joined(_ others: JSONValue) -> JSONValue {
        guard case .members(let own) = self, case .members(let more) = others else { return self }
        return .members(own + more)
    }

    /// The value of a member of an object.
    public subscript(name: String) -> JSONValue? {
        if case .members(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }

    /// In UTF-8, laid out in lines, with one at the end.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        write(to: &bytes, indent: 0)
        bytes.append(10)
        return bytes
    }

    private func write(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .string(let text): Self.write(text, to: &bytes)
        case .number, .integer, .literal, .bool, .null: bytes += plain.utf8
        case .array(let values):
            Self.write(values, UInt8(ascii: "["), UInt8(ascii: "]"), to: &bytes, indent: indent) { $0.write(to: &$1, indent: indent + 1) }
        case .members(let members):
            Self.write(members, UInt8(ascii: "{"), UInt8(ascii: "}"), to: &bytes, indent: indent) { member, bytes in
                Self.write(member.name, to: &bytes)
                bytes += [UInt8(ascii: ":"), 32]
                member.value.write(to: &bytes, indent: indent + 1)
            }
        }
    }

    /// What stands for itself in every layout; nothing for what has parts, and for texts.
    var plain: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): Self.digits(number)
        case .integer(let number): String(number)
        case .literal(let text): text
        case .string, .array, .members: ""
        }
    }

    private static func write<Part>(
        _ parts: [Part], _ open: UInt8, _ close: UInt8, to bytes: inout [UInt8], indent: Int, _ write: (Part, inout [UInt8]) -> Void
    ) {
        bytes.append(open)
        for (index, part) in parts.enumerated() {
            bytes += index == 0 ? [10] : [UInt8(ascii: ","), 10]
            for _ in 0...indent { bytes.append(32) }
            write(part, &bytes)
        }
        if !parts.isEmpty {
            bytes.append(10)
            for _ in 0..<indent { bytes.append(32) }
        }
        bytes.append(close)
    }

    /// `2`, `0.45`: the fewest digits that are read as this number and no other.
    static func digits(_ number: Double) -> String {
        precondition(number.isFinite, "JSON has no such number")
        if number == number.rounded(.towardZero), abs(number) < 1e15 { return String(Int(number)) }
        return number.description
    }

    /// A text with its quotation marks.
    public static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        write(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 9: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 10: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<32, 127:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
