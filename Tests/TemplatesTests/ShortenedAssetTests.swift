@testable import Templates
import Testing

struct ShortenedAssetTests {
    @Test(
        "a style sheet",
        arguments: [
            ("a { color: red; }\n\n/* why */\nb , c { margin: 0  1px; }\n", "a{color:red;}b,c{margin:0 1px;}"),
            ("a/* x */b { --x: calc(1px + 2px); }", "a b{--x:calc(1px + 2px);}"),
            ("a::before { content: \"a  {  /* b */ \\\"  c\" ; }", "a::before{content:\"a  {  /* b */ \\\"  c\";}"),
            ("/*! licence  ok */ a { }", "/*! licence  ok */ a{}"),
            ("a :hover > b { }", "a :hover > b{}"),
            ("@media (min-width: 44rem) and (a) { .\\31 0 { b: c } }", "@media (min-width:44rem) and (a){.\\31 0{b:c}}"),
            ("a { b: 'c", "a{b:'c"), ("/* open", ""), ("a\\", "a\\"), ("", ""),
        ])
    func style(_ source: String, _ short: String) {
        #expect(String(decoding: ShortenedAsset.style(Array(source.utf8)), as: UTF8.self) == short)
    }

    @Test(
        "a script",
        arguments: [
            ("  // why\n  var a = 1; // stays\n\n\n  f();\n", "var a = 1; // stays\nf();\n"),
            ("/* two\n lines */ f();\n", "f();\n"),
            ("/*! licence */\nf();", "/*! licence */\nf();\n"),
            ("var a = \"/* text */\";\n", "var a = \"/* text */\";\n"),
            ("return a\n  / b;\n", "return a\n/ b;\n"),
            ("/* open", ""), ("", ""),
            ("var a = `\n  // text\n`;\n", "var a = `\n  // text\n`;\n"),
            ("var a = \"\\\n  // text\";\n", "var a = \"\\\n  // text\";\n"),
        ])
    func script(_ source: String, _ short: String) {
        #expect(String(decoding: ShortenedAsset.script(Array(source.utf8)), as: UTF8.self) == short)
    }
}
