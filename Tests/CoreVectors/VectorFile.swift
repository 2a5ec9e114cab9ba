#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of words that a page reads: counts of 32 bits, bytes, and numbers of 64.
struct VectorFile {
    private var content: [UInt8] = []

    mutating func add(_ bytes: [UInt8]) {
        add(word: UInt32(bytes.count))
        content += bytes
    }

    mutating func add(_ numbers: [Double]) {
        add(word: UInt32(numbers.count))
        for number in numbers { add(word: number.bitPattern) }
    }

    private mutating func add(word: some FixedWidthInteger) { withUnsafeBytes(of: word.littleEndian) { content.append(contentsOf: $0) } }

    func write(_ path: String) {
        guard let file = fopen(path, "wb"), fwrite(content, 1, content.count, file) == content.count, fclose(file) == 0 else { exit(74) }
    }

    static func bytes(of path: String) -> [UInt8] {
        guard let file = fopen(path, "rb") else { exit(66) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return bytes
    }

    /// Ends the program, which was called in a way it does not know.
    static func fail() -> Never { exit(64) }
}
