import Diagnostics

/// Reports cells beyond the head of their table, which cmark drops with what they say, and rows that have fewer than the head, in which a figure stands
/// beneath the head of another.
struct TableCells {
    let source: SourceScalars
    let log: DiagnosticLog

    func check(_ document: Node) {
        document.walkBlocks { node in
            guard case .table(let alignments) = node.kind else { return }
            let rows = node.children.compactMap { row -> (position: SourcePosition, cells: [Int])? in
                if case .tableRow(isHeader: false) = row.kind { (row.position, cells(ofLine: row.position.line)) } else { nil }
            }
            let short = rows.filter { $0.cells.count < alignments.count }
            if let first = short.first {
                log.report(
                    .missingCell, at: first.position, "this row has \(first.cells.count) of the \(alignments.count) cells of the head",
                    notes: short.count > 1 ? [.init("and \(short.count - 1) more of this table have too few", at: short[1].position)] : [],
                    suggestion: "write an empty cell as `| |`; a blank line ends a table")
            }
            for row in rows {
                // An empty one says nothing.
                guard let extra = row.cells.dropFirst(alignments.count).first(where: { source.scalars[$0] != "|" }) else { continue }
                log.report(
                    .extraCell, at: source.position(at: extra), "this cell has no column: the head of the table has \(alignments.count)",
                    suggestion: "give the head a column for it, or write \\| for a | that is text")
            }
        }
    }

    /// Where the cells of a row have their text, or end where they have none. White space behind the last bar is no cell.
    private func cells(ofLine line: Int) -> [Int] {
        let scalars = source.scalars
        let end = source.start(ofLine: line + 1)
        var place = source.start(ofLine: line)
        // What a row stands in: a quotation, a list.
        while place < end, scalars[place] == " " || scalars[place] == "\t" || scalars[place] == ">" { place += 1 }
        if place < end, scalars[place] == "|" { place += 1 }
        var cells: [Int] = []
        while true {
            while place < end, scalars[place].properties.isWhitespace { place += 1 }
            guard place < end else { return cells }
            cells.append(place)
            while place < end, scalars[place] != "|" {
                // A backslash takes the mark behind it along.
                place += scalars[place] == "\\" && place + 1 < end && scalars[place + 1].isPunctuationOfASCII ? 2 : 1
            }
            place += 1
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isPunctuationOfASCII: Bool {
        isASCII && value > 0x20 && value < 0x7F && !("0"..."9").contains(self) && !("a"..."z").contains(self) && !("A"..."Z").contains(self)
    }
}
