// The criteria core as a page calls it: terms and answers in, a report out.

/// Assesses the terms and answers in the first `count` numbers of the room; returns the address of a result.
@_expose(wasm, "assess") @_cdecl("core_assess")
public func assess(_ input: UnsafePointer<Double>, _ count: UInt32) -> UnsafeRawPointer {
    var reader = NumberReader(Array(UnsafeBufferPointer(start: input, count: Int(count))))
    let report = AssessmentReport(decoding: &reader)
    return result(report.bytes, report.numbers)
}

/// Reads a number that was typed, from the first `count` bytes of the room, into the two numbers it is encoded as.
@_expose(wasm, "entry") @_cdecl("core_entry")
public func entry(_ input: UnsafePointer<UInt8>, _ count: UInt32) -> UnsafeRawPointer {
    var numbers: [Double] = []
    Entry(utf8: Array(UnsafeBufferPointer(start: input, count: Int(count)))[...]).encode(into: &numbers)
    return result([], numbers)
}
