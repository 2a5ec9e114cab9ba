import KnowledgeBase

/// Style sheets and scripts without what only their authors need, so that less has to be loaded.
///
/// A style sheet loses comments and the white space around its punctuation; a script, whose grammar is harder, only lines
/// that are comments or empty, and indentation. Comments that start with `/*!` stay, such as a licence. The meaning
/// of neither changes.
enum ShortenedAsset {
    static func bytes(_ file: ContentFile) -> [UInt8] {
        if file.path.hasSuffix(".css") { return style(file.bytes) }
        if file.path.hasSuffix(".js") { return script(file.bytes) }
        return file.bytes
    }

    static func style(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        var isSpace = false
        func isPunctuation(_ byte: UInt8?, _ characters: StaticString) -> Bool {
            guard let byte else { return true }
            return characters.withUTF8Buffer { $0.contains(byte) }
        }
        while index < bytes.count {
            let byte = bytes[index]
            if whiteSpace.contains(byte) {
                isSpace = true
                index += 1
                continue
            }
            if bytes.has("/*", at: index), !bytes.has("/*!", at: index) {
                index = bytes.end(of: "*/", from: index + 2)
                // A comment parts two words as a space does.
                isSpace = true
                continue
            }
            if isSpace, !isPunctuation(out.last, "{};,:"), !isPunctuation(byte, "{};,") { out.append(UInt8(ascii: " ")) }
            isSpace = false
            var end = index + 1
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                end = bytes.endOfText(from: index)
            } else if byte == UInt8(ascii: "\\") {
                end = index + 2
            } else if bytes.has("/*!", at: index) {
                end = bytes.end(of: "*/", from: index + 2)
            }
            out += bytes[index..<min(end, bytes.count)]
            index = end
        }
        return out
    }

    /// A script with text over several lines is left as it is: there a line may be no line of the script.
    static func script(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.contains(UInt8(ascii: "`")) || bytes.firstIndex(of: "\\\n") != nil { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            while index < bytes.count, whiteSpace.contains(bytes[index]) { index += 1 }
            let lineEnd = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if bytes.has("//", at: index) {
                index = lineEnd
            } else if bytes.has("/*", at: index) {
                let end = bytes.end(of: "*/", from: index + 2)
                if bytes.has("/*!", at: index) { out += bytes[index..<end] + [UInt8(ascii: "\n")] }
                index = end
            } else if index < bytes.count {
                out += bytes[index..<lineEnd] + [UInt8(ascii: "\n")]
                index = lineEnd
            }
        }
        return out
    }

    private static let whiteSpace: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0C, 0x0D]
}

extension [UInt8] {
    fileprivate func has(_ text: StaticString, at index: Int) -> Bool {
        index + text.utf8CodeUnitCount <= count
            && text.withUTF8Buffer { $0.elementsEqual(self[index..<index + text.utf8CodeUnitCount]) }
    }

    fileprivate func firstIndex(of text: StaticString) -> Int? {
        indices.first { has(text, at: $0) }
    }

    /// The place behind the next `text`, or the end.
    fileprivate func end(of text: StaticString, from start: Int) -> Int {
        var index = start
        while index < count, !has(text, at: index) { index += 1 }
        return Swift.min(count, index + text.utf8CodeUnitCount)
    }

    /// The place behind the quotation that starts at `start`.
    fileprivate func endOfText(from start: Int) -> Int {
        var index = start + 1
        while index < count, self[index] != self[start] { index += self[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return Swift.min(count, index + 1)
    }
}
