import Citations
import Diagnostics
import SourceData
import Testing

/// A library written as CSL-JSON and read again is the same library.
struct CSLItemTests {
    private func again(_ references: [Reference]) -> (references: [Reference], report: String) {
        load(String(decoding: JSONValue.array(references.map(\.csl)).bytes, as: UTF8.self))
    }

    /// All that a reference says, but for its place and the note, which is its keeper's.
    private func said(_ reference: Reference) -> String {
        var reference = reference
        reference.position = SourcePosition(file: "")
        reference.note = nil
        reference.otherID = nil
        return String(describing: reference)
    }

    @Test func theGoldenReferencesReadTheSame() {
        let (references, _) = load("[" + goldenReferences.map(\.item).joined(separator: ",\n") + "]")
        let (written, report) = again(references)
        #expect(references.count == goldenReferences.count)
        #expect(report == "")
        #expect(references.map(said) == written.map(said))
    }

    @Test func everyKindOfDateReadsTheSame() throws {
        let day = try #require(PartialDate(year: 2024, month: 1, day: 26))
        let year = try #require(PartialDate(year: 1950))
        let dates: [ReferenceDate] = [
            .date(day), .date(year), .circa(year), .season(.autumn, year: 1998), .range(year, day), .text("Updated spring 2024"), .text("In press"),
        ]
        let references = dates.enumerated().map { index, date in
            var reference = Reference(id: "a\(index)", type: .webpage, title: "T", position: .init(file: ""))
            reference.issued = date
            reference.accessed = date
            return reference
        }
        let (written, report) = again(references)
        #expect(report == "")
        #expect(written.map(\.issued) == dates)
        #expect(written.map(\.accessed) == dates)
    }

    @Test func theNoteOfTheLibraryStaysInIt() {
        var reference = Reference(id: "a", type: .book, title: "T", position: .init(file: ""))
        reference.note = "lent to a colleague"
        reference.otherID = "http://zotero.org/users/1/items/X"
        #expect(reference.csl == .object(["id": "a", "type": "book", "title": "T"]))
    }
}
