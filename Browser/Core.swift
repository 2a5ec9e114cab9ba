// The dosing core as a page calls it: numbers in, a report out, all in one memory that is cleared before each call.

@_extern(c, "core_clear") private func clearMemory()

/// Room for `count` doubles, or eight times as many bytes. Everything handed out before is gone.
@_expose(wasm, "room") @_cdecl("core_room")
public func room(_ count: UInt32) -> UnsafeMutablePointer<Double> {
    clearMemory()
    return .allocate(capacity: Int(count))
}

/// Plans from the first `count` numbers of the room; returns the address of `result`.
@_expose(wasm, "plan") @_cdecl("core_plan")
public func plan(_ input: UnsafeMutablePointer<Double>, _ count: UInt32) -> UnsafeMutablePointer<UInt32> {
    var reader = NumberReader(Array(UnsafeBufferPointer(start: input, count: Int(count))))
    var report = PlanReport.malformed
    do throws(MalformedNumbers) {
        let asked = try PlanInput(decoding: &reader)
        if reader.isAtEnd { report = PlanReport(asked.plan) }
    } catch {}
    return hand(report.bytes, report.numbers)
}

/// Reads what was typed, from the first `count` bytes of the room, into the two numbers an entry is encoded as.
@_expose(wasm, "entry") @_cdecl("core_entry")
public func entry(_ input: UnsafeMutablePointer<UInt8>, _ count: UInt32, _ isDate: Bool) -> UnsafeMutablePointer<UInt32> {
    let text = Array(UnsafeBufferPointer(start: input, count: Int(count)))
    var numbers: [Double] = []
    (isDate ? Entry(date: text[...]) : Entry(utf8: text[...])).encode(into: &numbers)
    return hand([], numbers)
}

/// Copies out of Swift's arrays, which end with the call; the copies last until the memory is cleared.
private func hand(_ text: [UInt8], _ numbers: [Double]) -> UnsafeMutablePointer<UInt32> {
    let result = UnsafeMutablePointer<UInt32>.allocate(capacity: 4)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, text.count))
    for (index, byte) in text.enumerated() { bytes[index] = byte }
    let doubles = UnsafeMutablePointer<Double>.allocate(capacity: max(1, numbers.count))
    for (index, number) in numbers.enumerated() { doubles[index] = number }
    result[0] = UInt32(UInt(bitPattern: bytes))
    result[1] = UInt32(text.count)
    result[2] = UInt32(UInt(bitPattern: doubles))
    result[3] = UInt32(numbers.count)
    return result
}
