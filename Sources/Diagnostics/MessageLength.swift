/// How long a line of a message may be: what authors wrote is quoted in it, and that may be a whole file.
enum MessageLength {
    /// In UTF-8.
    static let most = 1000

    /// `text`, or its beginning and its end where it is longer.
    static func shortened(_ text: String) -> String {
        guard text.utf8.count > most else { return text }
        return cut(text.unicodeScalars, most * 3 / 5) + " … " + String(String.UnicodeScalarView(cut(text.unicodeScalars.reversed(), most / 5).unicodeScalars.reversed()))
    }

    /// As many of the first scalars as these bytes hold.
    private static func cut(_ scalars: some Sequence<Unicode.Scalar>, _ bytes: Int) -> String {
        var text = ""
        var count = 0
        for scalar in scalars {
            count += UTF8.width(scalar)
            if count > bytes { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
