import Citations
import Diagnostics
import Markdown
import SourceData

/// Leaves out what follows from a slip that is reported itself, and tells as one what is about one thing.
///
/// Readers go on behind a mistake, so that one run shows every one. A part that could not be read is then missing elsewhere: a fact that
/// links lead to, a question, an item that rules name. Each of those says in its `cause` where the part would be.
enum FollowUps {
    /// The places of one thing that are named; of more, their number.
    private static let mostPlaces = 8

    /// Where a file is looked for: a record or an article by folder and id, all references together, other files by path.
    static func home(_ path: String) -> String {
        let file = ContentFile(path: path, bytes: [])
        // Of a knowledge base that is extended as well: all references are one library.
        if file.topFolder == "references" || path.hasPrefix("../") && file.folder.hasSuffix("/references") { return "references" }
        let isNamed = ["md", "yml", "yaml"].contains(file.fileExtension) && !file.topFolder.isEmpty
        return isNamed ? "\(file.topFolder)/\(file.stem)" : path
    }

    /// All that a dose is worked out from.
    static let dosing = ["regimens/", "protocols/", "products/", "indications/", SiteQuestions.path]

    /// A reference; where there is none at all, all of them.
    static func reference(_ key: String, among keys: Set<String>) -> String { keys.isEmpty ? "references" : "references#\(key)" }

    /// A question of the site; where it has none at all, all of them.
    static func question(_ id: String, of questions: SiteQuestions) -> String { questions.isEmpty ? SiteQuestions.path : "\(SiteQuestions.path)#\(id)" }

    /// A part of a record by its id, or by the id with what hangs on it.
    static func part(_ id: String, of path: String) -> Diagnostic.Cause {
        let home = home(path)
        let name = String(id.prefix { $0 != "." })
        return .init("\(home)#\(name)", homes: [home], definedAs: name)
    }

    /// `diagnostics` without what follows from others. `text` gives what a file says.
    static func removed(from diagnostics: [Diagnostic], text: (String) -> [UInt8]?) -> [Diagnostic] {
        let ordered = diagnostics.ordered()
        var slips = Set<String>()
        var derived = Set<String>()
        var unread = Set<String>()
        for diagnostic in ordered where leavesOut.contains(diagnostic.rule) {
            let home = home(diagnostic.position.file)
            if diagnostic.rule != .inconsistentRecord, diagnostic.cause?.isConclusion != true { unread.insert(home) }
            if diagnostic.cause == nil { slips.insert(home) } else if diagnostic.cause?.isConclusion == false { derived.insert(home) }
        }
        // Of each file that is asked about, once.
        var ids: [String: Set<String>] = [:]
        func defines(_ name: String, _ path: String) -> Bool {
            if let known = ids[path] { return known.contains(name) }
            let known = text(path).map(definedIDs) ?? []
            ids[path] = known
            return known.contains(name)
        }
        func isExplained(_ diagnostic: Diagnostic) -> Bool {
            guard let cause = diagnostic.cause else { return false }
            let own = home(diagnostic.position.file)
            if cause.isConclusion { return cause.homes.contains(where: unread.contains) }
            // A name that is nearly another is a slip of its own.
            if diagnostic.suggestion?.hasPrefix("did you mean") == true { return false }
            return cause.homes.contains { home in
                if let name = cause.definedAs, !defines(name, home == own ? diagnostic.position.file : home) { return false }
                if home.hasSuffix("/") { return slips.contains { $0.hasPrefix(home) } || !own.hasPrefix(home) && derived.contains { $0.hasPrefix(home) } }
                return slips.contains(home) || derived.contains(home) && home != own
            }
        }
        let kept = ordered.filter { !isExplained($0) }
        let told = joined(kept.isEmpty ? ordered : kept)
        guard told.contains(where: { $0.rule == .unusedFile }) else { return told }
        let uses = PossibleUses(where: told, text)
        return told.filter { $0.rule != .unusedFile || !uses.name($0.position.file) }
    }

    /// Every name that stands behind `id: ` in a file, with or without quotation marks.
    private static func definedIDs(in bytes: [UInt8]) -> Set<String> {
        let mark = Array("id: ".utf8)
        var ids = Set<String>()
        var index = 0
        while index + mark.count <= bytes.count {
            guard bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) else {
                index += 1
                continue
            }
            index += mark.count
            var start = index
            let quote = start < bytes.count && (bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'")) ? bytes[start] : nil
            if quote != nil { start += 1 }
            var end = start
            while end < bytes.count, quote.map({ bytes[end] != $0 }) ?? !",} #\n\r".utf8.contains(bytes[end]) { end += 1 }
            ids.insert(String(decoding: bytes[start..<end], as: UTF8.self))
        }
        return ids
    }

    /// One diagnostic for each thing that is not there, with its other places.
    private static func joined(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var first: [String: Int] = [:]
        var told: [Diagnostic] = []
        var others: [Int: [Diagnostic]] = [:]
        for diagnostic in diagnostics {
            guard let subject = diagnostic.cause?.subject else {
                told.append(diagnostic)
                continue
            }
            if let index = first[subject] {
                others[index, default: []].append(diagnostic)
            } else {
                first[subject] = told.count
                told.append(diagnostic)
            }
        }
        for (index, others) in others {
            for other in others.prefix(mostPlaces) {
                told[index].notes.append(.init(other.summary == told[index].summary ? "the same here" : other.summary, at: other.position))
            }
            if others.count > mostPlaces { told[index].notes.append(.init("and in \(others.count - mostPlaces) more places")) }
        }
        return told
    }

    /// Files that may be used where something else is wrong, so that their use may not have been seen.
    private struct PossibleUses {
        /// What the files say of which a part could not be read.
        private let texts: [[UInt8]]
        /// Paths that links lead to where nothing is.
        private let missed: [String]

        init(where diagnostics: [Diagnostic], _ text: (String) -> [UInt8]?) {
            let errors = diagnostics.filter { $0.rule.severity == .error }
            texts = Set(errors.lazy.filter { leavesOut.contains($0.rule) }.map(\.position.file)).compactMap(text)
            missed = errors.compactMap { $0.rule == .brokenLink ? $0.cause?.subject : nil }
        }

        /// True when the file is named there; or nearly, by a link that leads nowhere.
        func name(_ path: String) -> Bool {
            if missed.contains(where: { nearMiss($0, in: [path]) != nil }) { return true }
            let name = Array((path.split(separator: "/").last.map(String.init) ?? path).utf8)
            return texts.contains { Self.holds($0, name) }
        }

        private static func holds(_ text: [UInt8], _ name: [UInt8]) -> Bool {
            guard let first = name.first, text.count >= name.count else { return name.isEmpty }
            for start in 0...(text.count - name.count) where text[start] == first && text[start..<(start + name.count)].elementsEqual(name) { return true }
            return false
        }
    }

    /// Rules whose breach leaves a part of a file unread, or without its name.
    private static let leavesOut: Set<Rule> = [
        .invalidUTF8, .invalidYAML, .yamlAnchor, .invalidJSON, .unknownKey, .missingField, .wrongType, .unknownValue, .invalidQuantity, .inconsistentRecord,
        .unknownReferenceInRule, .duplicateID, .duplicateAnchor, .malformedAnchor, .missingFrontMatter, .unclosedFence, .malformedAlert, .unreadableFile, .decimalComma,
        .misplacedFile, .invalidCSL,
    ]
}

extension Diagnostic.Cause {
    /// What is concluded from a whole record.
    static func conclusion(of reader: RecordReader) -> Diagnostic.Cause {
        .init(nil, homes: [FollowUps.home(reader.fields.position.file)], isConclusion: true)
    }
}
