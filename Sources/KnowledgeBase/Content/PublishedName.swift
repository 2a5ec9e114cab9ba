public import Diagnostics
import Foundation

extension Rule {
    public static let unusableName = Rule(
        "unusable-name", .error,
        means:
            "A file or folder has a name that cannot stand in an address, or that some computers do not take: `#`, `?`, `%`, `:` and the like, characters that cannot be seen, a space or full stop at its end, names of Windows devices, more than 200 bytes.",
        why: "A name becomes an address and a file on other people's computers. What one of them cannot take would be lost there, or lead elsewhere.",
        mend: "Letters, digits, hyphens and underscores")
}

/// Why a path of the site cannot be one everywhere: in an address, on a web host, and on a file share that Windows reads.
enum PublishedName {
    /// In UTF-8: file systems take 255, and a part of that is what Materia adds.
    static let longestPart = 200
    static let longestPath = 1000

    /// The part of `path` that cannot be, and why; nil for a path that can.
    static func problem(in path: String) -> (part: Substring, reason: String)? {
        for part in path.split(separator: "/") {
            if let reason = reason(part) { return (part, reason) }
        }
        if path.utf8.count > longestPath { return (path[...], "the way to it is longer than \(longestPath) bytes") }
        return nil
    }

    private static func reason(_ part: Substring) -> String? {
        var isPlain = part.utf8.count <= 64
        for byte in part.utf8 where !(byte &- 97 < 26 || byte == 0x2D || byte == 0x5F) { isPlain = false }
        // Names of devices are no longer than this.
        if isPlain, part.utf8.count > 4 { return nil }
        if part.utf8.count > longestPart { return "it is longer than \(longestPart) bytes" }
        for scalar in part.unicodeScalars {
            switch scalar {
            case "<", ">", ":", "\"", "|", "?", "*", "\\", "#", "%": return "it has a '\(scalar)'"
            case "\u{FFFD}": return "it is no UTF-8 text"
            default: break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                return "it has a character that cannot be seen, U+\(hexadecimal(scalar))"
            default: break
            }
        }
        if part.first == " " || part.last == " " { return "it begins or ends with a space" }
        if part.last == "." { return "it ends with a full stop" }
        if part.first == "." { return "it begins with a full stop, which hides it" }
        if devices.contains(part.prefix { $0 != "." }.lowercased()) { return "Windows has a device of this name" }
        let composed = String(part).composed
        if !composed.utf8.elementsEqual(part.utf8) { return "its letters are stored in parts, as 'e' and an accent, and a link has them whole" }
        return nil
    }

    private static let devices = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] } + ["¹", "²", "³"].flatMap { ["com\($0)", "lpt\($0)"] })

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
