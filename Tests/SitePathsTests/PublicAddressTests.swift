import SitePaths
import Testing

struct PublicAddressTests {
    @Test(arguments: [
        ("index.html", "https://a.example/b/"), ("dosing/index.html", "https://a.example/b/dosing/"), ("404.html", "https://a.example/b/404.html"),
        ("dosing/anindex.html", "https://a.example/b/dosing/anindex.html"), ("sitemap.xml", "https://a.example/b/sitemap.xml"),
        ("thérapies/a b&c/index.html", "https://a.example/b/th%C3%A9rapies/a%20b%26c/"),
    ])
    func names(_ output: String, _ address: String) { #expect(PublicAddress.of(output, at: "https://a.example/b/") == address) }
}
