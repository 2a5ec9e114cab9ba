/// Files that are inside the program, so that it needs none beside it.
///
/// They stand once, in the folders of the package that have their names; a plugin of the build takes them from there.
public struct EmbeddedFile: Sendable {
    /// From the root of the package: `themes/clinic/theme.yml`.
    public let path: String
    private let text: StaticString

    /// The same bytes as those of the file in the package.
    public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

    /// Those below `folder`, by their paths within it.
    public static func files(below folder: String) -> [(path: String, file: EmbeddedFile)] {
        all.compactMap { file in
            file.path.hasPrefix("\(folder)/") ? (String(file.path.dropFirst(folder.count + 1)), file) : nil
        }
    }

    /// Every file, sorted by its path within its folder.
    public static let all: [EmbeddedFile] = EmbeddedTexts.all.map { EmbeddedFile(path: $0.path.description, text: $0.text) }
}
