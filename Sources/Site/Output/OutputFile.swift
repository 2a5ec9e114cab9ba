/// One file of the published site.
public struct OutputFile: Sendable {
    /// Path relative to the output folder.
    public let path: String
    public let bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
