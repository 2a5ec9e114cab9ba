import Foundation

/// What a folder holds, by the calls of the system: one for all names, and none for each.
package enum FolderListing {
    /// Of an entry whose name is no UTF-8 text nothing is known but that: no path can name it.
    package enum Kind: Sendable { case file, folder, link, other, unnamed }

    package struct Entry: Sendable {
        package let name: String
        package let kind: Kind
    }

    /// The entries of a folder by name, but for the folder itself and the one above it; nil, with `errno` set, when it cannot be read.
    package static func entries(of path: String) -> [Entry]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let entry = readdir(folder) {
            let (name, isText) = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    String(validatingCString: name).map { ($0, true) } ?? (String(cString: name), false)
                }
            }
            if name == "." || name == ".." { continue }
            guard isText else {
                entries.append(Entry(name: name, kind: .unnamed))
                continue
            }
            let kind: Kind =
                switch Int(entry.pointee.d_type) {
                case Int(DT_REG): .file
                case Int(DT_DIR): .folder
                case Int(DT_LNK): .link
                // Not every file system tells.
                case Int(DT_UNKNOWN): Self.kind(of: "\(path)/\(name)")
                default: .other
                }
            entries.append(Entry(name: name, kind: kind))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// In bytes; nil where there is nothing that can be looked at.
    package static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// True for an ordinary file: no link, no folder, no pipe or device.
    package static func isOrdinary(_ path: String) -> Bool { kind(of: path) == .file }

    private static func kind(of path: String) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }

    /// The bytes of an ordinary file; nil, with `errno` set, when it cannot be read.
    package static func bytes(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        // What a pipe or a device has to say may have no end.
        guard status.st_mode & S_IFMT == S_IFREG else {
            errno = EINVAL
            return nil
        }
        // One byte more, so that the end is met without more room: a file is held for as long as its site is made.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var offset = 0
        while true {
            if offset == bytes.count { bytes += [UInt8](repeating: 0, count: 4096) }
            let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            offset += count
        }
        bytes.removeLast(bytes.count - offset)
        return bytes
    }

    /// What the system says of the last failure of this thread.
    package static var lastError: String { String(cString: strerror(errno)) }
}
