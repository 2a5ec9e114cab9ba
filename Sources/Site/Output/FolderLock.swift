import Foundation

/// Lets one build at a time write to an output folder. The lock is the operating system's and goes with the process.
struct FolderLock {
    private let descriptor: Int32

    init(parent: String, name: String) throws(OutputFolder.Failure) {
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw OutputFolder.Failure(description: "cannot create '\(parent)': \(error.localizedDescription)")
        }
        let path = "\(parent)/.\(name).staging.lock"
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else {
            throw OutputFolder.Failure(description: "cannot write to '\(path)': \(OutputFolder.systemError())")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw OutputFolder.Failure(description: "another build is writing to '\(parent)/\(name)'; wait for it to end")
        }
    }

    func release() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
