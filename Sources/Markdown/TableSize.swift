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
            var (cells, columns, line, start) = (0, 0, 0, 0)
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                line += 1
                let content = bytes[start..<end].drop { " \t>".utf8.contains($0) }
                if let found = columnsOfDelimiters(content) {
                    columns = found
                } else if content.allSatisfy({ " \t\r".utf8.contains($0) }) {
                    columns = 0
                } else {
                    cells += columns
                    if cells > most { return line }
                }
                start = end + 1
            }
            return nil
        }
    }

    /// Of the row below the head; nil for any other line.
    private static func columnsOfDelimiters(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var (columns, hasBar, isInside) = (0, false, false)
        for byte in line {
            switch byte {
            case UInt8(ascii: "|"): (hasBar, isInside) = (true, false)
            case UInt8(ascii: "-"):
                if !isInside { columns += 1 }
                isInside = true
            case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return nil
            }
        }
        return hasBar && columns > 0 ? columns : nil
    }
}
