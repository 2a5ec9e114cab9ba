/// What readers meet together, by which it is known which files have to change places in one step.
enum SitePart: Hashable {
    /// Its name says what its bytes are, so that nothing of an earlier site leads to it.
    case addressed
    /// Leads to what is addressed.
    case index
    /// An article's page and what stands beside it.
    case article(String)
    /// A file by itself.
    case file(String)

    /// What leads to another comes after it.
    var rank: Int {
        switch self {
        case .addressed: 0
        case .article, .file: 1
        case .index: 2
        }
    }
}

/// How a new site differs from the one that is there.
struct SiteChange {
    /// What is there, foreign files and empty folders included.
    let old: Set<String>
    /// What is there and Materia's.
    let owned: Set<String>
    let new: Set<String>
    /// Those of the new that are not there with the same bytes.
    let written: [String]
    /// Those of Materia's that are there and not in the new site.
    let removed: Set<String>

    init(old: Set<String>, owned: Set<String>, new: Set<String>, written: [String]) {
        self.old = old
        self.owned = owned
        self.new = new
        self.written = written
        removed = owned.subtracting(new).intersection(old)
    }

    var foreign: [String] { old.subtracting(owned).subtracting(new).sorted() }

    /// The folders in which something changes, the site's own as an empty path: the list of files is in it.
    var folders: Set<String> {
        Set([""] + (written + removed).map { file in file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "" })
    }

    /// True where a site is there already of which no more than one page says something else, so that nothing can be met by halves.
    func isOfOnePage(_ part: (String) -> SitePart) -> Bool {
        guard !owned.isEmpty, removed.allSatisfy({ part($0) == .addressed }) else { return false }
        return Set(written.map(part)).subtracting([.addressed, .index]).count <= 1
    }
}
