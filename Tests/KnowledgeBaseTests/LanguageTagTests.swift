import Diagnostics
import Testing

@testable import KnowledgeBase

struct LanguageTagTests {
    @Test(arguments: [
        "en", "de", "pt-BR", "zh-Hant-TW", "sr-Latn", "de-1996", "de-CH-1901", "es-419", "sl-rozaj-biske", "en-x-clinic", "ar-u-nu-latn", "en-a-bbb-x-a", "EN-gb", "yue",
        "zh-yue-HK",
    ])
    func wellFormed(_ tag: String) { #expect(LanguageTag.isWellFormed(tag)) }

    @Test(arguments: [
        "", "e", "english", "en_US", "en-", "-en", "en--GB", "12", "en-GB-GB", "de-1996-1996", "en-a", "en-x", "en-abcdefghi", "en-u-nu-u-ca", "\"><script>", "en\"",
        "日本", "en GB", "de-DE-utf8.x",
    ])
    func notWellFormed(_ tag: String) { #expect(!LanguageTag.isWellFormed(tag)) }

    @Test func whatToWriteIsSaid() {
        let messages = ["english", "en_US"].map {
            load(["site.yml": "title: Test\nlanguage: \($0)\n"]).diagnostics.map { "\($0.position.line):\($0.position.column) \($0.summary), \($0.suggestion ?? "")" }
        }
        #expect(
            messages == [
                ["2:11 'language' cannot be 'english', write the tag of the language, such as en, de or pt-BR"], ["2:11 'language' cannot be 'en_US', write 'en-US'"],
            ])
    }
}
