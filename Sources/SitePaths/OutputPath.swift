/// Where pages stand in the published site. Every page is an `index.html` in a folder of its own, so that
/// addresses are the same on a web host and on a file share.
public enum OutputPath {
    public static let home = "index.html"
    public static let notFound = "404.html"
    public static let bibliography = "references/index.html"
    public static let glossary = "glossary/index.html"
    public static let tags = "tags/index.html"
    public static let search = "search/index.html"
    public static let sitemap = "sitemap.xml"
    public static let robots = "robots.txt"
    public static let feed = "feed.xml"
    /// What changed on the site.
    public static let changes = "changes/index.html"
    /// The same for programs, since an earlier state.
    public static let changesData = "data/changes.json"
    public static let languageModels = "llms.txt"
    /// Says to pages that are kept which version of the content the site is of now. The one file of Materia whose bytes change under its name.
    public static let version = "version.js"
    public static let recommendations = "recommendations/index.html"
    /// Every article and record as data, for programs.
    public static let dataIndex = "data/index.json"
    /// The references that are cited, as CSL-JSON.
    public static let dataReferences = "data/references.json"
    /// Every resource of FHIR together.
    public static let fhirBundle = "fhir/bundle.json"
    /// Indications, therapies, dosing and pitfalls on one page.
    public static let topics = "topics/index.html"
    /// Every calculator and checklist on one page.
    public static let calculators = "calculators/index.html"
    /// Who has reviewed what, and when that is due again.
    public static let reviews = "reviews/index.html"
    /// What is looked up: products, protocols, sources, terms and plain pages.
    public static let reference = "reference/index.html"

    /// `indications/dermatomyositis.md` is published at `indications/dermatomyositis/index.html`.
    public static func article(_ path: String) -> String {
        path == "index.md" ? home : String(path.dropLast(3)) + "/index.html"
    }

    /// `criteria/a.yml` is published at `criteria/a/index.html`.
    public static func record(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)]) + "/index.html"
    }

    /// The data of the article or record at `path`: `data/records/regimens/a.json`, `data/articles/about.json`.
    public static func data(of path: String) -> String {
        "data/\(path.hasSuffix(".md") ? "articles" : "records")/\(path[..<(path.lastIndex(of: ".") ?? path.endIndex)]).json"
    }

    /// What the data keeps to, by the name of the schema.
    public static func dataSchema(_ name: String) -> String { "data/schema/\(name).json" }
    /// One resource of FHIR, by its type and id.
    public static func fhir(_ type: String, _ id: String) -> String { "fhir/\(type)/\(id).json" }

    public static func index(ofFolder folder: String) -> String { "\(folder)/index.html" }
    /// The bare calculator of a regimen, for a frame in another page.
    public static func embed(_ regimen: String) -> String { "embed/\(regimen)/index.html" }
    /// The calculator of a regimen with everything in one file, for a document library.
    public static func single(_ regimen: String) -> String { "single/\(regimen).html" }
    /// The bare checklist or score of a criteria set; no regimen's folder can have its name.
    public static func embed(criteria: String) -> String { "embed/criteria/\(criteria)/index.html" }
    public static func single(criteria: String) -> String { "single/criteria/\(criteria).html" }
    /// The Markdown of the page at `output`: where programs look for it that know the address of the page.
    public static func markdown(of output: String) -> String { "\(output).md" }
    /// One of several sitemaps, from 1.
    public static func sitemap(part: Int) -> String { "sitemap-\(part).xml" }
    /// What those who approve a site ask of it.
    public static let safety = "safety/index.html"
    /// The same of the site and of all that is worked with on it, in one file.
    public static let safetyFile = "safety/safety-file.html"
    /// The same of one record.
    public static func safety(of record: String) -> String { "safety/" + Self.record(record) }
    public static func tag(_ tag: String) -> String { "tags/\(tag)/index.html" }

    /// An old address: `old/page`, `old/page/` or `old/page.html`. Nil when it cannot be one.
    public static func alias(_ alias: String) -> String? {
        // No path of a site is longer; see `PublishedName`.
        guard !alias.hasPrefix("/"), !alias.isEmpty, alias.utf8.count <= 1000, let clean = ContentPath.resolve(alias, from: ""), !clean.isEmpty,
            alias.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-._/".unicodeScalars.contains($0) }),
            !alias.split(separator: "/").contains(where: { $0.hasPrefix(".") })
        else { return nil }
        return clean.hasSuffix(".html") ? clean : clean + "/index.html"
    }

    /// The folders that a file needs: `a` and `a/b` for `a/b/c`.
    public static func folders(of path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }
}
