public import SourceData

/// Which state of its content a site is made of.
public struct ContentVersion: Sendable, Hashable {
    /// What readers see: `2026.2`, or `1a2b3c4d5e of 28 November 2026`.
    public let words: String
    /// True where the words name one state of the content and no other.
    public let isExact: Bool

    /// As `site.yml` has it.
    public init(named name: String) {
        words = name
        isExact = true
    }

    /// A revision of a repository, the day it was made, and whether the content has changed since.
    public init(revision: String, on day: CalendarDate, isChanged: Bool) {
        words = "\(revision) of \(day.spelledOut)" + (isChanged ? ", with changes not committed" : "")
        isExact = !isChanged
    }

    private init(_ words: String, isExact: Bool) {
        self.words = words
        self.isExact = isExact
    }

    /// Of a site that extends a knowledge base of the version `other`; nil where nobody knows which that is.
    public func extending(_ other: ContentVersion?) -> ContentVersion {
        ContentVersion("\(words) (upstream \(other?.words ?? "of no known version"))", isExact: isExact && other?.isExact ?? false)
    }

    /// Of a site of which only that is known.
    public static func unknown(extending other: ContentVersion) -> ContentVersion { ContentVersion("no version (upstream \(other.words))", isExact: false) }

    /// It stands in addresses, scripts and the files of reference managers, where other signs would need a spelling of their own.
    static func isName(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                byte &- 97 < 26 || byte &- 65 < 26 || byte &- 48 < 10 || " .,-+/:()".utf8.contains(byte)
            }
    }
}
