import Diagnostics
import Foundation
import Markdown

/// Gives every heading an anchor that is unique on its page and does not depend on headings elsewhere on it.
///
/// The author's own `{#id}` stands. Other headings get their text in lower case with hyphens. When two would be the
/// same, each takes its parent section's anchor in front (`adults-dose`), so that a new section above shifts nothing.
struct HeadingAnchors {
    let log: DiagnosticLog

    /// Anchors the page itself uses start with one of these.
    static let reservedPrefixes = ["page-", "ref-", "cite-", "fn-", "fnref-"]

    func assign(in document: Node) -> (Node, [Article.Section]) {
        var document = document
        var places: [(path: [Int], level: Int, own: String?, slug: String, node: Node)] = []
        collect(document, [], &places)
        checkLevels(places.map { ($0.level, $0.node.position) })

        var owners: [String: SourcePosition] = [:]
        for place in places {
            guard let own = place.own else { continue }
            if let first = owners[own] {
                log.report(
                    .duplicateAnchor, at: place.node.position, "the anchor '\(own)' is used twice on this page",
                    notes: [.init("first used here", at: first)], suggestion: "give one of the two headings another {#anchor}")
            }
            owners[own] = place.node.position
        }
        let slugCounts = Dictionary(places.map { ($0.own == nil ? $0.slug : "", 1) }, uniquingKeysWith: +)

        var open: [(level: Int, id: String)] = []
        var taken = Set(owners.keys)
        var numbers: [String: Int] = [:]
        var sections: [Article.Section] = []
        for place in places {
            while let last = open.last, last.level >= place.level { open.removeLast() }
            var id = place.own ?? place.slug
            if place.own == nil {
                if slugCounts[id, default: 0] > 1 || taken.contains(id), let parent = open.last { id = "\(parent.id)-\(id)" }
                let base = id
                while !taken.insert(id).inserted {
                    numbers[base, default: 1] += 1
                    id = "\(base)-\(numbers[base]!)"
                }
            }
            open.append((place.level, id))
            Self.setID(id, at: place.path[...], in: &document)
            if place.path.count == 1 {
                sections.append(.init(id: id, title: place.node.plainText, level: place.level))
            }
        }
        return (document, sections)
    }

    /// `Dose & interval` becomes `dose-interval`; letters keep their marks, which make other words of them; nothing left gives `section`.
    /// In the composed form (NFC), as keyboards write it: what is compared and published has the same bytes.
    static func slug(_ text: String) -> String {
        let out = plainSlug(text) ?? foldedSlug(text)
        if out.isEmpty { return "section" }
        return reservedPrefixes.contains { out.hasPrefix($0) } ? "section-\(out)" : out
    }

    /// The same, of text in ASCII; nil for any other.
    private static func plainSlug(_ text: String) -> String? {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): out.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): out.append(byte | 0x20)
            case 0x80...: return nil
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "\n"):
                if !out.isEmpty, out.last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
            default: break
            }
        }
        if out.last == UInt8(ascii: "-") { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }

    private static func foldedSlug(_ text: String) -> String {
        var out = ""
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars {
            let isMark = [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
            if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || (isMark && !out.isEmpty && out.last != "-") {
                out.unicodeScalars.append(scalar)
            } else if scalar == " " || scalar == "-" || scalar == "/" || scalar == "\n" {
                if !out.isEmpty, out.last != "-" { out += "-" }
            }
        }
        while out.last == "-" { out.removeLast() }
        return out
    }

    private func collect(
        _ node: Node, _ path: [Int], _ places: inout [(path: [Int], level: Int, own: String?, slug: String, node: Node)]
    ) {
        for (index, child) in node.children.enumerated() where child.isBlock {
            if case .heading(let level, let id) = child.kind {
                if let id, Self.reservedPrefixes.contains(where: { id.hasPrefix($0) }) {
                    log.report(
                        .malformedAnchor, at: child.position, "the anchor '\(id)' starts like those Materia writes itself",
                        suggestion: "start it with none of: \(Self.reservedPrefixes.joined(separator: ", "))")
                }
                places.append((path + [index], level, id?.composed, Self.slug(child.plainText), child))
            } else {
                collect(child, path + [index], &places)
            }
        }
    }

    private func checkLevels(_ headings: [(level: Int, position: SourcePosition)]) {
        var previous = 1
        for (level, position) in headings {
            if level == 1 {
                log.report(
                    .wrongHeading, at: position, "a heading of the first level stands in the text",
                    suggestion: "start with ## here; the title comes from the front matter")
            } else if level > previous + 1 {
                log.report(
                    .wrongHeading, at: position, "the heading jumps from level \(previous) to level \(level)",
                    suggestion: "use \(String(repeating: "#", count: previous + 1)) here")
            }
            previous = level
        }
    }

    private static func setID(_ id: String, at path: ArraySlice<Int>, in node: inout Node) {
        guard let index = path.first else {
            if case .heading(let level, _) = node.kind { node.kind = .heading(level: level, id: id) }
            return
        }
        setID(id, at: path.dropFirst(), in: &node.children[index])
    }
}
