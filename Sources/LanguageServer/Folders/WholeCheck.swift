import Authoring
import Diagnostics
import Foundation
import KnowledgeBase
import Site
import Synchronization

/// A check of a folder on a thread of its own: at ten thousand articles it takes longer than an author waits for an answer.
final class WholeCheck: Sendable {
    /// What came of it.
    struct Result: Sendable {
        let memory: SiteBuild.Memory
        let knowledgeBase: KnowledgeBase?
        let names: Names?
        let diagnostics: [Diagnostic]
    }

    /// What is checked, sorted by path.
    let files: [ContentFile]
    private let outcome = Mutex<Result?>(nil)
    private let done = DispatchGroup()

    /// Begins at once; `isDone` is called on the other thread. `memory` is that of an earlier check.
    init(
        _ files: [ContentFile], found: [Diagnostic], renames: [Rename], themes: String, themeStamp: Int, _ memory: SiteBuild.Memory,
        _ options: LanguageServer.Options, _ isDone: @escaping @Sendable () -> Void
    ) {
        self.files = files
        done.enter()
        let thread = Thread { [self] in
            var memory = memory
            let result = memory.check(
                files, found: found, renames: renames, themes: themes, themeStamp: themeStamp,
                options: .init(threads: options.threads, today: options.today()), isStrict: options.isStrict)
            outcome.withLock {
                $0 = Result(
                    memory: memory, knowledgeBase: result.knowledgeBase, names: result.knowledgeBase.map { Names($0, files: files) },
                    diagnostics: result.diagnostics)
            }
            done.leave()
            isDone()
        }
        // Texts are nested as deeply as anywhere.
        thread.stackSize = 16 << 20
        thread.start()
    }

    var isDone: Bool { outcome.withLock { $0 != nil } }

    /// Waits for the end.
    var result: Result {
        done.wait()
        return outcome.withLock { $0! }
    }
}
