import Foundation

/// LaTeX in fields of BibTeX, as plain text with the markup of CSL.
enum LaTeX {
    /// A command that is not understood.
    struct Unknown: Error {
        let command: String
    }

    private static let accents: [Character: Unicode.Scalar] = [
        "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}", ".": "\u{307}", "\"": "\u{308}", "r": "\u{30A}",
        "H": "\u{30B}", "v": "\u{30C}", "c": "\u{327}", "k": "\u{328}", "d": "\u{323}", "b": "\u{331}",
    ]

    private static let signs = [
        "ss": "\u{DF}", "ae": "\u{E6}", "AE": "\u{C6}", "oe": "\u{153}", "OE": "\u{152}", "o": "\u{F8}", "O": "\u{D8}", "aa": "\u{E5}", "AA": "\u{C5}", "l": "\u{142}",
        "L": "\u{141}", "i": "i", "j": "j", "textendash": "\u{2013}", "textemdash": "\u{2014}", "textquoteright": "\u{2019}", "textquoteleft": "\u{2018}",
        "textquotedblleft": "\u{201C}", "textquotedblright": "\u{201D}", "textregistered": "\u{AE}", "textdegree": "\u{B0}", "alpha": "\u{3B1}", "beta": "\u{3B2}",
        "gamma": "\u{3B3}", "delta": "\u{3B4}", "kappa": "\u{3BA}", "mu": "\u{3BC}", "textmu": "\u{3BC}", "geq": "\u{2265}", "ge": "\u{2265}", "leq": "\u{2264}",
        "le": "\u{2264}", "pm": "\u{B1}", "textpm": "\u{B1}", "times": "\u{D7}", "textbackslash": "\\", "textasciitilde": "~", "ldots": "\u{2026}", "dots": "\u{2026}",
    ]

    private static let styles = ["textit": "i", "emph": "i", "textbf": "b", "textsuperscript": "sup", "textsubscript": "sub"]
    /// They change how a text looks, and not what it says.
    private static let passed: Set<String> = ["textrm", "textsc", "mbox", "text", "mathrm", "ensuremath", "relax", "bibstring", "url", "href"]

    static func plain(_ text: String) throws(Unknown) -> String {
        var rest = Array(text)[...]
        let read = try read(&rest, untilBrace: false)
        return read.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func read(_ rest: inout ArraySlice<Character>, untilBrace: Bool) throws(Unknown) -> String {
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "}": if untilBrace { return text }
            case "{": text += try read(&rest, untilBrace: true)
            case "~": text += "\u{A0}"
            case "$": continue
            case "-" where rest.first == "-":
                rest.removeFirst()
                if rest.first == "-" {
                    rest.removeFirst()
                    text += "\u{2014}"
                } else {
                    text += "\u{2013}"
                }
            case "`" where rest.first == "`":
                rest.removeFirst()
                text += "\u{201C}"
            case "'" where rest.first == "'":
                rest.removeFirst()
                text += "\u{201D}"
            case "\\": text += try command(&rest)
            default: text.append(character)
            }
        }
        return text
    }

    private static func command(_ rest: inout ArraySlice<Character>) throws(Unknown) -> String {
        guard let first = rest.first else { throw Unknown(command: "\\") }
        if !first.isASCII || !first.isLetter {
            rest.removeFirst()
            if "&%$#_{}".contains(first) { return String(first) }
            if first.isWhitespace { return " " }
            if first == "-" || first == "/" { return "" }
            guard let accent = accents[first] else { throw Unknown(command: "\\\(first)") }
            return accented(try argument(&rest), accent)
        }
        var name = ""
        while let letter = rest.first, letter.isASCII, letter.isLetter { name.append(rest.removeFirst()) }
        // A space ends the name of a command, and is not printed.
        let hadSpace = rest.first == " "
        while rest.first == " " { rest.removeFirst() }
        if let sign = signs[name] { return sign }
        if let tag = styles[name] { return "<\(tag)>\(try argument(&rest))</\(tag)>" }
        if passed.contains(name) { return "" }
        if name.count == 1, let accent = accents[name.first!], hadSpace || rest.first == "{" || rest.first == "\\" { return accented(try argument(&rest), accent) }
        throw Unknown(command: "\\\(name)")
    }

    private static func argument(_ rest: inout ArraySlice<Character>) throws(Unknown) -> String {
        while rest.first == " " { rest.removeFirst() }
        guard let first = rest.popFirst() else { return "" }
        if first == "{" { return try read(&rest, untilBrace: true) }
        if first == "\\" { return try command(&rest) }
        return String(first)
    }

    private static func accented(_ text: String, _ accent: Unicode.Scalar) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        var letter = String.UnicodeScalarView([first, accent])
        letter.append(contentsOf: text.unicodeScalars.dropFirst())
        return String(letter).precomposedStringWithCanonicalMapping
    }
}
