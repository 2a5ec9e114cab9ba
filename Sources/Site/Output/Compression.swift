import CZlib
import Foundation

/// The compressed forms that are published beside text files, for web servers that send such files as they lie there.
///
/// The same bytes for the same file and the same libraries: no time and no name is in them.
public struct Compression: Sendable {
    /// What the names of the forms end in: `gz`, and `br` where its library is on this machine.
    public var forms: [String] { brotli == nil ? ["gz"] : ["gz", "br"] }

    private let brotli: Brotli?

    public init() { brotli = Brotli.installed }

    /// By what forms are made: another library may make other bytes.
    var identity: String { "zlib \(String(cString: zlibVersion()))" + (brotli.map { ", brotli \($0.version)" } ?? "") }

    /// The path of the file that the one at `path` is a form of; `path` itself where it is none.
    static func original(of path: String) -> String {
        for name in [".gz", ".br"] where path.hasSuffix(name) { return String(path.dropLast(name.count)) }
        return path
    }

    /// Below that a file fits into the first packets of an answer anyhow.
    private static let leastSize = 1024
    private static let kinds: Set<String> = ["html", "css", "js", "json", "xml", "txt", "svg", "csv", "md", "bib", "ris", "ics", "webmanifest"]

    /// True for text. Images and documents are compressed in themselves.
    static func isText(_ path: String) -> Bool {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return kinds.contains(path[path.utf8.index(after: dot)...].lowercased())
    }

    /// The forms of a text file that are smaller than it is; none where it is small itself.
    func forms(of file: OutputFile) -> [OutputFile] {
        guard Self.isText(file.path), file.bytes.count >= Self.leastSize else { return [] }
        let forms = [("gz", Self.gzip(file.bytes)), ("br", brotli?.compress(file.bytes))]
        return forms.compactMap { name, bytes in
            guard let bytes, bytes.count < file.bytes.count else { return nil }
            return OutputFile(path: "\(file.path).\(name)", bytes: bytes)
        }
    }

    private static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // 16 on top of the window asks for gzip's own header, in which the time is zero.
        guard deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let most = Int(deflateBound(&stream, uLong(bytes.count)))
        var source = bytes
        var isDone = false
        var packed = [UInt8](unsafeUninitializedCapacity: most) { target, count in
            source.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(most)
                isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
            }
            count = Int(stream.total_out)
        }
        guard isDone, packed.count > 9 else { return nil }
        // The system that made it: unknown, so that all make the same.
        packed[9] = 255
        return packed
    }
}

/// Brotli's library, opened where it is on this machine: a site without `.br` is complete, so Materia does not need it.
private struct Brotli: @unchecked Sendable {
    private typealias Encode = @convention(c) (Int32, Int32, Int32, Int, UnsafePointer<UInt8>?, UnsafeMutablePointer<Int>, UnsafeMutablePointer<UInt8>?) -> Int32
    private typealias Version = @convention(c) () -> UInt32

    private let encode: Encode
    let version: UInt32

    static let installed: Brotli? = {
        let names = ["libbrotlienc.so.1", "libbrotlienc.1.dylib", "/opt/homebrew/lib/libbrotlienc.1.dylib", "/usr/local/lib/libbrotlienc.1.dylib"]
        for name in names {
            guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            guard let encode = dlsym(library, "BrotliEncoderCompress"), let version = dlsym(library, "BrotliEncoderVersion") else { continue }
            return Brotli(encode: unsafeBitCast(encode, to: Encode.self), version: unsafeBitCast(version, to: Version.self)())
        }
        return nil
    }()

    private init(encode: Encode, version: UInt32) {
        self.encode = encode
        self.version = version
    }

    /// The best quality costs thirty times as much as this one and saves a tenth.
    private static let quality: Int32 = 9
    private static let window: Int32 = 22
    private static let isText: Int32 = 1

    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var isDone = false
        let packed = [UInt8](unsafeUninitializedCapacity: bytes.count) { target, count in
            var size = bytes.count
            isDone = bytes.withUnsafeBufferPointer {
                encode(Self.quality, Self.window, Self.isText, $0.count, $0.baseAddress, &size, target.baseAddress) == 1
            }
            count = isDone ? size : 0
        }
        return isDone ? packed : nil
    }
}
