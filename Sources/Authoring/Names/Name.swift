public import KnowledgeBase

/// What something in a content folder is called by others.
public enum Name: Hashable, Sendable {
    /// An article, a record or another file, by its path in the content folder.
    case file(String)
    /// The index of a folder.
    case folder(String)
    /// A place on the page of an article or a record: a heading, a part of a record, a fact.
    case place(file: String, id: String)
    /// A reference, by its key.
    case reference(String)
    case tag(String)
    /// A term of the glossary, by its anchor.
    case term(String)
    /// What records ask the reader.
    case question(String)
}

/// A run of bytes of one file.
public struct TextSpan: Hashable, Sendable {
    /// The file, by its path in the content folder.
    public let file: String
    /// Offsets of bytes from the start of the file.
    public let range: Range<Int>

    /// The bytes `range` of `file`.
    public init(_ file: String, _ range: Range<Int>) {
        self.file = file
        self.range = range
    }
}

/// A name where it stands.
public struct NameOccurrence: Hashable, Sendable {
    /// How a name is written there.
    public enum Form: Hashable, Sendable {
        /// The way from this file to another, percent-encoded where it has to be.
        case path
        /// The name of a file without its folder and ending.
        case id
        /// As it is.
        case word
        /// A heading that takes its anchor from its text: the place where one of its own would be written.
        case heading
        /// As it is, where an old name says what it has become.
        case former
        /// As an anchor that is percent-encoded, or that names more than one thing.
        case anchor
    }

    public let name: Name
    public let span: TextSpan
    public let form: Form
    /// True where it gets its name, and false where others call it so.
    public let isDefinition: Bool
}

/// All names that stand in one file.
public struct FileNames: Sendable {
    /// In the order of the file; of two that begin together the longer one first.
    public let occurrences: [NameOccurrence]
    /// Names of which nobody knows where exactly they stand, such as those written with escapes, and the line.
    public let unplaced: [(name: Name, line: Int)]

    /// Those that stand at a byte, or end there, the narrowest first.
    public func at(_ offset: Int) -> [NameOccurrence] {
        occurrences.filter { $0.span.range.lowerBound <= offset && offset <= $0.span.range.upperBound }
            .sorted { $0.span.range.count < $1.span.range.count }
    }
}
