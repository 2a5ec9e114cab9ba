import Citations
import KnowledgeBase
import Markdown
import SourceData

/// The words of alerts.
enum AlertWords {
    static let kinds = Alert.Kind.allCases.map(\.rawValue)
    static let attributes: [(name: String, values: [String])] = [
        ("strength", ["strong", "conditional", "none"]), ("certainty", EvidenceRecord.Certainty.allCases.map(\.rawValue)), ("grade", []), ("indication", []),
    ]
}

extension Component {
    /// Every component, and what it shows.
    static let names: [(name: String, means: String)] =
        Kind.allCases.map { ($0.rawValue, "of a record of \($0.recordKind.rawValue)") } + [
            ("dose-table", "a table of doses that the regimen gives"), ("timeline", "steps over time"), ("tasks", "what readers have come to do"),
        ]
}

extension Shape.Field {
    /// What it means and how it is written, as Markdown.
    var explained: String { ([means] + (form.words.map { ["Written as: \($0)."] } ?? [])).joined(separator: "\n\n") }
}

extension Shape.Form {
    /// True for what stands on lines of its own below its key.
    var isNested: Bool {
        switch self {
        case .mapping, .byKey, .list(.mapping), .list(.byKey), .list(.named): true
        case .named(let name): FileShape.named[name]?.isNested ?? false
        case .either(let forms): forms.allSatisfy(\.isNested)
        default: false
        }
    }

    /// The form in a few words; nil where there is nothing to say.
    var words: String? {
        switch self {
        case .text, .scalar, .any, .id: nil
        case .markdown: "text with emphasis, links and citations"
        case .source: "the key of a reference"
        case .quantity(let examples): examples.map { "`\($0)`" }.joined(separator: ", ")
        case .number: "a number"
        case .integer: "a whole number"
        case .flag: "`true` or `false`"
        case .date: "a day such as `2026-11-20`"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .list(let form): form.words.map { "a list: \($0)" } ?? "a list"
        case .mapping(let shape): shape.fields.isEmpty ? nil : "keys " + shape.fields.filter { !$0.isOlder }.map { "`\($0.key)`" }.joined(separator: ", ")
        case .byKey(_, let shape): Shape.Form.mapping(shape).words
        case .named(let name): FileShape.named[name]?.words
        case .either(let forms):
            switch forms.compactMap(\.words) {
            case let words where words.isEmpty: nil
            case let words: words.joined(separator: "; or ")
            }
        }
    }
}

extension Reference {
    /// Who and when, in a few words: `Aggarwal et al 2022`.
    var shortSource: String {
        let who = names.first.map { $0 + (names.count > 1 ? " et al" : "") } ?? containerTitle ?? publisher ?? ""
        return [who, issued?.years ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// By what else than its key a reference is looked for.
    var searchedWords: String { (names + [issued?.years ?? "", title]).joined(separator: " ") }

    private var names: [String] {
        (authors.isEmpty ? editors : authors).map { name in
            switch name {
            case .person(let person): person.family
            case .group(let group): group
            }
        }
    }
}

extension Sequence<Run> {
    /// A printed reference as Markdown.
    var markdown: String {
        map { run in
            switch run {
            case .italic(let text): text.isEmpty ? "" : "*\(text)*"
            case .link(let text, let url): "[\(text)](\(url))"
            case .text(let text), .styled(let text, _): text
            }
        }.joined()
    }
}

extension RecordHead {
    /// What a link can lead to, but for facts that are known.
    func places(but known: Set<String>) -> Set<String> { anchors.subtracting(known) }
}

/// A name that a record gives to a part of itself.
struct DefinedID {
    let id: String
    let label: String?
    /// Where the name stands.
    let range: Range<Int>

    /// Every `id: name` of a text, with the label beside it, and the names under `work-out`.
    static func all(in lines: TextLines) -> [DefinedID] {
        (0..<lines.count).compactMap { number -> DefinedID? in
            let line = lines.text(ofLine: number)
            guard let match = line.firstMatch(of: #/(?:^|[\s{,-])id: *["']?([A-Za-z0-9_.-]+)/#) else { return nil }
            let start = lines.starts[number] + line.utf8.distance(from: line.startIndex, to: match.output.1.startIndex)
            let label = line.firstMatch(of: #/\blabel: *["']?([^,}"']+)/#).map { String($0.output.1) }
            return DefinedID(id: String(match.output.1), label: label ?? nextLabel(lines, number), range: start..<(start + match.output.1.utf8.count))
        }
    }

    private static func nextLabel(_ lines: TextLines, _ number: Int) -> String? {
        guard number + 1 < lines.count else { return nil }
        let next = lines.text(ofLine: number + 1).trimmed
        return next.hasPrefix("label:") ? next.dropFirst("label:".count).description.trimmed : nil
    }
}
