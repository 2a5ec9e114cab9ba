import Foundation

/// A question that git answers while other work goes on. It writes nothing, asks nobody and is stopped when its time is over.
final class GitQuery {
    private let process = Process()
    private let pipe = Pipe()
    private let deadline: Date
    private let limit: Int

    /// The most bytes of an answer that are read where nobody asks for more.
    private static let usualLimit = 8 << 20

    /// Git, where the system has it. Places in `PATH` that are relative are passed over: they would be the content's own.
    static var program: String? {
        let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        return places.map { "\($0)/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// True for a folder below one that git keeps.
    static func isInRepository(_ folder: String) -> Bool {
        var folder = URL(fileURLWithPath: folder)
        while true {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) { return true }
            let parent = folder.deletingLastPathComponent()
            if parent.path == folder.path { return false }
            folder = parent
        }
    }

    /// Settings of a repository that would run a program.
    private static let settings = [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "log.showSignature=false", "diff.external=", "protocol.allow=never",
        "safe.bareRepository=explicit", "core.quotePath=false",
    ]

    /// `input` is what git reads on its standard input, `limit` the most bytes of an answer that are read.
    init?(_ git: String, in folder: String, _ arguments: [String], input: [UInt8] = [], limit: Int = usualLimit, until deadline: Date) {
        self.deadline = deadline
        self.limit = limit
        process.executableURL = URL(fileURLWithPath: git)
        process.arguments = ["-C", folder, "--no-pager", "--no-optional-locks"] + Self.settings.flatMap { ["-c", $0] } + arguments
        let own = ProcessInfo.processInfo.environment
        // Not `GIT_DIR` and the like: a hook that runs Materia has them set to another repository's.
        process.environment = own.filter { ["PATH", "HOME", "XDG_CONFIG_HOME"].contains($0.key) }.merging([
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C",
        ]) { $1 }
        let questions = input.isEmpty ? nil : Pipe()
        process.standardInput = questions ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        try? pipe.fileHandleForWriting.close()
        guard let questions else { return }
        // Git answers before it has read everything, so that neither may wait for the other.
        let end = questions.fileHandleForWriting
        Thread.detachNewThread {
            try? end.write(contentsOf: Data(input))
            try? end.close()
        }
    }

    /// All that git says; nil where it fails, says too much or takes too long.
    func answer() -> [UInt8]? {
        let answer = read()
        if answer == nil { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? answer : nil
    }

    private func read() -> [UInt8]? {
        let file = pipe.fileHandleForReading.fileDescriptor
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let left = deadline.timeIntervalSinceNow
            var ready = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&ready, 1, Int32(left * 1000) + 1) > 0 else {
                if left > 0, errno == EINTR { continue }
                return nil
            }
            let count = Foundation.read(file, &part, part.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += part[..<count]
            if bytes.count > limit { return nil }
        }
    }
}
