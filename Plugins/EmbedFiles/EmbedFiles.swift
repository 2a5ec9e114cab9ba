import Foundation
import PackagePlugin

/// Puts the default theme, the guide and the files that `materia new` starts from into the program, each from where it stands in the package.
@main
struct EmbedFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let paths = ["themes/clinic", "starters", "docs"].flatMap { files(below: $0, in: root) }.filter { path in
            !path.hasPrefix("docs/") || path.hasSuffix(".md")
        }
        let script = root.appending(path: "scripts/embed-files")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTexts.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(paths.count) files", executable: URL(filePath: "/bin/sh"),
                arguments: [script.path, output.path, root.path] + paths, inputFiles: [script] + paths.map { root.appending(path: $0) },
                outputFiles: [output])
        ]
    }

    private func files(below folder: String, in root: URL) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: root.appending(path: "\(folder)/\(name)").path, isDirectory: &isFolder) && !isFolder.boolValue
        }.map { "\(folder)/\($0)" }.sorted()
    }
}
