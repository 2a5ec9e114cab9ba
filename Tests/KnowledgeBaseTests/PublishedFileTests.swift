import Diagnostics
import Testing

@testable import KnowledgeBase

/// Files that authors give readers: what a browser could run is refused, and what people have is not.
struct PublishedFileTests {
    private func messages(_ name: String, _ bytes: [UInt8]) -> [String] {
        let log = DiagnosticLog()
        let isFine = PublishedFile(log: log).check(ContentFile(path: name, bytes: bytes))
        #expect(isFine == log.diagnostics.isEmpty)
        return log.diagnostics.map { "\($0.position.line):\($0.position.column) \($0.summary)" }
    }

    @Test(arguments: [
        "html", "htm", "xhtml", "xht", "shtml", "mhtml", "xml", "xsl", "xslt", "rdf", "js", "mjs", "css", "wasm", "swf", "svgz", "hta", "php", "exe", "docm", "appcache",
        "manifest",
    ])
    func whatRunsIsRefused(_ kind: String) {
        #expect(messages("files/a.\(kind)", Array("<?xml-stylesheet href='a.xsl'?>".utf8)) == ["1:1 files of the kind '.\(kind)' are not published"])
        #expect(messages("files/a.\(kind.uppercased())", []) == ["1:1 files of the kind '.\(kind)' are not published"])
    }

    @Test func bytesAreThoseOfTheName() {
        let beginnings: [(String, String)] = [
            ("pdf", "%PDF-1.7"), ("gif", "GIF89a"), ("webp", "RIFF1234WEBP"), ("zip", "PK\u{3}\u{4}"), ("docx", "PK\u{3}\u{4}"), ("mp4", "1234ftypisom"), ("ogg", "OggS"),
            ("mp3", "ID3"),
            ("txt", ""), ("csv", "a,b"), ("json", "[]"), ("txt", "2 < 3"),
        ]
        for (kind, beginning) in beginnings {
            #expect(messages("a.\(kind)", Array(beginning.utf8)) == [])
            #expect(messages("a.\(kind)", Array("\n <html>".utf8)).count == 1, "\(kind)")
        }
        #expect(messages("a.png", [0x89] + Array("PNG\r\n\u{1A}\n".utf8)) == [])
        #expect(messages("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0]) == [])
        #expect(messages("a.txt", [0xEF, 0xBB, 0xBF, 0x0C, 0x3C]) == ["1:1 a .txt file that begins with '<' may be taken for a page, and run"])
        #expect(messages("a.txt", [0x61, 0]) == ["1:1 a .txt file is text, and this has a NUL in it"])
        #expect(messages("a.txt", [0xFE, 0xFF, 0, 0x3C]) == ["1:1 byte 0xFE is not UTF-8 text"])
        #expect(messages("a", []) == ["1:1 a file without an ending is not published: nothing says what it is"])
    }

    private func drawing(_ text: String) -> [String] { messages("a.svg", Array(text.utf8)) }
    private func inside(_ text: String) -> [String] {
        drawing("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>\n\(text)</svg>")
    }

    @Test(arguments: [
        "<path d='M0 0h1' fill='url(#a)' style='stroke:url( \"#b\" )'/>", "<use xlink:href='#a'/><use href='&#35;a'/>", "<text>2 &lt; 3 &amp; 5 &#181;g</text>",
        "<g aria-label='x' data-on='y' lang='en'/>",
        "<style>.a:hover { fill: rgb(1, 2, 3) }</style>", "<!-- <script> -->",
        "<g xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' inkscape:onload='x' inkscape:label='y'/>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><d:date xmlns:d='http://purl.org/dc/elements/1.1/'>2026</d:date></r:RDF></metadata>",
        "<s:g xmlns:s='http://www.w3.org/2000/svg'/>",
    ])
    func drawings(_ text: String) { #expect(inside(text) == []) }

    @Test(arguments: [
        ("<script/>", "2:1 the element 'script' is not let into a drawing"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "2:1 the element 's:script' is not let into a drawing"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "2:1 the element 'h:script' is not let into a drawing"),
        ("<g xmlns='http://www.w3.org/1999/xhtml'/>", "2:1 the element 'g' is not let into a drawing"),
        ("<SCRIPT/>", "2:1 the element 'SCRIPT' is not let into a drawing"),
        ("<foreignObject/>", "2:1 the element 'foreignObject' is not let into a drawing"),
        ("<a href='https://example.org'/>", "2:1 the element 'a' is not let into a drawing"),
        ("<image href='a.png'/>", "2:1 the element 'image' is not let into a drawing"),
        ("<feImage href='a.png'/>", "2:1 the element 'feImage' is not let into a drawing"),
        ("<set attributeName='href' to='javascript:alert(1)'/>", "2:1 the element 'set' is not let into a drawing"),
        ("<animate attributeName='href'/>", "2:1 the element 'animate' is not let into a drawing"),
        ("<g onclick='x'/>", "2:4 the attribute 'onclick' is not let into a drawing"),
        ("<g OnClick='x'/>", "2:4 the attribute 'OnClick' is not let into a drawing"),
        ("<g ev:event='x' xmlns:ev='http://www.w3.org/2001/xml-events'/>", "2:4 the attribute 'ev:event' is not let into a drawing"),
        ("<g xml:base='x'/>", "2:4 the attribute 'xml:base' is not let into a drawing"),
        ("<use href='b.svg#a'/>", "2:6 a drawing leads only to its own parts, not to 'b.svg#a'"),
        ("<use xlink:href=' javascript:alert(1)'/>", "2:6 a drawing leads only to its own parts, not to ' javascript:alert(1)'"),
        ("<use href='data:image/svg+xml,x#a'/>", "2:6 a drawing leads only to its own parts, not to 'data:image/svg+xml,x#a'"),
        ("<g fill='url(https://example.org/a)'/>", "2:4 a drawing leads only to its own parts, not to 'https://example.org/a'"),
        ("<g fill='URL (\t\"//example.org\")'/>", "2:4 a drawing leads only to its own parts, not to '//example.org'"),
        ("<g style='fill:u\\72l(x)'/>", "2:4 a backslash is not let into the styles of a drawing"),
        ("<style>@import 'a.css';</style>", "2:8 '@import' is not let into the styles of a drawing"),
        ("<style>@&#105;mport 'a.css';</style>", "2:8 '@import' is not let into the styles of a drawing"),
        ("<style>a{b:ur/**/l(c)}</style>", "2:8 '/*' is not let into the styles of a drawing"),
        ("<text>&xxe;</text>", "2:7 the entity '&xxe;' is not let into a drawing"),
        ("<![CDATA[<script/>]]>", "2:1 declarations and raw text are not let into a drawing"),
        ("<?xml-stylesheet href='a.xsl'?>", "2:1 an instruction such as a style sheet is not let into a drawing"),
        ("<x:g/>", "2:1 nothing says what 'x:' is"), ("<g", "2:3 this tag is not closed"), ("<g a=b/>", "2:4 the value of 'a' has no quotes"),
        ("<g id='a' id='b'/>", "2:11 'id' stands twice"),
        ("</g>", "2:1 '</g>' closes nothing that is open here"),
    ])
    func notDrawings(_ text: String, _ message: String) { #expect(inside(text) == [message]) }

    @Test func wholeFiles() {
        #expect(drawing("") == ["1:1 this is no SVG drawing"])
        #expect(drawing("<svg/>") == ["1:1 this is no SVG drawing: it does not say xmlns=\"http://www.w3.org/2000/svg\""])
        #expect(drawing("<html xmlns='http://www.w3.org/1999/xhtml'/>") == ["1:1 this is no SVG drawing: it does not say xmlns=\"http://www.w3.org/2000/svg\""])
        #expect(
            drawing("<?xml-stylesheet href='a.xsl'?><svg xmlns='http://www.w3.org/2000/svg'/>") == ["1:1 an instruction such as a style sheet is not let into a drawing"])
        #expect(drawing("<?xml version='1.0' encoding='UTF-7'?><svg xmlns='http://www.w3.org/2000/svg'/>") == ["1:1 a drawing is UTF-8 text, not 'utf-7'"])
        #expect(drawing("<?xml version='1.0' encoding=\"utf-8\" ?>\n<!DOCTYPE svg>\n<svg xmlns='http://www.w3.org/2000/svg'/>\n") == [])
        #expect(drawing("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>") == ["1:15 entities are not let into a drawing"])
        #expect(drawing("<svg xmlns='http://www.w3.org/2000/svg'/><svg xmlns='http://www.w3.org/2000/svg'/>") == ["1:42 a second drawing begins here"])
        #expect(drawing("<svg xmlns='http://www.w3.org/2000/svg'/><script/>").count == 1)
        #expect(drawing("<svg xmlns='http://www.w3.org/2000/svg'>" + String(repeating: "<g>", count: 200)) == ["1:338 nested deeper than 100 levels"])
        #expect(drawing("x<svg xmlns='http://www.w3.org/2000/svg'/>") == ["1:1 text stands outside the drawing"])
    }

    @Test func unusedFilesMayBeAnything() {
        #expect(load(["a.html": "<script>"]).diagnostics.map(\.rule) == [.unusedFile])
        #expect(load(["a.html": "<script>", "index.md": page("[x](a.html)")]).diagnostics.map(\.rule) == [.unsafeFile])
    }
}
