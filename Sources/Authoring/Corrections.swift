public import Diagnostics

/// Corrections that diagnostics carry, put into the text they are of.
public enum Corrections {
    /// `bytes` with those of `diagnostics` that can be applied, which are returned in their order. One is left out where its place has another text,
    /// and where it overlaps another.
    public static func apply(_ diagnostics: [Diagnostic], to bytes: [UInt8]) -> (bytes: [UInt8], applied: [Diagnostic]) {
        var bytes = bytes
        let starts = lineStarts(in: bytes)
        var applied: [Diagnostic] = []
        var next = bytes.count
        let corrected = diagnostics.compactMap { diagnostic in diagnostic.correction.map { (diagnostic: diagnostic, correction: $0) } }
        // From the end, so that places before stay where they are.
        for (diagnostic, correction) in corrected.sorted(by: { $0.correction.position > $1.correction.position }) {
            let (old, new) = (Array(correction.old.utf8), Array(correction.new.utf8))
            guard let start = offset(of: correction.position, in: bytes, starts), start + old.count <= next, bytes[start...].starts(with: old) else { continue }
            bytes.replaceSubrange(start..<(start + old.count), with: new)
            next = start
            applied.append(diagnostic)
        }
        return (bytes, applied.reversed())
    }

    /// A byte order mark belongs to no line.
    private static func lineStarts(in bytes: [UInt8]) -> [Int] {
        [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }

    private static func offset(of position: SourcePosition, in bytes: [UInt8], _ starts: [Int]) -> Int? {
        guard position.line <= starts.count else { return nil }
        var offset = starts[position.line - 1]
        for _ in 1..<max(position.column, 1) {
            guard offset < bytes.count, bytes[offset] != 0x0A else { return nil }
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }
}
