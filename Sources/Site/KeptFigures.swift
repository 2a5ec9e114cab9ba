import Diagnostics

/// Keeps a figure and its unit in one line of a page, wherever the words come from: an article, a record, a template. A line that ends with
/// "20" and the next that begins with "g" is misread.
///
/// An element does it and no other kind of space: text that is searched, copied or read by a script stays as it was written, and a unit such as
/// `mg/kg` is not divided behind its stroke either. base.css has the rule for `figure`.
enum KeptFigures {
    /// `page` with each figure that a unit follows in an element of its own; what is no text of the page stays. No inches: "2 in" is two of something.
    static func adding(to page: [UInt8]) -> [UInt8] { page.withUnsafeBufferPointer(adding) ?? page }

    private typealias Page = UnsafeBufferPointer<UInt8>

    /// Nil where nothing is to be added.
    private static func adding(to page: Page) -> [UInt8]? {
        guard var index = page.firstPlace(of: "<body") else { return nil }
        var out = [UInt8]()
        out.reserveCapacity(page.count + page.count / 16)
        var copied = 0
        while index < page.count {
            let byte = page[index]
            if byte == UInt8(ascii: "<") {
                index = endOfMarkup(index, in: page)
                continue
            }
            guard byte == 0x20 || byte == 0x0A, index > 0, isDigit(page[index - 1]), let end = endOfUnit(index + 1, in: page) else {
                index += 1
                continue
            }
            let start = startOfFigure(index, in: page, from: copied)
            out += page[copied..<start]
            out += open
            out += page[start..<end]
            out += close
            copied = end
            index = end
        }
        return copied == 0 ? nil : out + page[copied...]
    }

    private static let open = Array("<span class=\"figure\">".utf8)
    private static let close = Array("</span>".utf8)

    /// In which no element can stand, or no line ends.
    private static let whole: [(name: [UInt8], end: StaticString)] = [
        (Array("script".utf8), "</script"), (Array("style".utf8), "</style"), (Array("option".utf8), "</option"), (Array("textarea".utf8), "</textarea"),
        (Array("pre".utf8), "</pre"), (Array("code".utf8), "</code"), (Array("svg".utf8), "</svg"),
    ]

    /// By the first letter of its name.
    private static func mayBeWhole(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "s") || byte == UInt8(ascii: "o") || byte == UInt8(ascii: "t") || byte == UInt8(ascii: "p") || byte == UInt8(ascii: "c")
    }

    private static let units: Set<[UInt8]> = Set(
        [
            "%", "g", "mg", "kg", "microgram", "micrograms", "mcg", "µg", "μg", "ng", "pg", "mL", "ml", "L", "dL", "microlitre", "mmol", "mol", "micromol",
            "µmol", "nmol", "mEq", "mOsm", "unit", "units", "IU", "U", "mU", "MU", "m", "m2", "m²", "cm", "mm", "mmHg", "kPa", "kDa", "MBq", "°C", "s", "min",
            "h", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "dose",
            "doses", "tablet", "tablets", "capsule", "capsules", "vial", "vials", "ampoule", "ampoules", "syringe", "syringes", "drop", "drops", "point",
            "points", "ft", "lb", "stone",
        ].map { Array($0.utf8) })
    private static let longest = 12

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || isDigit(byte) }

    /// Behind the tag at `start`, or behind the whole of an element that is left as it is.
    private static func endOfMarkup(_ start: Int, in page: Page) -> Int {
        if page.count > start + 3, page[start + 1] == UInt8(ascii: "!"), page[start + 2] == UInt8(ascii: "-") {
            return page.firstPlace(of: "-->", from: start).map { $0 + 3 } ?? page.count
        }
        var end = start + 1
        var quote: UInt8?
        while end < page.count, quote != nil || page[end] != UInt8(ascii: ">") {
            if page[end] == quote {
                quote = nil
            } else if quote == nil, page[end] == UInt8(ascii: "\"") || page[end] == UInt8(ascii: "'") {
                quote = page[end]
            }
            end += 1
        }
        guard end < page.count, mayBeWhole(page[start + 1]) else { return end + 1 }
        let name = page[(start + 1)..<end].prefix { isLetter($0) }
        guard let kind = whole.first(where: { name.elementsEqual($0.name) }) else { return end + 1 }
        return page.firstPlace(of: kind.end, from: end) ?? page.count
    }

    /// Where the unit that begins at `start` ends: `mg/kg/day` begins with one as well. Nil for another word, as in "2 inhibitors".
    private static func endOfUnit(_ start: Int, in page: Page) -> Int? {
        var end = start
        while end < page.count, isLetter(page[end]) || page[end] == UInt8(ascii: "%") { end += 1 }
        guard end > start, end - start <= longest, units.contains(Array(page[start..<end])) else { return nil }
        while end + 1 < page.count, page[end] == UInt8(ascii: "/"), isLetter(page[end + 1]) {
            end += 1
            while end < page.count, isLetter(page[end]) || (page[end] == UInt8(ascii: ".") && end + 1 < page.count && isDigit(page[end + 1])) { end += 1 }
        }
        return end
    }

    /// Where the figure before `end` begins, and before it how many times: `1,400`, `0.4`, `3-5`, `4 × 20`.
    private static func startOfFigure(_ end: Int, in page: Page, from least: Int) -> Int {
        let times = Array(" × ".utf8)
        var start = end
        while true {
            while start > least {
                let byte = page[start - 1]
                guard isDigit(byte) || start < end && isJoint(byte) && start - 1 > least && isDigit(page[start - 2]) else { break }
                start -= 1
            }
            guard start - times.count > least, page[(start - times.count)..<start].elementsEqual(times), isDigit(page[start - times.count - 1]) else { return start }
            start -= times.count
        }
    }

    private static func isJoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
}
