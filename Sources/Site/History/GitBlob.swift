import SourceData

/// A file as git names it: by a digest of its bytes, SHA-1 or SHA-256 as the repository has it.
///
/// Git itself would answer as well, but could run filters of the repository for it.
enum GitBlob {
    /// The files of a tree, by path, out of the answer of `git ls-tree -z`.
    static func names(in answer: [UInt8]) -> [String: String] {
        var names: [String: String] = [:]
        for line in answer.split(separator: 0) {
            guard let text = String(validating: line, as: UTF8.self), let tab = text.firstIndex(of: "\t") else { continue }
            let words = text[..<tab].split(separator: " ")
            if words.count == 3, words[1] == "blob" { names[String(text[text.index(after: tab)...])] = String(words[2]) }
        }
        return names
    }

    /// True where `bytes` are the file that git calls `name`.
    static func isNamed(_ name: String, _ bytes: [UInt8]) -> Bool {
        let content = Array("blob \(bytes.count)\0".utf8) + bytes
        return name == (name.utf8.count == 40 ? SHA1.digits(content) : SHA256.digits(content, count: 64))
    }
}

/// SHA-1 (FIPS 180-4), which git names files by. It proves nothing about who wrote them.
enum SHA1 {
    /// In hexadecimal.
    static func digits(_ message: [UInt8]) -> String {
        var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0)
        let whole = message.count / 64 * 64
        var tail = Array(message[whole...]) + [0x80]
        tail += [UInt8](repeating: 0, count: (120 - tail.count % 64) % 64)
        withUnsafeBytes(of: UInt64(message.count * 8).bigEndian) { tail += $0 }
        var words = [UInt32](repeating: 0, count: 80)
        message.withUnsafeBytes { message in
            for start in stride(from: 0, to: whole, by: 64) { take(message.baseAddress! + start, &words, &state) }
        }
        tail.withUnsafeBytes { tail in
            for start in stride(from: 0, to: tail.count, by: 64) { take(tail.baseAddress! + start, &words, &state) }
        }
        return [state.0, state.1, state.2, state.3, state.4].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private static func take(
        _ block: UnsafeRawPointer, _ words: inout [UInt32], _ state: inout (UInt32, UInt32, UInt32, UInt32, UInt32)
    ) {
        words.withUnsafeMutableBufferPointer { words in
            for index in 0..<16 { words[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)) }
            for index in 16..<80 {
                let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
                words[index] = mixed << 1 | mixed >> 31
            }
            var (a, b, c, d, e) = state
            for index in 0..<80 {
                let (mixed, constant): (UInt32, UInt32) =
                    switch index {
                    case ..<20: (b & c | ~b & d, 0x5A82_7999)
                    case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                    case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
                    default: (b ^ c ^ d, 0xCA62_C1D6)
                    }
                let next = (a << 5 | a >> 27) &+ mixed &+ e &+ constant &+ words[index]
                (e, d, c, b, a) = (d, c, b << 30 | b >> 2, a, next)
            }
            state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
        }
    }
}
