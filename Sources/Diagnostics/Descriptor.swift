import Foundation

/// What the system writes to, by its number.
public enum Descriptor {
    /// Writes all of `bytes`, also where they are taken in pieces or slowly. Where nobody takes them any more the rest is left.
    public static func write(_ bytes: [UInt8], to number: Int32) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { Foundation.write(number, $0.baseAddress! + offset, bytes.count - offset) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                usleep(1000)
                continue
            }
            guard count > 0 else { return }
            offset += count
        }
    }
}
