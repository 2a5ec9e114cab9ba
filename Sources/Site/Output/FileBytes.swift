import Foundation
import SourceData

/// Whole files by the calls of the system: a site is ten thousand small ones, and nothing is known of any but its bytes.
enum FileBytes {
    /// True when the ordinary file at `path` has these bytes.
    static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count else { return false }
        return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            var offset = 0
            while offset < bytes.count {
                let count = Foundation.read(descriptor, buffer.baseAddress!, min(buffer.count, bytes.count - offset))
                guard count > 0 else { return false }
                let isSame = bytes.withUnsafeBytes { memcmp($0.baseAddress! + offset, buffer.baseAddress!, count) == 0 }
                if !isSame { return false }
                offset += count
            }
            return true
        }
    }

    /// Of the bytes of the ordinary file at `path`; nil where there is none that can be read.
    static func stamp(of path: String) -> Stamp? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < Int(Int32.max) else { return nil }
        let size = Int(status.st_size)
        return withUnsafeTemporaryAllocation(byteCount: max(size, 1), alignment: 16) { buffer in
            var offset = 0
            while offset < size {
                let count = Foundation.read(descriptor, buffer.baseAddress! + offset, size - offset)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return nil }
                offset += count
            }
            return Stamp(UnsafeRawBufferPointer(rebasing: buffer[..<size]))
        }
    }

    /// Writes a new file. Throws the system's reason.
    static func write(_ bytes: [UInt8], to path: String) throws(OutputFolder.Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputFolder.Failure(description: "cannot write to '\(path)': \(OutputFolder.systemError())") }
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
