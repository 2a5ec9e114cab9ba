import Diagnostics

/// Reports cells beyond the head of their table: cmark drops them and what they say.
struct TableCells {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) {
        document.walkBlocks { node in
            guard case .table(let alignments) = node.kind else { return }
            for row in node.children {
                guard case .tableRow(isHeader: false) = row.kind, let extra = cell(alignments.count, ofLine: row.position.line) else { continue }
                log.report(
                    .extraCell, at: source.position(at: extra), "this cell has no column: the head of the table has \(alignments.count)",
                    suggestion: "give the head a column for it, or write \\| for a | that is text")
            }
        }
    }

    /// Where the cell with this number, from 0, has its text; nil where the row ends before.
    private func cell(_ number: Int, ofLine line: Int) -> Int? {
        let scalars = source.scalars
        let end = source.start(ofLine: line + 1)
        var place = source.start(ofLine: line)
        // What a row stands in: a quotation, a list.
        while place < end, scalars[place] == " " || scalars[place] == "\t" || scalars[place] == ">" { place += 1 }
        if place < end, scalars[place] == "|" { place += 1 }
        var cells = 0
        while place < end {
            if cells == number {
                while place < end, scalars[place] == "|" || scalars[place].properties.isWhitespace { place += 1 }
                return place < end ? place : nil
            }
            while place < end, scalars[place] != "|" {
                // A backslash takes the mark behind it along.
                place += scalars[place] == "\\" && place + 1 < end && scalars[place + 1].isPunctuationOfASCII ? 2 : 1
            }
            place += 1
            cells += 1
        }
        return nil
    }
}

extension Unicode.Scalar {
    fileprivate var isPunctuationOfASCII: Bool {
        isASCII && value > 0x20 && value < 0x7F && !("0"..."9").contains(self) && !("a"..."z").contains(self) && !("A"..."Z").contains(self)
    }
}
