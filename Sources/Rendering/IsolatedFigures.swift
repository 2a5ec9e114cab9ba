import Markdown

/// Figures in text that runs from right to left: without a direction of their own, `5 mg/kg` is shown as `mg/kg 5`, and `10-20` as `20-10`.
enum IsolatedFigures {
    /// The text, escaped, with each figure and what is joined to it in a `bdi` of its own.
    static func html(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var html = ""
        var plain = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard isDigit(scalars[index]) else {
                plain.append(scalars[index])
                index += 1
                continue
            }
            // A sign before the figure belongs to it, and letters that it is written together with: `M33.13`.
            var sign = String.UnicodeScalarView()
            while let last = plain.last, signs.contains(last) || isLatin(last) {
                sign.insert(plain.removeLast(), at: sign.startIndex)
            }
            let end = end(of: index, in: scalars)
            html += HTMLText.escape(String(plain))
            plain = String.UnicodeScalarView()
            var figure = sign
            figure.append(contentsOf: scalars[index..<end])
            html += "<bdi dir=\"ltr\">\(HTMLText.escape(String(figure)))</bdi>"
            index = end
        }
        return html + HTMLText.escape(String(plain))
    }

    private static let signs = Set("<>≤≥=±~+-−".unicodeScalars)
    private static let joints = Set(".,:/×x–-−%‰°²³·()".unicodeScalars)

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .decimalNumber }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.properties.isAlphabetic || scalar == "µ" || scalar == "μ" || scalar == "%" || scalar == "°"
    }

    /// Behind the figure, its unit and other figures that are joined to it.
    private static func end(of start: Int, in scalars: [Unicode.Scalar]) -> Int {
        var end = start
        var index = start
        while index < scalars.count {
            let scalar = scalars[index]
            if isDigit(scalar) || isLatin(scalar) {
                index += 1
                end = index
            } else if joints.contains(scalar) || signs.contains(scalar) || scalar == " " || scalar == "\u{A0}" {
                index += 1
            } else {
                break
            }
        }
        return end
    }
}
