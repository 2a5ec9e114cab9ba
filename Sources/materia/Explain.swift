import ArgumentParser
import Diagnostics
import Site

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what a rule means, why it matters, and what to do.",
        discussion: "The id of a rule stands in brackets behind each message. Without an id: every rule in one line.")

    @Argument(help: "The id of a rule, such as broken-link.")
    var rule: String?

    func run() throws {
        guard let id = rule else {
            let width = RuleCatalog.all.map(\.id.count).max() ?? 0
            for rule in RuleCatalog.all { print(rule.id + String(repeating: " ", count: width + 2 - rule.id.count) + Self.plain(rule.means)) }
            return
        }
        guard let rule = RuleCatalog.all.first(where: { $0.id == id }) else {
            let near = suggestion(for: id, among: RuleCatalog.all.map(\.id)) ?? "`materia explain` lists all"
            throw ValidationError("there is no rule '\(id)'; \(near)")
        }
        print("\(rule.id): \(Self.level(of: rule))\n")
        for (head, text) in [("What is wrong", rule.means), ("Why it matters", rule.explanation), ("What to do", rule.mend)] {
            print("\(head)\n\(Self.wrapped(Self.plain(text)))\n")
        }
    }

    private static func level(of rule: Rule) -> String {
        switch rule.level {
        case .fixed: "always \(rule.severity == .error ? "an error" : "a \(rule.severity)")"
        case .adjustable: "\(rule.severity), unless site.yml sets another level"
        case .strictly: "\(rule.severity), unless site.yml sets another level; an error with --strict"
        case .optional: "off, unless site.yml sets a level; an error with --strict"
        case .quiet: "off, unless site.yml sets a level; a \(rule.severity) with --strict"
        }
    }

    /// Without the addresses of links: they lead into the guide.
    private static func plain(_ text: String) -> String { text.replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) } }

    private static func wrapped(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 76 { lines[lines.count - 1] = last + " " + word } else { lines.append("  " + word) }
        }
        return lines.joined(separator: "\n")
    }
}
