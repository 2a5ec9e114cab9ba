import Foundation

extension UnsafeBufferPointer<UInt8> {
    /// Where `wanted` stands next, from `start` on; nil where it does not. Pages are searched for marks this way: the general search for a part of a
    /// collection took more time than all else that a page needs.
    public func firstPlace(of wanted: StaticString, from start: Int = 0) -> Int? {
        guard let base = baseAddress else { return nil }
        let last = count - wanted.utf8CodeUnitCount
        var index = start
        while index <= last, let found = memchr(base + index, Int32(wanted.utf8Start[0]), last - index + 1) {
            index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if memcmp(base + index, wanted.utf8Start, wanted.utf8CodeUnitCount) == 0 { return index }
            index += 1
        }
        return nil
    }
}
