/// How long a line of a message may be: what authors wrote is quoted in it, and that may be a whole file.
enum MessageLength {
    /// In UTF-8.
    static let most = 1000

    /// `text`, or its beginning and its end where it is longer.
    static func shortened(_ text: String) -> String {
        guard text.utf8.count > most else { return text }
        return String(cut(text.unicodeScalars.prefix(most * 3 / 5))) + " … " + String(cut(text.unicodeScalars.suffix(most / 5)))
    }

    private static func cut(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}
