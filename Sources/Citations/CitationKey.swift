import Foundation

/// The identifiers by which text can cite a reference.
public enum CitationKey {
    /// True for the characters a key is made of: ASCII letters and digits, `_ - : . /`.
    public static func allows(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_-:./".contains(character))
    }

    /// The nearest key to `text`: letters without their marks, and nothing between words. Nil where nothing is left.
    static func plain(_ text: String) -> String? {
        let folded = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
        let plain = String(String.UnicodeScalarView(folded)).filter(allows)
        guard let last = plain.lastIndex(where: { $0.isLetter || $0.isNumber }) else { return nil }
        return String(plain[...last])
    }
}
