/// How a stretch of a printed reference is set, beside plainly.
public struct RunStyle: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let italic = RunStyle(rawValue: 1)
    public static let bold = RunStyle(rawValue: 2)
    public static let superscript = RunStyle(rawValue: 4)
    public static let `subscript` = RunStyle(rawValue: 8)
    public static let smallCaps = RunStyle(rawValue: 16)
}

/// A stretch of a printed reference.
public enum Run: Hashable, Sendable {
    case text(String)
    case italic(String)
    /// In more than one way, or in another than italic.
    case styled(String, RunStyle)
    case link(String, url: String)

    /// What the reader sees.
    public var plainText: String {
        switch self {
        case .text(let text), .italic(let text), .styled(let text, _), .link(let text, _): text
        }
    }

    /// The stretches this one has by the markup of its text. Italic within italic stands upright, as in print.
    var marked: [Run] {
        let (text, outer): (String, RunStyle) =
            switch self {
            case .text(let text): (text, [])
            case .italic(let text): (text, .italic)
            case .styled, .link: ("", [])
            }
        guard text.utf8.contains(UInt8(ascii: "<")) else { return [self] }
        return CSLMarkup.runs(of: text).map { text, style in
            switch style.symmetricDifference(outer) {
            case []: .text(text)
            case .italic: .italic(text)
            case let style: .styled(text, style)
            }
        }
    }
}

extension Sequence<Run> {
    /// The reference without type and links.
    public var plainText: String { map(\.plainText).joined() }
}
