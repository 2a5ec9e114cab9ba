public import Diagnostics
import Foundation

/// Reads the content folder from the disk.
public enum ContentFolder {
    /// All files below `root`, sorted by path. Hidden files are passed over. A symbolic link is followed only
    /// when it stays inside the folder; problems are reported and the file left out.
    public static func read(_ root: String, log: DiagnosticLog) -> [ContentFile] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue else {
            log.report(
                .unreadableFile, at: SourcePosition(file: ""), "there is no folder '\(root)'",
                suggestion: "name the content folder, the one that holds site.yml")
            return []
        }
        let realRoot = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
        var files: [ContentFile] = []
        visit("", root: root, realRoot: realRoot, files: &files, log: log)
        return files.sorted { $0.path < $1.path }
    }

    private static func visit(
        _ folder: String, root: String, realRoot: String, files: inout [ContentFile], log: DiagnosticLog
    ) {
        let base = folder.isEmpty ? root : "\(root)/\(folder)"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: base)
        } catch {
            log.report(.unreadableFile, at: SourcePosition(file: folder), "the folder cannot be read: \(reason(error))")
            return
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            let full = "\(root)/\(path)"
            let type = (try? FileManager.default.attributesOfItem(atPath: full))?[.type] as? FileAttributeType
            if type == .typeDirectory {
                visit(path, root: root, realRoot: realRoot, files: &files, log: log)
                continue
            }
            if type == .typeSymbolicLink {
                let target = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
                guard target.hasPrefix(realRoot + "/") else {
                    log.report(
                        .outsideContent, at: SourcePosition(file: path),
                        "the symbolic link leads out of the content folder",
                        suggestion: "copy the file into the content folder")
                    continue
                }
                var isDirectory: ObjCBool = false
                guard FileManager.default.fileExists(atPath: target, isDirectory: &isDirectory), !isDirectory.boolValue
                else {
                    log.report(
                        .outsideContent, at: SourcePosition(file: path),
                        "the symbolic link does not lead to a file",
                        suggestion: "remove it; only links to single files inside the content folder are followed")
                    continue
                }
            } else if type != .typeRegular {
                log.report(.unreadableFile, at: SourcePosition(file: path), "this is not an ordinary file")
                continue
            }
            do {
                let data = try Data(contentsOf: URL(fileURLWithPath: full))
                files.append(ContentFile(path: path, bytes: Array(data)))
            } catch {
                log.report(.unreadableFile, at: SourcePosition(file: path), "the file cannot be read: \(reason(error))")
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return (underlying?.localizedFailureReason ?? (error as NSError).localizedFailureReason)
            ?? (error as NSError).localizedDescription
    }
}
