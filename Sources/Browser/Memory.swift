// The memory a core shares with the page: what is asked goes in, what is answered comes out, and all of it is cleared
// before the next call.

@_extern(c, "core_clear") private func clearMemory()

/// Room for `count` doubles, or eight times as many bytes. Everything handed out before is gone.
@_expose(wasm, "room") @_cdecl("core_room")
public func room(_ count: UInt32) -> UnsafeMutableRawPointer {
    clearMemory()
    return .allocate(byteCount: Int(count) &* 8, alignment: 8)
}

/// Address and count of the text and of the numbers, each 32 bits.
///
/// The arrays end with the call, but what they held stays where it is: memory is not given back before it is cleared.
func result(_ text: [UInt8], _ numbers: [Double]) -> UnsafeRawPointer {
    let result = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 8)
    text.withUnsafeBytes { part($0, of: text.count, at: result) }
    numbers.withUnsafeBytes { part($0, of: numbers.count, at: result + 8) }
    return UnsafeRawPointer(result)
}

private func part(_ bytes: UnsafeRawBufferPointer, of count: Int, at place: UnsafeMutableRawPointer) {
    place.storeBytes(of: UInt32(truncatingIfNeeded: Int(bitPattern: bytes.baseAddress)), as: UInt32.self)
    (place + 4).storeBytes(of: UInt32(truncatingIfNeeded: count), as: UInt32.self)
}
