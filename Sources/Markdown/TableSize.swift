import Diagnostics

/// How many cells the tables of a text would have, counted before anything reads them.
///
/// cmark-gfm fills every row up to the columns of the head. A head of five thousand columns over two thousand short rows is 28 kB of text, and
/// took 18 s and 3.2 GB.
enum TableSize {
    /// In all tables of a file together: a thousand rows of a hundred columns.
    static let most = 100_000

    /// The line, from 1, at which there are too many; nil where there are not.
    static func lineOfExcess(in text: String) -> Int? {
        text.withBytes { bytes in
            var (cells, columns, line, place) = (0, 0, 0, 0)
            while place < bytes.count {
                line += 1
                var row = Row()
                while place < bytes.count, bytes[place] != UInt8(ascii: "\n"), !row.isOther {
                    row.take(bytes[place])
                    place += 1
                }
                while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
                place += 1
                if row.isBlank {
                    columns = 0
                } else if row.isDelimiters {
                    columns = row.columns
                } else {
                    cells += columns
                    if cells > most { return line }
                }
            }
            return nil
        }
    }

    /// What a line is made of, byte by byte.
    private struct Row {
        private(set) var isBlank = true
        private(set) var columns = 0
        private var hasBar = false
        private var isInside = false
        private var hasOther = false

        /// True where what is still to come changes nothing: the line is neither blank nor the row below the head.
        var isOther: Bool { hasOther && !isBlank }

        /// The row below the head.
        var isDelimiters: Bool { hasBar && columns > 0 && !hasOther }

        mutating func take(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "|"): (hasBar, isInside, isBlank) = (true, false, false)
            case UInt8(ascii: "-"):
                if !isInside { columns += 1 }
                (isInside, isBlank) = (true, false)
            case UInt8(ascii: ":"): isBlank = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            // Quotations stand before what is theirs.
            case UInt8(ascii: ">"): hasOther = hasOther || !isBlank
            default: (hasOther, isBlank) = (true, false)
            }
        }
    }
}
