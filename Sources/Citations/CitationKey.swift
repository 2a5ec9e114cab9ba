/// The identifiers by which text can cite a reference.
public enum CitationKey {
    /// True for the characters a key is made of: ASCII letters and digits, `_ - : . /`.
    public static func allows(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_-:./".contains(character))
    }
}
