import ClinicalLogic
import Diagnostics
package import KnowledgeBase
import SitePaths
import SourceData

/// A theme's assets and the names they are published by.
///
/// A name carries a fingerprint of the file's bytes, `assets/base.1a2b3c4d.css`: a page can never meet a script or sheet of another
/// version, however long a browser or a proxy keeps it. Templates and style sheets are written with the plain names.
package struct ThemeAssets: Sendable {
    /// By their plain paths, shortened.
    package let files: [ContentFile]
    /// By the paths they are published at, in order.
    package let published: [ContentFile]
    private let addresses: [String: String]
    private let fingerprinted: Set<String>

    private init(files: [ContentFile], published: [ContentFile], addresses: [String: String]) {
        self.files = files
        self.published = published
        self.addresses = addresses
        fingerprinted = Set(addresses.values)
    }

    /// `named` are the files that other sites call by name: they are published by their plain names as well. `origin` tells where a
    /// file comes from, for messages.
    init(_ originals: [ContentFile], named: [Located<String>], log: DiagnosticLog, origin: (String) -> String) {
        var files = originals.map { ContentFile(path: $0.path, bytes: ShortenedAsset.bytes($0)) }
        var addresses: [String: String] = [:]
        let paths = Set(files.map(\.path))
        for file in files where file.fileExtension != "css" { addresses[file.path] = Self.fingerprinted(file) }
        // A sheet's own fingerprint covers those of what it loads, so that goes first.
        var open = files.indices.filter { files[$0].fileExtension == "css" }
        while !open.isEmpty {
            var rest: [Int] = []
            for index in open {
                let references = Self.references(in: files[index])
                if references.contains(where: { paths.contains($0.path) && addresses[$0.path] == nil }) {
                    rest.append(index)
                    continue
                }
                for missing in references where !paths.contains(missing.path) {
                    log.report(
                        .invalidTemplate, at: SourcePosition(file: origin(files[index].path)), "the theme has no '\(missing.path)', which this sheet loads",
                        suggestion: suggestion(for: missing.path, among: Array(paths)))
                }
                files[index] = Self.resolve(references, in: files[index], addresses)
                addresses[files[index].path] = Self.fingerprinted(files[index])
            }
            if rest.count == open.count {
                for index in rest {
                    log.report(.invalidTemplate, at: SourcePosition(file: origin(files[index].path)), "sheets load each other in a circle")
                }
                break
            }
            open = rest
        }
        var published = files.compactMap { file in addresses[file.path].map { ContentFile(path: $0, bytes: file.bytes) } }
        for name in named {
            if let file = files.first(where: { $0.path == "assets/\(name.value)" }) {
                if !published.contains(where: { $0.path == file.path }) { published.append(file) }
            } else {
                log.report(
                    .invalidTemplate, at: name.position, "the theme has no asset '\(name.value)'",
                    suggestion: suggestion(for: name.value, among: files.map { String($0.path.dropFirst("assets/".count)) }))
            }
        }
        Self.checkCores(files, log, origin)
        self.init(files: files, published: published.sorted { $0.path < $1.path }, addresses: addresses)
    }

    /// True for an address that carries the fingerprint of its bytes.
    package func isFingerprinted(_ path: String) -> Bool { fingerprinted.contains(path) }

    /// The text of an asset, by its path below `assets/`; empty when the theme has none.
    package func text(_ name: String) -> String {
        files.first { $0.path == "assets/\(name)" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }

    private static func holds(_ bytes: [UInt8], _ text: StaticString) -> Bool { bytes.withUnsafeBufferPointer { $0.firstPlace(of: text) != nil } }

    // MARK: Names

    private static func fingerprinted(_ file: ContentFile) -> String {
        let digits = SHA256.digits(file.bytes, count: 8)
        let name = file.path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(file.path).\(digits)" }
        return file.path.dropLast(name.count) + name[..<dot] + ".\(digits)" + name[dot...]
    }

    /// A template with every `{{root}}assets/…` by its published name. What the theme does not have is reported.
    func resolve(_ source: SourceText, _ log: DiagnosticLog) -> String {
        var lines: [String] = []
        for number in 1...source.lineCount {
            let line = source.line(number)
            // Most lines name none, and an expression takes its time to find that out.
            guard line.utf8.withContiguousStorageIfAvailable({ $0.firstPlace(of: "assets/") != nil }) ?? true else {
                lines.append(String(line))
                continue
            }
            var text = ""
            var rest = line
            while let match = rest.firstMatch(of: Self.rooted) {
                text += rest[..<match.range.lowerBound] + match.output.1
                let start = match.output.1.endIndex
                let path = rest[start...].prefix { !"\"'<>?# )".contains($0) }
                if let address = addresses[String(path)] {
                    text += address
                } else {
                    text += path
                    let column = line.unicodeScalars.distance(from: line.startIndex, to: match.range.lowerBound) + 1
                    log.report(
                        .invalidTemplate, at: SourcePosition(file: source.path, line: number, column: column), "the theme has no '\(path)'",
                        suggestion: path.contains("{{")
                            ? "write the name of the file out" : suggestion(for: String(path), among: Array(addresses.keys)))
                }
                rest = rest[path.endIndex...]
            }
            lines.append(text + rest)
        }
        return lines.joined(separator: "\n")
    }

    /// However the tag is spaced or braced.
    nonisolated(unsafe) private static let rooted = /(\{\{[{&]?\s*root\s*\}?\}\})assets\//

    // MARK: Sheets

    private struct Reference {
        /// As the sheet has it.
        let text: String
        /// What it names, from the root of the site.
        let path: String
    }

    /// `url(a.svg)`, `url( "a.svg" )` and `@import "a.css"`.
    nonisolated(unsafe) private static let address = /url\(\s*["']?([^"')\s]+)["']?\s*\)|@import\s*["']([^"']+)["']/

    /// Files of the theme that a sheet loads.
    private static func references(in sheet: ContentFile) -> [Reference] {
        guard holds(sheet.bytes, "url(") || holds(sheet.bytes, "@import") else { return [] }
        let text = String(decoding: sheet.bytes, as: UTF8.self)
        return text.matches(of: address).compactMap { match in
            let address = String(match.output.1 ?? match.output.2 ?? "")
            guard !address.hasPrefix("#"), !address.hasPrefix("/"), !address.contains(":") else { return nil }
            let plain = String(address.prefix { $0 != "?" && $0 != "#" })
            return Reference(text: plain, path: ContentPath.resolve(plain, from: ContentPath.folder(of: sheet.path)) ?? plain)
        }
    }

    private static func resolve(_ references: [Reference], in sheet: ContentFile, _ addresses: [String: String]) -> ContentFile {
        if references.isEmpty { return sheet }
        let known = Dictionary(references.map { ($0.text, $0.path) }, uniquingKeysWith: { first, _ in first })
        let text = String(decoding: sheet.bytes, as: UTF8.self).replacing(address) { match in
            let whole = String(match.output.0)
            let named = String(match.output.1 ?? match.output.2 ?? "")
            let plain = String(named.prefix { $0 != "?" && $0 != "#" })
            guard let path = known[plain], let address = addresses[path], let name = address.split(separator: "/").last else { return whole }
            let folder = plain.lastIndex(of: "/").map { plain[...$0] } ?? ""
            return whole.replacing(named, with: folder + name + named.dropFirst(plain.count), maxReplacements: 1)
        }
        return ContentFile(path: sheet.path, bytes: Array(text.utf8))
    }

    /// A core reads only what its own version encoded, so one of another version would refuse every page.
    private static func checkCores(_ files: [ContentFile], _ log: DiagnosticLog, _ origin: (String) -> String) {
        for name in ["assets/dose-core.js", "assets/criteria-core.js"] {
            guard let file = files.first(where: { $0.path == name }), !String(decoding: file.bytes, as: UTF8.self).contains(CoreVersion.text)
            else { continue }
            log.report(
                .staleCore, at: SourcePosition(file: origin(name)), "this script is of another version of Materia than \(CoreVersion.text)",
                suggestion: "use the theme that came with this materia, or build the script anew with scripts/build-core")
        }
    }
}
