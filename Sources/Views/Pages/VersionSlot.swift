import Foundation
import Markdown

/// The place on a page where the version of the content stands.
///
/// The version is of the whole, and one edit changes it. So pages are made with this place empty, and it is filled last: a page that says
/// nothing else anew is not made again for it.
package enum VersionSlot {
    private static let start = Array("<span data-content-version>".utf8)
    private static let end = Array("</span>".utf8)
    /// As pages are made.
    package static let empty = "<span data-content-version></span>"

    /// The same page with `words` in every such place, whatever stands there.
    package static func filled(_ page: [UInt8], with words: String) -> [UInt8] {
        let words = Array(HTMLText.escape(words).utf8)
        var filled: [UInt8] = []
        filled.reserveCapacity(page.count + words.count * 2)
        var index = 0
        while let found = find(start, in: page, from: index) {
            let inside = found + start.count
            guard let close = find(end, in: page, from: inside) else { break }
            filled += page[index..<inside]
            filled += words
            index = close
        }
        filled += page[index...]
        return filled
    }

    /// Where `wanted`, which begins with `<`, stands next.
    private static func find(_ wanted: [UInt8], in page: [UInt8], from first: Int) -> Int? {
        page.withUnsafeBytes { page in
            var index = first
            while index + wanted.count <= page.count {
                guard let found = memchr(page.baseAddress! + index, Int32(UInt8(ascii: "<")), page.count - wanted.count - index + 1) else { return nil }
                index = UnsafeRawPointer(found) - page.baseAddress!
                if memcmp(found, wanted, wanted.count) == 0 { return index }
                index += 1
            }
            return nil
        }
    }
}
