import Diagnostics
import Foundation

/// What the terminal can show.
enum Terminal {
    static var standardErrorIsTerminal: Bool { isatty(2) == 1 }

    /// Honours https://no-color.org.
    static var standardErrorHasColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        return standardErrorIsTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// What is written to a stream that takes nothing, such as a full disk or a closed pipe, is lost, and nothing else: a site is not left half
    /// written because nobody reads the messages.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // A stream that was closed leaves its number to the next file that is opened, and what is said would be written into that.
        while case let descriptor = open("/dev/null", O_RDWR), descriptor >= 0 {
            if descriptor > 2 {
                close(descriptor)
                break
            }
        }
    }

    /// Writes to the standard error stream.
    static func say(_ text: String) { Descriptor.write(Array(text.utf8), to: 2) }

    /// Writes to the standard output at once, also where it goes to a file.
    static func print(_ text: String) { Descriptor.write(Array(text.utf8), to: 1) }
}

/// The end of a command that holds a whole site: the system takes its memory back at once, piece by piece would take a tenth of the run.
///
/// Where the standard output takes nothing the command has not done what it was asked, unless its reader wanted no more.
func end(_ code: Int32) -> Never {
    if fflush(nil) != 0, errno != EPIPE {
        let reason = String(cString: strerror(errno))
        Terminal.say("error: the standard output cannot be written to: \(reason)\n")
        _exit(code == 0 ? 74 : code)
    }
    exit(code)
}

/// One line on the terminal that says what is going on; silent when output goes to a file.
struct Progress: Sendable {
    private let isShown = Terminal.standardErrorIsTerminal

    func step(_ text: String) {
        guard isShown else { return }
        Terminal.say("\r\u{1B}[K\(text) …")
    }

    func end() {
        guard isShown else { return }
        Terminal.say("\r\u{1B}[K")
    }
}

/// Time since its making, by a clock that nobody sets back.
struct Stopwatch {
    private let start = ContinuousClock.now

    /// `0.42 s`.
    var text: String {
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        return String(format: "%.2f s", seconds)
    }
}
