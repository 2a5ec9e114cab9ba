// The dosing core as a page calls it: numbers in, a report out, all in one memory that is cleared before each call.

@_extern(c, "core_clear") private func clearMemory()

/// Room for `count` doubles, or eight times as many bytes. Everything handed out before is gone.
@_expose(wasm, "room") @_cdecl("core_room")
public func room(_ count: UInt32) -> UnsafeMutableRawPointer {
    clearMemory()
    return .allocate(byteCount: Int(count) &* 8, alignment: 8)
}

/// Plans from the first `count` numbers of the room; returns the address of a result.
@_expose(wasm, "plan") @_cdecl("core_plan")
public func plan(_ input: UnsafePointer<Double>, _ count: UInt32) -> UnsafeRawPointer {
    var reader = NumberReader(Array(UnsafeBufferPointer(start: input, count: Int(count))))
    var report = PlanReport.malformed
    do throws(MalformedNumbers) {
        let asked = try PlanInput(decoding: &reader)
        if reader.isAtEnd { report = PlanReport(asked.plan) }
    } catch {}
    return result(report.bytes, report.numbers)
}

/// Reads what was typed, from the first `count` bytes of the room, into the two numbers an entry is encoded as.
@_expose(wasm, "entry") @_cdecl("core_entry")
public func entry(_ input: UnsafePointer<UInt8>, _ count: UInt32, _ isDate: Bool) -> UnsafeRawPointer {
    let text = Array(UnsafeBufferPointer(start: input, count: Int(count)))
    var numbers: [Double] = []
    (isDate ? Entry(date: text[...]) : Entry(utf8: text[...])).encode(into: &numbers)
    return result([], numbers)
}

/// Address and count of the text and of the numbers, each 32 bits.
///
/// The arrays end with the call, but what they held stays where it is: memory is not given back before it is cleared.
private func result(_ text: [UInt8], _ numbers: [Double]) -> UnsafeRawPointer {
    let result = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 8)
    text.withUnsafeBytes { part($0, of: text.count, at: result) }
    numbers.withUnsafeBytes { part($0, of: numbers.count, at: result + 8) }
    return UnsafeRawPointer(result)
}

private func part(_ bytes: UnsafeRawBufferPointer, of count: Int, at place: UnsafeMutableRawPointer) {
    place.storeBytes(of: UInt32(truncatingIfNeeded: Int(bitPattern: bytes.baseAddress)), as: UInt32.self)
    (place + 4).storeBytes(of: UInt32(truncatingIfNeeded: count), as: UInt32.self)
}
