import Foundation

/// What the terminal can show.
enum Terminal {
    static var standardErrorIsTerminal: Bool { isatty(2) == 1 }

    /// Honours https://no-color.org.
    static var standardErrorHasColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        return standardErrorIsTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }
}

/// The end of a command that holds a whole site: the system takes its memory back at once, piece by piece would take a tenth of the run.
func end(_ code: Int32) -> Never {
    fflush(nil)
    exit(code)
}

/// One line on the terminal that says what is going on; silent when output goes to a file.
struct Progress: Sendable {
    private let isShown = Terminal.standardErrorIsTerminal

    func step(_ text: String) {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text) …".utf8))
    }

    func end() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}

/// Wall-clock time since its making.
struct Stopwatch {
    private let start = ContinuousClock.now

    /// `0.42 s`.
    var text: String {
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        return String(format: "%.2f s", seconds)
    }
}
