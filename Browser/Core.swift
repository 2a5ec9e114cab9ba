// The dosing core as a page calls it: numbers in, a report out, all in one memory that is cleared before each call.

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
