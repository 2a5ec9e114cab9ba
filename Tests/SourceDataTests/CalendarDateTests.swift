import SourceData
import Testing

struct CalendarDateTests {
    @Test("every day from 1890 to 2110, one after another, reads as it is written")
    func roundTrip() throws {
        let first = -80 * 365 * 86_400
        var previous: CalendarDate?
        for day in 0..<(220 * 365) {
            let date = CalendarDate(unixTime: first + day * 86_400)
            #expect(CalendarDate(date.description) == date)
            if let previous, !(previous < date) || date.days(after: previous) != 1 { Issue.record("\(date) does not follow \(previous)") }
            previous = date
        }
    }

    @Test(
        "known days",
        arguments: [
            (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"), (-86_400, "1969-12-31"), (-86_401, "1969-12-30"),
            (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"), (1_706_227_200, "2024-01-26"), (4_107_542_400, "2100-03-01"),
            (253_402_300_799, "9999-12-31"), (-62_135_596_800, "0001-01-01"),
        ])
    func known(_ seconds: Int, _ text: String) {
        #expect(CalendarDate(unixTime: seconds).description == text)
    }

    @Test(
        "days that do not exist, and other shapes",
        arguments: [
            "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32", "2024-1-01", "24-01-01", "2024-01-1",
            "2024/01/01", "20240101", "2024-01-01 ", " 2024-01-01", "2024-01-01-", "-2024-01-01", "+024-01-01", "２０２４-01-01", "", "--", "2024-01-0x",
        ])
    func refused(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("in words and in order")
    func words() throws {
        let date = try #require(CalendarDate("2024-01-26"))
        #expect(date.spelledOut == "26 January 2024")
        #expect(CalendarDate("2000-02-29")?.spelledOut == "29 February 2000")
        #expect(try #require(CalendarDate("2023-12-31")) < date)
        #expect(!(date < date))
    }
}
