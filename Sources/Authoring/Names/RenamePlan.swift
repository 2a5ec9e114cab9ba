public import KnowledgeBase

/// What has to change in a content folder so that something has another name and nothing else is different.
public struct RenamePlan: Sendable {
    /// New text in the place of old.
    public struct Edit: Hashable, Sendable {
        /// In the file as it is called before the change.
        public let span: TextSpan
        public let old: String
        public let new: String
    }

    /// A file that gets another path.
    public struct Move: Hashable, Sendable {
        public let old: String
        public let new: String
    }

    /// By file, each in its order and without overlap.
    public let edits: [String: [Edit]]
    /// In the order of their old paths.
    public let moves: [Move]

    /// Names of both, in the order of the folder.
    public var files: [String] { Set(edits.keys).union(moves.map(\.old)).sorted() }

    init(_ edits: some Sequence<Edit>, moves: [String: String] = [:]) {
        self.edits = Dictionary(grouping: Set(edits)) { $0.span.file }
            .mapValues { $0.sorted { ($0.span.range.lowerBound, $0.span.range.upperBound) < ($1.span.range.lowerBound, $1.span.range.upperBound) } }
        self.moves = moves.map { Move(old: $0.key, new: $0.value) }.sorted { $0.old < $1.old }
    }

    /// What a file is called afterwards.
    public func path(of file: String) -> String { moves.first { $0.old == file }?.new ?? file }

    /// `file` as it is afterwards.
    public func applied(to file: ContentFile) -> ContentFile {
        guard file.upstream == nil, edits[file.path] != nil || path(of: file.path) != file.path else { return file }
        var bytes = file.bytes
        for edit in (edits[file.path] ?? []).reversed() { bytes.replaceSubrange(edit.span.range, with: edit.new.utf8) }
        return ContentFile(path: path(of: file.path), bytes: bytes)
    }

    /// True where two edits touch the same bytes.
    var overlaps: Bool {
        edits.values.contains { edits in zip(edits, edits.dropFirst()).contains { $0.span.range.upperBound > $1.span.range.lowerBound } }
    }
}

/// Why a name is left as it is.
public struct RenameRefusal: Error {
    /// In one line, with what to do where that is known.
    public let message: String

    init(_ message: String) { self.message = message }
}
