import ArgumentParser
import Diagnostics
import KnowledgeBase

struct ListOverrides: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every override, with what it is about and whether that has changed since.",
        discussion: "Exit codes: 0 every file is as it was compared; 1 one is not.")

    @Option(help: "The content folder.")
    var content = "content"

    func run() throws {
        let overlay = try OverlayFiles(content)
        var isStale = false
        for override in overlay.overrides {
            let now = overlay.version(of: override)
            if now != override.version.value { isStale = true }
            let state = now == nil ? "there is no such file" : now == override.version.value ? "as compared" : "changed since"
            print("\(override.path)  \(override.target.value)  \(Self.words(override.action))  \(state)")
            print("    \(override.words)")
            if case .change(let changes) = override.action { for change in changes { print("    \(change.words)") } }
        }
        print(Summary.count(overlay.overrides.count, "override"))
        if isStale { throw ExitCode(1) }
    }

    private static func words(_ action: Override.Action) -> String {
        switch action {
        case .change(let changes): Summary.count(changes.count, "change")
        case .replace: "replaced"
        case .leaveOut: "left out"
        }
    }
}
