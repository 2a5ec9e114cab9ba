import Testing

struct ImageTests {
    @Test("alternative text is what a reader would hear; cmark-gfm would show the tags")
    func tagsAreLeftOut() {
        let text = "![dose <b>10</b> mg[^1] *now*](a.png)\n\n[^1]: note\n"
        #expect(Parsed(text).html.contains("<img src=\"a.png\" alt=\"dose 10 mg now\" />"))
        #expect(CMark.html(text).contains("alt=\"dose &lt;b&gt;10&lt;/b&gt; mg now\""))
    }
}
