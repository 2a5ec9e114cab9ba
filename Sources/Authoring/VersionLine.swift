/// Writes another version into an override, and leaves every other byte of the file as it is.
public enum VersionLine {
    /// `text` with `version` in the place of the one it has; nil where it has no line that says so plainly.
    public static func writing(_ version: String, into text: String) -> String? {
        let pattern = /^version:[ ]*["']?[A-Za-z0-9]+["']?[ ]*(#.*)?\r?$/.anchorsMatchLineEndings()
        let found = text.matches(of: pattern)
        guard found.count == 1 else { return nil }
        let line = text[found[0].range]
        let rest = line.firstIndex(of: "#").map { " " + line[$0...] } ?? (line.hasSuffix("\r") ? "\r" : "")
        return text.replacingCharacters(in: found[0].range, with: "version: \(version)\(rest)")
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String { self[..<range.lowerBound] + text + self[range.upperBound...] }
}
