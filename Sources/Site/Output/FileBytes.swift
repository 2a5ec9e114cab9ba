import Foundation
import SourceData

/// Whole files by the calls of the system: a site is ten thousand small ones, and nothing is known of any but its bytes.
enum FileBytes {
    /// True when the ordinary file at `path` has these bytes.
    static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
        reading(path) { descriptor, size in
            guard size == bytes.count else { return false }
            return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
                var offset = 0
                while offset < bytes.count {
                    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, bytes.count - offset)])
                    guard fill(part, descriptor), bytes.withUnsafeBytes({ memcmp($0.baseAddress! + offset, part.baseAddress!, part.count) == 0 }) else { return false }
                    offset += part.count
                }
                return true
            }
        } ?? false
    }

    /// Of the bytes of the ordinary file at `path`; nil where there is none that can be read.
    static func stamp(of path: String) -> Stamp? {
        reading(path) { descriptor, size in
            guard size < Int(Int32.max) else { return nil }
            return withUnsafeTemporaryAllocation(byteCount: max(size, 1), alignment: 16) { buffer in
                let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<size])
                return fill(part, descriptor) ? Stamp(UnsafeRawBufferPointer(part)) : nil
            }
        }
    }

    /// Gives `body` the open file and its size; nil for links, for what is no file, and where it cannot be read.
    private static func reading<Result>(_ path: String, _ body: (_ descriptor: Int32, _ size: Int) -> Result?) -> Result? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return body(descriptor, Int(status.st_size))
    }

    /// False where the file ends before.
    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, _ descriptor: Int32) -> Bool {
        var offset = 0
        while offset < buffer.count {
            let count = Foundation.read(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    /// Writes a new file, for every web server to read, whatever the mask of who builds. Throws the system's reason.
    static func write(_ bytes: [UInt8], to path: String) throws(OutputFolder.Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputFolder.Failure(description: "cannot write to '\(path)': \(OutputFolder.systemError())") }
        fchmod(descriptor, 0o644)
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress! + offset, bytes.count - offset) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = OutputFolder.systemError()
                close(descriptor)
                throw OutputFolder.Failure(description: "cannot write to '\(path)': \(reason)")
            }
            offset += count
        }
        guard close(descriptor) == 0 else { throw OutputFolder.Failure(description: "cannot write to '\(path)': \(OutputFolder.systemError())") }
    }
}
