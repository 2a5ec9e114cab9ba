import Foundation

/// The ways between paths and the `file:` addresses that clients name files by.
enum FileAddress {
    /// The path of a file; nil for what is no file on this machine.
    static func path(of uri: String) -> String? {
        guard uri.lowercased().hasPrefix("file://") else { return nil }
        let rest = uri.dropFirst("file://".count)
        // A host may stand before the path.
        guard let slash = rest.firstIndex(of: "/"), ["", "localhost"].contains(rest[..<slash].lowercased()) else { return nil }
        let path = rest[slash...].prefix { $0 != "?" && $0 != "#" }
        guard let decoded = String(path).removingPercentEncoding, !decoded.utf8.contains(0) else { return nil }
        return standardized(decoded)
    }

    static func uri(of path: String) -> String { "file://" + (path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path) }

    /// Without doubled slashes, `.` and `..`, and without a slash at the end.
    static func standardized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    private static let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
}
