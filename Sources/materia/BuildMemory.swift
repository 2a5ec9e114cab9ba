import Foundation
import Publishing
import SourceData

/// Where builds remember, and what tells this version of Materia from others.
enum BuildMemory {
    /// Nil where this account has no folder for it, or this program cannot be read: then nothing is remembered.
    static func cache(folder: String?, content: ContentOptions, output: String) -> BuildCache? {
        guard let folder = folder ?? usualFolder, let identity else { return nil }
        let site = [content.content, content.themesFolder, output].map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        return BuildCache(folder: folder, identity: identity, site: site)
    }

    /// As the XDG base directories have it.
    private static var usualFolder: String? {
        let environment = ProcessInfo.processInfo.environment
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return "\(cache)/materia" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/.cache/materia"
    }

    /// The program's own bytes: any other build of it may work things out otherwise.
    private static var identity: Stamp? {
        guard let path = Bundle.main.executablePath, let program = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else { return nil }
        return program.withUnsafeBytes { Stamp($0) }
    }
}
