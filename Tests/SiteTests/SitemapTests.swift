import Testing

@testable import Views

struct SitemapTests {
    @Test
    func namesEveryPageOnce() {
        let files = Sitemap.files(["index.html", "b/index.html", "a&b/index.html"], at: "https://a.example/")
        #expect(
            files.map(\.text) == [
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <url><loc>https://a.example/a%26b/</loc></url>
                <url><loc>https://a.example/b/</loc></url>
                <url><loc>https://a.example/</loc></url>
                </urlset>

                """,
                "User-agent: *\nAllow: /\n\nSitemap: https://a.example/sitemap.xml\n",
            ])
        #expect(files.map(\.path) == ["sitemap.xml", "robots.txt"])
    }

    @Test("robots.txt is read at the root of a host alone")
    func belowAHost() { #expect(Sitemap.files(["index.html"], at: "https://a.example/b/").map(\.path) == ["sitemap.xml"]) }

    @Test("no sitemap has more pages than one may have, and together they have all")
    func several() {
        let outputs = (0..<Sitemap.most + 1).map { "p\($0)/index.html" }
        let files = Sitemap.files(outputs, at: "https://a.example/b/")
        #expect(files.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
        #expect(files.map { $0.text.split(separator: "<loc>").count - 1 } == [2, Sitemap.most, 1])
        #expect(files[0].text.contains("<sitemap><loc>https://a.example/b/sitemap-2.xml</loc></sitemap>"))
    }
}
