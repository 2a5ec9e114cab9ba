import ContentFuzzing
import Foundation
import TestFolders

/// Tries content folders that something has happened to, and bombs, in processes that may crash, hang or run out of memory.
///
///     fuzz-content [--seed N] [--cases N] [--seconds N] [--limit SECONDS] [--keep FOLDER]
///     fuzz-content --bombs [--size BYTES] [--limit SECONDS]
///
/// A case that fails is named by its seed: `fuzz-content --seed N --cases 1 --keep FOLDER` does it again, and keeps what was tried.
@main
enum FuzzContent {
    static func main() throws {
        var options = Options()
        try options.read(Array(CommandLine.arguments.dropFirst()))
        // A hang of one case ends the run of its process, which may have so much memory and no more.
        if options.isWorker { return try Worker(options).run() }
        exit(try Supervisor(options).run() ? 0 : 1)
    }
}

struct Options {
    var seed: UInt64 = 1
    var cases: UInt64 = 200
    /// No new case after so long.
    var seconds = Double.infinity
    /// What one case may take.
    var limit = 60.0
    var keep: String?
    var bombs = false
    var size = 990_000
    var isWorker = false
    /// The bomb that is tried.
    var bomb = ""

    struct Misuse: Error { let word: String }

    mutating func read(_ words: [String]) throws {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--worker" {
                isWorker = true
                continue
            }
            if word == "--bombs" {
                bombs = true
                continue
            }
            guard let value = words.popFirst() else { throw Misuse(word: word) }
            switch word {
            case "--seed": seed = UInt64(value) ?? seed
            case "--cases": cases = UInt64(value) ?? cases
            case "--seconds": seconds = Double(value) ?? seconds
            case "--limit": limit = Double(value) ?? limit
            case "--keep": keep = value
            case "--size": size = Int(value) ?? size
            case "--bomb": bomb = value
            default: throw Misuse(word: word)
            }
        }
    }
}

/// Says each case before it is tried, and what came of it.
struct Worker {
    let options: Options

    init(_ options: Options) {
        self.options = options
        // What is more than a gibibyte beyond the program itself is refused by the system, and the process ends.
        var most = rlimit(rlim_cur: 3 << 30, rlim_max: 3 << 30)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &most)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    }

    func run() throws {
        if options.bombs {
            let outcome = try Bomb.all.first { $0.name == options.bomb }!.outcome(size: options.size)
            say("done \(outcome) \(Self.seconds(since: 0)) s \(Self.megabytes) MB")
            return
        }
        for seed in options.seed..<(options.seed + options.cases) {
            say("case \(seed)")
            let start = clock()
            let content = ContentCase(seed: seed)
            let outcome: CaseRun.Outcome
            if let keep = options.keep {
                try FileManager.default.createDirectory(atPath: keep, withIntermediateDirectories: true)
                print(content.story.joined(separator: "\n"))
                outcome = CaseRun.run(content, in: keep)
            } else {
                outcome = try CaseRun.run(content)
            }
            say("done \(outcome) \(Self.seconds(since: start)) s \(Self.megabytes) MB")
        }
    }

    private func say(_ line: String) {
        let bytes = Array("\(line.replacing("\n", with: " "))\n".utf8)
        _ = bytes.withUnsafeBytes { write(1, $0.baseAddress!, $0.count) }
    }

    /// Of the processors, on all threads: a machine that does other things besides is no slower by that.
    private static func seconds(since start: clock_t) -> String { String(format: "%.2f", Double(clock() - start) / Double(CLOCKS_PER_SEC)) }

    /// The most that the process has had.
    private static var megabytes: Int {
        // `VmHWM:    4711 kB`
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
    }
}

/// Starts workers, and goes on behind the case at which one ended.
struct Supervisor {
    let options: Options
    private let start = ContinuousClock.now

    init(_ options: Options) { self.options = options }

    /// True where nothing failed.
    func run() throws -> Bool {
        options.bombs ? try runBombs() : try runCases()
    }

    private func runBombs() throws -> Bool {
        var isFine = true
        for bomb in Bomb.all where options.bomb.isEmpty || options.bomb == bomb.name {
            var last = ""
            let end = try work(["--bombs", "--bomb", bomb.name, "--size", "\(options.size)"]) { last = $0 }
            if end == nil, last.hasPrefix("done") {
                print("\(bomb.name): \(last.dropFirst(5))")
                fflush(nil)
                isFine = isFine && !last.contains("fault")
            } else {
                print("\(bomb.name): FAILED: \(end ?? last)")
                isFine = false
            }
        }
        return isFine
    }

    private func runCases() throws -> Bool {
        var next = options.seed
        let end = options.seed + options.cases
        var (done, built, failed) = (0, 0, 0)
        var (slowest, largest) = ((0.0, UInt64(0)), 0)
        while next < end, (ContinuousClock.now - start).components.seconds < Int64(min(options.seconds, 1e9)) {
            var current = next
            // A new process now and then: memory is measured in it.
            let count = min(end - next, 500)
            var words = ["--seed", "\(next)", "--cases", "\(count)"]
            if let keep = options.keep { words += ["--keep", keep] }
            let problem = try work(words) { line in
                if line.hasPrefix("case ") {
                    current = UInt64(line.dropFirst(5)) ?? current
                } else if line.hasPrefix("done ") {
                    done += 1
                    let parts = line.split(separator: " ")
                    if line.hasPrefix("done built") { built += 1 }
                    if line.hasPrefix("done fault") {
                        failed += 1
                        print("seed \(current): \(line.dropFirst(5))")
                        fflush(nil)
                    }
                    if let seconds = Double(parts[parts.count - 4]), seconds > slowest.0 { slowest = (seconds, current) }
                    largest = max(largest, Int(parts[parts.count - 2]) ?? 0)
                } else {
                    print(line)
                }
            }
            if let problem, problem != "time is over" {
                failed += 1
                print("seed \(current): \(problem)")
                fflush(nil)
            }
            next = problem == nil ? next + count : current + 1
        }
        print(
            "\(done) cases from seed \(options.seed): \(built) built, \(done - built) refused, \(failed) failed; slowest \(slowest.0) s (seed \(slowest.1)), most memory \(largest) MB"
        )
        return failed == 0
    }

    /// Runs a worker to its end. Returns what went wrong with it.
    private func work(_ words: [String], _ line: (String) -> Void) throws -> String? {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = ["--worker"] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let descriptor = output.fileHandleForReading.fileDescriptor
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(options.limit * 1000)) > 0 else {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                return "takes more than \(Int(options.limit)) s"
            }
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            rest += buffer[..<count]
            while let end = rest.firstIndex(of: 0x0A) {
                line(String(decoding: rest[..<end], as: UTF8.self))
                rest.removeSubrange(...end)
            }
            if (ContinuousClock.now - start).components.seconds > Int64(min(options.seconds, 1e9)) + Int64(options.limit) {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                return "time is over"
            }
        }
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal { return "ends with signal \(process.terminationStatus)" }
        return process.terminationStatus == 0 ? nil : "ends with code \(process.terminationStatus)"
    }
}
