import Testing

@testable import Search

/// What of a text can be looked for.
struct WordsTests {
    private func words(_ text: String) -> [String] { Words.list(text).map { $0.isOwn ? $0.word : "(\($0.word))" } }

    @Test func figuresAndCodesStayWhole() {
        #expect(words("at 0.04 mL, M33.13; 1,000 people, 1,2 and 3.") == ["at", "0.04", "mL", "M33.13", "1000", "people", "1", "2", "and", "3"])
    }

    @Test func joinedWordsAreFoundEitherWay() {
        #expect(words("anti-HMGCR") == ["anti", "HMGCR", "(antiHMGCR)"])
        #expect(words("MMT-8 follow\u{2010}up") == ["MMT", "8", "(MMT8)", "follow", "up", "(followup)"])
        // A range is no number.
        #expect(words("2-5 days") == ["2", "5", "days"])
        #expect(words("0.5-1.5") == ["0.5", "1.5"])
    }

    @Test func unitsStayWholeToo() {
        #expect(words("2 g/kg and mL/kg/min") == ["2", "g", "kg", "(g/kg)", "and", "mL", "kg", "min", "(mL/kg/min)"])
        #expect(words("intravenous/subcutaneous") == ["intravenous", "subcutaneous"])
    }

    @Test func possessivesAreNoWords() {
        #expect(words("Gottron's papules, Gottron\u{2019}s sign, patients' view") == ["Gottron", "papules", "Gottron", "sign", "patients", "view"])
        #expect(words("O'Brien") == ["O", "Brien", "(OBrien)"])
    }

    @Test func otherScripts() {
        #expect(words("Sjögren µg m² naïve") == ["Sjögren", "µg", "m²", "naïve"])
        #expect(words("TNF-α") == ["TNF", "α", "(TNFα)"])
        #expect(words("筋炎 test") == ["筋", "炎", "test"])
        #expect(words("جرعة الدواء") == ["جرعة", "الدواء"])
    }

    @Test func nothingIsNoWord() {
        #expect(words("") == [] && words(" – · … -- // '' ") == [])
        #expect(words("-a- /b/ 'c' 1. 2,") == ["a", "b", "c", "1", "2"])
    }

    @Test func anyBytes() {
        // What is no UTF-8 is passed over, and nothing is read past the end.
        for bytes: [UInt8] in [[0xE2], [0xE2, 0x80], [0xFF, 0x61], [0xC3], [0x61, 0x2D], [0x61, 0xE2, 0x80], [0xF0, 0x9F]] {
            var found = 0
            bytes.withUnsafeBufferPointer { Words.each(in: $0) { word, _ in found += word.count } }
            #expect(found <= bytes.count)
        }
    }
}
