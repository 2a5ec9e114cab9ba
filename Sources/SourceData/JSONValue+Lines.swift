extension JSONValue {
    /// For files that people keep and edit: two spaces to a level; arrays of plain values stand on a line.
    public func formatted() -> String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: "")
        bytes.append(10)
        return String(decoding: bytes, as: UTF8.self)
    }

    private var isPlain: Bool {
        switch self {
        case .null, .bool, .number, .integer, .literal, .string: true
        case .array(let values): values.allSatisfy(\.isPlain)
        case .members: false
        }
    }

    private func write(to bytes: inout [UInt8], indent: String) {
        let inner = indent + "  "
        switch self {
        case .null, .bool, .number, .integer, .literal: bytes += plain.utf8
        case .string(let text): Self.write(text, to: &bytes)
        case .array(let values) where isPlain:
            bytes += "[".utf8
            for (index, value) in values.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                value.write(to: &bytes, indent: inner)
            }
            bytes += "]".utf8
        case .array(let values):
            bytes += "[\n".utf8
            for (index, value) in values.enumerated() {
                bytes += inner.utf8
                value.write(to: &bytes, indent: inner)
                bytes += (index == values.count - 1 ? "\n" : ",\n").utf8
            }
            bytes += (indent + "]").utf8
        case .members(let members):
            if members.isEmpty { return bytes += "{}".utf8 }
            bytes += "{\n".utf8
            for (index, member) in members.enumerated() {
                bytes += inner.utf8
                Self.write(member.name, to: &bytes)
                bytes += ": ".utf8
                member.value.write(to: &bytes, indent: inner)
                bytes += (index == members.count - 1 ? "\n" : ",\n").utf8
            }
            bytes += (indent + "}").utf8
        }
    }
}
