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
