import ArgumentParser
import Foundation
import Site
import SourceData

/// Where is remembered what was worked out, and what tells this version of Materia from others.
struct CacheOptions: ParsableArguments {
    @Option(help: "The folder that remembers what was worked out. Default: 'materia' in the cache folder of your account.")
    var cache: String?

    @Flag(name: .customLong("no-cache"), help: "Work everything out anew, and remember nothing.")
    var ignoresCache = false

    /// The memory of `site`, which names what is built and where to. Nil where none is wanted, where this account has no folder for it, or where
    /// this program cannot be read.
    func cache(of site: [String]) -> BuildCache? {
        guard !ignoresCache, let folder = cache ?? Self.usualFolder, let identity = Self.identity else { return nil }
        return BuildCache(folder: folder, identity: identity, site: site.map { URL(fileURLWithPath: $0).standardizedFileURL.path })
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
