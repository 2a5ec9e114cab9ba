import Diagnostics
import Foundation
import KnowledgeBase
import Site
import TestFolders

/// What the command does with a case, and what may never come of it.
package enum CaseRun {
    package enum Outcome: Equatable {
        /// With errors, of these rules: nothing is written.
        case refused([String])
        case built
        /// What must not be.
        case fault(String)
    }

    package static func run(_ content: ContentCase) throws -> Outcome {
        let folder = try TemporaryFolder()
        return run(content, in: folder.path)
    }

    /// `folder` is empty.
    package static func run(_ content: ContentCase, in folder: String) -> Outcome {
        content.write(to: "\(folder)/content")
        guard FileManager.default.fileExists(atPath: "\(folder)/content") else { return .refused([]) }
        return outcome(of: "\(folder)/content", into: "\(folder)/site", seed: content.seed)
    }

    package static func outcome(of content: String, into site: String, seed: UInt64 = 0) -> Outcome {
        let options = Generator.Options(threads: seed.isMultiple(of: 2) ? 1 : 2)
        let isStrict = seed.isMultiple(of: 3)
        let build = SiteBuild.run(content: content, themes: Repository.themes, options: options, isStrict: isStrict)
        if let fault = fault(in: build.diagnostics, of: content) { return .fault(fault) }
        _ = ConsoleFormat(explains: true).format(build.diagnostics)
        guard build.generator != nil else {
            guard build.diagnostics.hasErrors else { return .fault("nothing is wrong, and there is no site") }
            return .refused(Set(build.diagnostics.filter { $0.severity == .error }.map(\.rule.id)).sorted())
        }
        do {
            let output = try OutputFolder(site, inputs: [content, Repository.themes])
            // What a check passes can be written, and is what is made in memory.
            let (_, result) = try SiteBuild.build(
                content: content, themes: Repository.themes, options: options, isStrict: isStrict, into: output, cache: nil, timings: Timings(), accepts: { _ in true })
            guard let result else { return .fault("the check passed, and the build wrote nothing") }
            let files = Set(FileManager.default.subpaths(atPath: site) ?? [])
            guard build.files().allSatisfy({ files.contains($0.path) }) else { return .fault("a file of the site is not there") }
            if result.removed != 0 { return .fault("a first build removed \(result.removed) files") }
            return .built
        } catch {
            return .fault("the check passed, and the build did not: \(error)")
        }
    }

    /// A message that nobody could follow.
    private static func fault(in diagnostics: [Diagnostic], of content: String) -> String? {
        for diagnostic in diagnostics {
            for position in [diagnostic.position] + diagnostic.notes.compactMap(\.position) where position.line < 1 || position.column < 1 {
                return "a message has no place: \(diagnostic.summary)"
            }
            if diagnostic.summary.isEmpty { return "a message says nothing: \(diagnostic.rule.id)" }
            if diagnostic.summary.utf8.count > 1000 || diagnostic.suggestion?.utf8.count ?? 0 > 1000 { return "a message is too long: \(diagnostic.rule.id)" }
        }
        return nil
    }
}
