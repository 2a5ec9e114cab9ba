import Diagnostics

/// A text with `‸` before every place that matters: `é [a](‸b)`.
struct Marked {
    /// The text without the marks.
    let text: String
    /// Where they stood, in reading order.
    let places: [SourcePosition]

    init(_ marked: String, lineOffset: Int = 0) {
        var text = String.UnicodeScalarView()
        var places: [SourcePosition] = []
        var place = SourcePosition(file: "a.md", line: lineOffset + 1)
        for scalar in marked.unicodeScalars {
            if scalar == "‸" {
                places.append(place)
                continue
            }
            text.append(scalar)
            place.column += 1
            if scalar == "\n" { place = SourcePosition(file: "a.md", line: place.line + 1) }
        }
        self.text = String(text)
        self.places = places
    }

    /// `text` with a mark at each of `places`.
    static func mark(_ text: String, at places: [SourcePosition], lineOffset: Int) -> String {
        var out = String.UnicodeScalarView()
        var places = places.sorted()[...]
        var place = SourcePosition(file: "a.md", line: lineOffset + 1)
        for scalar in text.unicodeScalars {
            while places.first == place {
                out.append("‸")
                places.removeFirst()
            }
            out.append(scalar)
            place.column += 1
            if scalar == "\n" { place = SourcePosition(file: "a.md", line: place.line + 1) }
        }
        return String(out) + places.map { "<\($0.line):\($0.column)>" }.joined()
    }
}
