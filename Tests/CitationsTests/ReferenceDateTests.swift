import Citations
import Testing

struct ReferenceDateTests {
    @Test func onlyDaysOfTheCalendarAreDates() {
        #expect(PartialDate(year: 2024, month: 2, day: 29) != nil)
        #expect(PartialDate(year: 2023, month: 2, day: 29) == nil)
        #expect(PartialDate(year: 2023, month: 13) == nil)
        #expect(PartialDate(year: 2023, month: 0) == nil)
        #expect(PartialDate(year: 0) == nil)
        #expect(PartialDate(year: 10_000) == nil)
        #expect(PartialDate(year: 2023, day: 5) == nil)
        #expect(PartialDate(year: .min, month: .max, day: .min) == nil)
    }

    @Test func readsISO() {
        #expect(PartialDate(iso: "2024") == PartialDate(year: 2024))
        #expect(PartialDate(iso: "2024-01") == PartialDate(year: 2024, month: 1))
        #expect(PartialDate(iso: "2024-01-26") == PartialDate(year: 2024, month: 1, day: 26))
        for text in ["", "24", "2024-1", "2024-13", "2024-02-30", "2024-01-26-01", "in press", "-2024", "２０２４"] {
            #expect(PartialDate(iso: text) == nil, "\(text)")
        }
    }

    @Test func printsWhatIsKnown() throws {
        let day = try #require(PartialDate(year: 2024, month: 1, day: 26))
        #expect(day.american == "January 26, 2024")
        #expect(day.nlm == "2024 Jan 26")
        let month = try #require(PartialDate(year: 2013, month: 10))
        #expect(month.american == "October 2013")
        #expect(month.nlm == "2013 Oct")
        let year = try #require(PartialDate(year: 1995))
        #expect(year.american == "1995")
        #expect(year.nlm == "1995")
    }
}
