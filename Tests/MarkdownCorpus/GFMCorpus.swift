/// GitHub's additions, under the same limits as `BlockCorpus` of the tests of Markdown. Footnotes are labelled as they are numbered; see
/// `FootnoteTests` for why.
package enum GFMCorpus {
    package static let tables = [
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "a | b\n-|-\n1 | 2\n",
        "|l|c|r|n|\n|:-|:-:|-:|-|\n|1|2|3|4|\n",
        "|a|b|\n|-|-|\n|too few|\n|one|two|too many|\n",
        "|a|\n|-|\n",
        "|a|b|\n|-|\n|not a table|\n",
        "|*a*|`b`|[c](d)|\n|-|-|-|\n|**e**|`f\\|g`|h\\|i|\n",
        "|a|\n|-|\n|b|\n\nafter\n",
        "|a|\n|-|\n|b|\n> quotation\n",
        "|a|\n|-|\n|b|\nlazy row\n",
        "before\n|a|b|\n|-|-|\n|1|2|\n",
        "- |a|b|\n  |-|-|\n  |1|2|\n",
        "> |a|b|\n> |-|-|\n> |1|2|\n",
        "|a|b|\n|-|-|\n||  |\n|\\||`|`|\n",
        "| a |\n| - |\n| <b>&amp;\"</b> |\n",
        "|a|\n|:-:|\n|![x](y) ~~z~~ www.a.org|\n",
        "    |a|\n    |-|\n",
        "|a|\r\n|-|\r\n|b|\r\n",
        "| ä | 日本 |\n|---|---|\n| 🩺 | é |\n",
    ]

    package static let strikethrough = [
        "~~a~~ ~b~ ~~~c~~~",
        "~~a *b* c~~ *a ~~b~~ c*",
        "~~unclosed ~a~~ ~ a ~",
        "~~a\nb~~",
        "[~~a~~](b) ~~[a](b)~~",
        "a~~b~~c ~~ a ~~",
    ]

    package static let taskLists = [
        "- [ ] open\n- [x] done\n- [X] done\n",
        "1. [ ] one\n2. [x] two\n",
        "- [ ] loose\n\n- [x] list\n",
        "- [ ]no space\n- [  ] two spaces\n- [y] other\n",
        "- [ ] a\n  - [x] b\n    - plain\n",
        "- [x] **bold** [link](x)\n",
        "- [ ]\n- [x] \n",
        "- mixed\n- [ ] task\n",
        "- [ ] two\n\n  paragraphs\n",
        "- \\[ ] escaped\n",
    ]

    package static let autolinks = [
        "www.example.org http://example.org https://example.org/a?b=c&d ftp://example.org",
        "(www.example.org) www.example.org. www.example.org/a_(b) \"www.example.org\"",
        "www.example.org/a&amp; www.example.org/a&b; www.example.org<b",
        "first.last+tag@example.org a@b a@b.c_d x@example.org.",
        "*www.example.org* **http://a.b/c** ~~www.x.org~~",
        "[www.example.org](x) `www.example.org` <www.example.org>",
        "xwww.example.org http:// www. https://a",
        "mailto:a@b.org xmpp:a@b.org",
        "http://example.org/ünï www.ex_ample.org www.example.o_rg",
        "https://doi.org/10.1000/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
    ]

    package static let footnotes = [
        "a[^1]\n\n[^1]: note\n",
        "a[^1] b[^2]\n\n[^1]: one\n[^2]: two\n",
        "a[^1] b[^2]\n\n[^2]: two\n[^1]: one\n",
        "a[^1] b[^1] c[^1]\n\n[^1]: thrice\n",
        "a[^1]\n\n[^1]: one\n\n    two\n",
        "a[^1]\n\n[^1]: - list\n    - more\n",
        "a[^1]\n\n[^1]: ```\n    code\n    ```\n",
        "a[^1]\n\n[^1]:\n",
        "a[^1]\n\n[^1]: > quotation\n",
        "a[^1]\n\n[^1]: |a|\n    |-|\n    |b|\n",
        "a[^1] b[^2]\n\n[^1]: see[^2]\n[^2]: and[^1]\n",
        "a[^1]\n\n[^1]: itself[^1]\n",
        "no reference\n\n[^1]: unused\n",
        "no definition[^1]\n",
        "> a[^1]\n>\n> [^1]: in a quotation\n",
        "- a[^1]\n\n  [^1]: in a list\n",
        "|a[^1]|\n|-|\n|b[^1]|\n\n[^1]: in a table\n",
        "# a[^1]\n\n*b[^1]* [c[^1]](d)\n\n[^1]: **bold** `code`\n",
        "a[^1]\n\n[^1]: first\n[^1]: second\n",
        "![a[^1]](b)\n\n[^1]: in an image\n",
    ]

    package static let all = tables + strikethrough + taskLists + autolinks + footnotes
}
