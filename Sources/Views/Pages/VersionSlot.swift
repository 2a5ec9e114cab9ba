import Diagnostics
import Markdown

/// The place on a page where the version of the content stands.
///
/// The version is of the whole, and one edit changes it. So pages are made with this place empty, and it is filled last: a page that says
/// nothing else anew is not made again for it.
package enum VersionSlot {
    private static let start: StaticString = "<span data-content-version>"
    /// As pages are made.
    package static let empty = "<span data-content-version></span>"

    /// The same page with `words` in every such place, whatever stands there.
    package static func filled(_ page: [UInt8], with words: String) -> [UInt8] {
        let words = Array(HTMLText.escape(words).utf8)
        var filled: [UInt8] = []
        filled.reserveCapacity(page.count + words.count * 2)
        var index = 0
        page.withUnsafeBufferPointer { page in
            while let found = page.firstPlace(of: start, from: index) {
                let inside = found + start.utf8CodeUnitCount
                guard let close = page.firstPlace(of: "</span>", from: inside) else { break }
                filled += page[index..<inside]
                filled += words
                index = close
            }
        }
        filled += page[index...]
        return filled
    }
}
