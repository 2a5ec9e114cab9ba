import TestFolders
import Testing

@testable import Rendering
@testable import Site

/// Pages of languages that are written from right to left.
struct RightToLeftTests {
    @Test(
        "figures keep the order in which they are written",
        arguments: [
            ("الجرعة 5 mg/kg يوميا", "الجرعة <bdi dir=\"ltr\">5 mg/kg</bdi> يوميا"),
            ("من 10-20 كغ", "من <bdi dir=\"ltr\">10-20</bdi> كغ"),
            ("أقل من <30 mL/min/1.73 m2.", "أقل من <bdi dir=\"ltr\">&lt;30 mL/min/1.73 m2</bdi>."),
            ("٥ ملغ", "<bdi dir=\"ltr\">٥</bdi> ملغ"), ("נא 0.9 % x", "נא <bdi dir=\"ltr\">0.9 % x</bdi>"), ("بلا أرقام & شيء", "بلا أرقام &amp; شيء"),
            ("رمز M33.13 (2 g)", "رمز <bdi dir=\"ltr\">M33.13 (2 g</bdi>)"), ("-5 °C", "<bdi dir=\"ltr\">-5 °C</bdi>"),
        ])
    func figures(_ text: String, _ html: String) { #expect(IsolatedFigures.html(text) == html) }

    @Test(
        "a site in Arabic says its direction on every page, and one in English none",
        arguments: [("ar", true), ("he-IL", true), ("az-Arab", true), ("ar-Latn", false), ("en", false)])
    func direction(_ language: String, _ isRightToLeft: Bool) throws {
        let folder = try TemporaryFolder()
        try folder.write("title: T\nlanguage: \(language)\n", to: "site.yml")
        try folder.write("---\ntitle: T\nsummary: S\nstatus: current\n---\nالجرعة 5 mg/kg يوميا\n", to: "index.md")
        let site = build(folder.path)
        #expect(site.diagnostics.map(\.summary) == [])
        let pages = site.files().filter { $0.path.hasSuffix(".html") }
        #expect(pages.map(\.path).sorted() == ["404.html", "changes/index.html", "index.html", "search/index.html"])
        for page in pages { #expect(page.text.contains("<html lang=\"\(language)\" dir=\"rtl\">") == isRightToLeft) }
        #expect(pages.contains { $0.text.contains("<bdi dir=\"ltr\"><span class=\"figure\">5 mg/kg</span></bdi>") } == isRightToLeft)
    }
}
