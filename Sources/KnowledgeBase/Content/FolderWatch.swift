import Foundation

/// Waits for changes in folders. The system says that something changed; what it was is found by looking.
///
/// Editors save through temporary files, version control replaces folders, network shares say nothing: so nothing is made of
/// what the system says but the hint to look now, and where first, rather than at the next of the looks that come in any case.
package final class FolderWatch {
    private let folders: [String]
    private var descriptor: Int32 = -1
    private var watched: [Int32: String] = [:]

    /// Between two looks when the system says nothing.
    private static let interval: Int32 = 1000

    package init(_ folders: [String]) {
        self.folders = folders
        #if os(Linux)
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        #endif
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Returns when something may have changed, with the files of which the system says so.
    package func wait() -> [String] {
        guard descriptor >= 0 else {
            usleep(200_000)
            return []
        }
        var said: [String] = []
        #if os(Linux)
            watchAll()
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Foundation.poll(&poll, 1, Self.interval) > 0 else { return [] }
            // Many saves at once are one change; a save goes on for as long as it goes on.
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            for _ in 0..<40 {
                while case let count = read(descriptor, &buffer, buffer.count), count > 0 { said += names(in: buffer[..<count]) }
                guard Foundation.poll(&poll, 1, 4) > 0 else { break }
            }
        #endif
        return said
    }

    #if os(Linux)
        /// The files that events are about, each once for each of its events.
        private func names(in events: ArraySlice<UInt8>) -> [String] {
            var names: [String] = []
            events.withUnsafeBytes { bytes in
                var offset = 0
                let head = MemoryLayout<inotify_event>.size
                while offset + head <= bytes.count {
                    let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    let name = bytes[(offset + head)..<min(offset + head + Int(event.len), bytes.count)].prefix { $0 != 0 }
                    if let folder = watched[event.wd], !name.isEmpty { names.append("\(folder)/\(String(decoding: name, as: UTF8.self))") }
                    offset += head + Int(event.len)
                }
            }
            return names
        }

        /// Every folder, and the one above each root, in which it may be replaced. Watching one again changes nothing.
        private func watchAll() {
            let changes = UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB)
            func visit(_ folder: String) {
                let watch = inotify_add_watch(descriptor, folder, changes | UInt32(IN_ONLYDIR))
                guard watch >= 0 else { return }
                watched[watch] = folder
                for entry in FolderListing.entries(of: folder) ?? [] where entry.kind == .folder && !entry.name.hasPrefix(".") { visit("\(folder)/\(entry.name)") }
            }
            for folder in folders {
                visit(folder)
                let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
                _ = inotify_add_watch(descriptor, parent, UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR))
            }
        }
    #endif

    /// A number that differs when a file below the folder does.
    package static func stamp(of folder: String) -> Int {
        var hasher = Hasher()
        func visit(_ folder: String) {
            for entry in FolderListing.entries(of: folder) ?? [] where !entry.name.hasPrefix(".") {
                let path = "\(folder)/\(entry.name)"
                if entry.kind == .folder {
                    visit(path)
                    continue
                }
                var status = Foundation.stat()
                guard stat(path, &status) == 0 else { continue }
                hasher.combine(path)
                hasher.combine(status.st_ino)
                hasher.combine(status.st_size)
                hasher.combine(status.st_mtim.tv_sec)
                hasher.combine(status.st_mtim.tv_nsec)
                hasher.combine(status.st_ctim.tv_sec)
                hasher.combine(status.st_ctim.tv_nsec)
            }
        }
        visit(folder)
        return hasher.finalize()
    }
}
