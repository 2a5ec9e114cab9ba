/// CommonMark inlines, under the same limits as `BlockCorpus`.
enum InlineCorpus {
    static let emphasis = [
        "*a* **b** ***c*** _d_ __e__ ___f___",
        "*a **b** c* **a *b* c**",
        "snake_case_word and 2*3*4",
        "* not emphasis * and ** neither **",
        "*unclosed and **unclosed",
        "*a\nb* over lines",
        "**bold**text _a_b",
        "*(a)* _(b)_ \"*c*\"",
        "*a*b*c* **a**b**",
        "****four**** *****five*****",
        "*a _b* c_",
        "*foo**bar***",
    ]

    static let textAndEntities = [
        "&amp; &lt; &gt; &quot; &copy; &AElig; &nosuch; &#35; &#x22; &#0; &#99999999; &amp",
        "a & b < c > d \" e ' f",
        "\\* \\_ \\` \\[ \\] \\< \\> \\& \\\\ \\a \\! \\~ \\|",
        "\\&amp; &#42;not emphasis&#42;",
        "5 > 3 && 2 < 4",
        "café &eacute; &ngE; &CounterClockwiseContourIntegral;",
    ]

    static let code = [
        "`code` ``a`b`` ` `` ` `   `",
        "`a\nb` over lines",
        "`<b>&amp;\"` unescaped",
        "``unclosed` and `un``closed",
        "`\\` and `*a*`",
        "` leading and trailing `",
    ]

    static let links = [
        "[a](b)",
        "[a](b \"title\") [a](b 'title') [a](b (title))",
        "[a](<b c> \"t\") [a](<>) [a]()",
        "[a](b\\)c) [a](b(c)d) [a](b(c)",
        "[a](b&amp;c?d=e&f \"q&quot;&lt;\")",
        "[a](ünï%20cödé '\"\"')",
        "[a](b%zz\"c'd`e^f{g}h|i)",
        "[a] (b) [a](b c) [a](b \"t\"x)",
        "[a *b* `c` ![d](e)](f)",
        "[a [b](c) d](e)",
        "[a](b\n\"title\nover lines\")",
        "[a](b \"\") [](b)",
        "[a](javascript:alert(1)) [b](data:text/html,x)",
        "*[a*](b)* `[a`](b)",
        "[a](\n b\n )",
        "[a](b'c) [a](b~c@d!e$f;g,h+i=j)",
        "[a](<b\\>c>) [a](<b\nc>)",
        "[a](b \\\"c\\\")",
        "[a](https://example.org/a*b_c*d_e)",
        "[](<> \"t\")",
    ]

    static let references = [
        "[a] [a][] [b][a] [B][A]\n\n[a]: /url \"title\"\n",
        "[a]\n\n[A]: <b c> 'title'\n",
        "[a b\nc]\n\n[A  B C]: x\n",
        "[a]: x\n[a]: y\n\n[a]\n",
        "[a]:\n  x\n  'title'\n\n[a]\n",
        "[a]: x 'bad' title\n\n[a]\n",
        "[a][b][c]\n\n[b]: x\n[c]: y\n",
        "> [a]: x\n\n[a]\n",
        "[a]: x\ntext [a]\n",
        "[undefined] [undefined][] [a][undefined]\n",
        "[ß]\n\n[ẞ]: x\n",
        "[a]: <>\n\n[a]\n",
    ]

    static let images = [
        "![a](b)",
        "![a](b \"title\")",
        "![a *b* **c** `d` [e](f)](g)",
        "![a ![b](c) d](e)",
        "![a\nb  \nc](d)",
        "![\"q\" & <3](x)",
        "![a][b]\n\n[b]: x \"t\"\n",
        "!\\[a](b) \\![a](b) [![a](b)](c)",
        "![](x)",
        "![~~a~~ www.x.org](y)",
    ]

    static let rawAndAutolinks = [
        "<a> </a> <b c=\"d\" e='f' g> <h/> <!-- i --> <?j?> <!K l>",
        "<1> <a b=c d> < e> <f\ng>",
        "<http://a.b/c?d=e&f> <mailto:a@b.c> <a@b.c> <made-up:x>",
        "<http://a b> <http:/> <a@b>",
        "text<br/>text <sup>2</sup>",
        "<a href=\"*x*\">*y*</a>",
        "<http://a.b/\\[> <http://ä.b>",
    ]

    static let all = emphasis + textAndEntities + code + links + references + images + rawAndAutolinks
}
