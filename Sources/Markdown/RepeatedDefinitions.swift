import Diagnostics

/// How much the definitions of links stand for, where links use them, counted before anything reads them.
///
/// Each link by name has a copy of the address and title that its definition gives. An address of 100 kB and 25,000 links to it are 200 kB of text, and
/// took 2.4 GB.
enum RepeatedDefinitions {
    /// Bytes in all, of one file.
    static let most = 10_000_000

    /// The line, from 1, of the definition that stands for most where all are too much; nil where they are not.
    static func lineOfExcess(in text: String) -> Int? {
        text.withBytes { bytes in
            let definitions = definitions(in: bytes)
            guard let longest = definitions.map(\.size).max() else { return nil }
            var uses = 0
            for byte in bytes where byte == UInt8(ascii: "]") { uses += 1 }
            if uses * longest <= most { return nil }
            return lineOfExcess(definitions, bytes)
        }
    }

    private struct Definition {
        let key: String
        let line: Int
        let size: Int
    }

    private static func lineOfExcess(_ definitions: [Definition], _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let known = Dictionary(definitions.map { ($0.key, $0) }, uniquingKeysWith: { $0.size >= $1.size ? $0 : $1 })
        // Other letters can be the same in more ways than are known here.
        let other = definitions.filter { !$0.key.utf8.allSatisfy { $0 < 0x80 } }.max { $0.size < $1.size }
        var (open, total) = (-1, 0)
        var worst: (definition: Definition, size: Int)?
        for place in bytes.indices {
            if bytes[place] == UInt8(ascii: "[") { open = place }
            guard bytes[place] == UInt8(ascii: "]"), open >= 0 else { continue }
            if place - open <= 1001 {
                let key = SourceDefinitions.Definition.key(String(decoding: bytes[(open + 1)..<place], as: UTF8.self))
                if let used = known[key] ?? (key.utf8.allSatisfy { $0 < 0x80 } ? nil : other) {
                    total += used.size
                    if worst == nil || used.size > worst!.size { worst = (used, used.size) }
                }
            }
            open = -1
        }
        return total > most ? worst?.definition.line : nil
    }

    private static func definitions(in bytes: UnsafeBufferPointer<UInt8>) -> [Definition] {
        var found: [Definition] = []
        var (line, start) = (0, 0)
        var paragraphEnd = 0
        while start < bytes.count {
            line += 1
            var end = start
            var colon = -1
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
                if bytes[end] == UInt8(ascii: ":"), colon < 0, end > start, bytes[end - 1] == UInt8(ascii: "]") { colon = end }
                end += 1
            }
            if colon > 0, let open = bytes[start..<colon].firstIndex(of: UInt8(ascii: "[")) {
                let key = SourceDefinitions.Definition.key(String(decoding: bytes[(open + 1)..<(colon - 1)].prefix(1000), as: UTF8.self))
                found.append(Definition(key: key, line: line, size: size(bytes, colon + 1, end, &paragraphEnd)))
            }
            start = end + 1
        }
        return found
    }

    /// An address, and a title that may run on to the next empty line.
    private static func size(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ paragraphEnd: inout Int) -> Int {
        let rest = bytes[start..<end]
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "(") }
        let last = rest.last { !isSpace($0) }
        let next = bytes[min(bytes.count, end + 1)...].first { !isSpace($0) }
        let isWhole = last.map { !rest.contains(where: opens) || opens($0) || $0 == UInt8(ascii: ")") } ?? false
        if isWhole, next.map({ !opens($0) }) ?? true { return end - start }
        // Where an empty line is, is looked for once for all that stand before it.
        if paragraphEnd < end {
            paragraphEnd = end
            while paragraphEnd + 1 < bytes.count, bytes[paragraphEnd + 1] != UInt8(ascii: "\n") {
                paragraphEnd += 1
                while paragraphEnd < bytes.count, bytes[paragraphEnd] != UInt8(ascii: "\n") { paragraphEnd += 1 }
            }
        }
        return paragraphEnd - start
    }
}
