extension StringProtocol {
    /// Gives `body` the UTF-8 bytes in one piece: to go through them there is several times as fast as through the view.
    @inlinable
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}
