import SitePaths

/// One name that becomes another, and what that makes of all others.
struct NameChange {
    /// What is renamed; nil where files move.
    let renamed: Name?
    /// As messages call it.
    let said: String
    /// True for what is defined nowhere, such as a tag.
    let needsNoDefinition: Bool
    /// By their old paths.
    let moves: [String: String]
    private let new: String
    private let map: @Sendable (Name) -> Name

    init(_ renamed: Name, to new: String, said: String, needsNoDefinition: Bool = false) {
        self.renamed = renamed
        self.said = said
        self.needsNoDefinition = needsNoDefinition
        self.new = new
        moves = [:]
        let changed: Name =
            switch renamed {
            case .reference: .reference(new)
            case .tag: .tag(new)
            case .place(let file, _): .place(file: file, id: new)
            default: renamed
            }
        map = { $0 == renamed ? changed : $0 }
    }

    /// A part of a record: the places that are made of its name change with it.
    init(_ part: RecordParts.Part, of file: String, to new: String, _ parts: RecordParts) {
        renamed = .place(file: file, id: part.place)
        said = "'#\(part.place)' of \(file)"
        needsNoDefinition = false
        self.new = new
        moves = [:]
        map = { name in
            guard case .place(file, let id) = name, let range = parts.names(in: id).first(where: { $0.place == part.place })?.range else { return name }
            var bytes = Array(id.utf8)
            bytes.replaceSubrange(range, with: new.utf8)
            return .place(file: file, id: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Files with other paths.
    init(moves: [String: String]) {
        renamed = nil
        said = "the file"
        needsNoDefinition = true
        new = ""
        self.moves = moves
        map = { name in
            switch name {
            case .file(let path): .file(moves[path] ?? path)
            case .place(let file, let id): .place(file: moves[file] ?? file, id: id)
            default: name
            }
        }
    }

    /// What is called `name` before is called this afterwards.
    func mapped(_ name: Name) -> Name { map(name) }

    /// The new name as it is written in a form.
    func word(_ form: NameOccurrence.Form) -> String { form == .heading ? " {#\(new)}" : new }
}
