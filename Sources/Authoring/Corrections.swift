public import Diagnostics

/// Corrections that diagnostics carry, put into the text they are of.
public enum Corrections {
    /// `bytes` with those of `diagnostics` that can be applied, which are returned in their order. One is left out where its place has another text,
    /// and where it overlaps another.
    public static func apply(_ diagnostics: [Diagnostic], to bytes: [UInt8]) -> (bytes: [UInt8], applied: [Diagnostic]) {
        var bytes = bytes
        let text = PlacedText(path: "", bytes: bytes)
        var applied: [Diagnostic] = []
        var next = bytes.count
        let corrected = diagnostics.compactMap { diagnostic in diagnostic.correction.map { (diagnostic: diagnostic, correction: $0) } }
        // From the end, so that places before stay where they are.
        for (diagnostic, correction) in corrected.sorted(by: { $0.correction.position > $1.correction.position }) {
            let (old, new) = (Array(correction.old.utf8), Array(correction.new.utf8))
            guard let start = text.offset(of: correction.position), start + old.count <= next, bytes[start...].starts(with: old) else { continue }
            bytes.replaceSubrange(start..<(start + old.count), with: new)
            next = start
            applied.append(diagnostic)
        }
        return (bytes, applied.reversed())
    }
}
