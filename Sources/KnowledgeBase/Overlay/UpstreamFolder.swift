import Diagnostics
import Foundation
import SourceData

/// The folder that a site extends, as its settings name it.
public struct UpstreamFolder: Sendable {
    /// From the content folder: `../upstream`.
    public let name: String
    /// Where it is on this machine.
    public let path: String

    /// What the settings of a site say of one.
    enum Found {
        case none, refused
        case folder(UpstreamFolder)
    }

    /// The folder that the content in `root` extends, where it names one that can be.
    public init?(of root: String) {
        guard let bytes = FolderListing.bytes(of: "\(root)/\(Site.path)"),
            case .folder(let found) = Self.find(ContentFile(path: Site.path, bytes: bytes), in: root, DiagnosticLog())
        else { return nil }
        self = found
    }

    /// The folder that settings name, from their own; nil where they name none, or none that can be.
    package static func name(in settings: ContentFile) -> String? {
        guard let written = extended(settings)?.value, let name = name(written), name.hasPrefix("../") else { return nil }
        return name
    }

    /// Without `.`; nil for what is not written from the content folder.
    private static func name(_ written: String) -> String? {
        written.hasPrefix("/") || written.contains("\\") ? nil : written.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    private init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// As `settings`, the site.yml in `root`, has it.
    static func find(_ settings: ContentFile?, in root: String, _ log: DiagnosticLog) -> Found {
        guard let settings, let entry = extended(settings) else { return .none }
        func refuse(_ summary: String, _ help: String) -> Found {
            log.report(.invalidUpstream, at: entry.position, summary, suggestion: help)
            return .refused
        }
        let written = entry.value
        guard let name = name(written) else {
            return refuse("'extends' cannot be '\(written)': it is written from the content folder", "write it like ../upstream, so that it is the same on every machine")
        }
        let path = "\(root)/\(name)"
        let (own, other) = (real(root), real(path))
        guard name.hasPrefix("../"), own != other, !"\(other)/".hasPrefix("\(own)/"), !"\(own)/".hasPrefix("\(other)/") else {
            return refuse("'extends' cannot be '\(written)': of two knowledge bases none lies within the other", "name a folder beside this one, such as ../upstream")
        }
        guard let bytes = FolderListing.bytes(of: "\(path)/\(Site.path)") else {
            return refuse("'\(written)' is no content folder: it has no site.yml", "name the folder that holds the site.yml of the shared knowledge base")
        }
        if extended(ContentFile(path: Site.path, bytes: bytes)) != nil {
            return refuse("'\(written)' extends another knowledge base itself", "extend that one, or ask for its changes to be made there")
        }
        return .folder(UpstreamFolder(name: name, path: path))
    }

    /// What the settings name; whatever else is wrong with them.
    private static func extended(_ settings: ContentFile) -> Located<String>? {
        let log = DiagnosticLog()
        guard let source = SourceText(path: settings.path, bytes: settings.bytes, log: log), let data = YAML.parse(source.text, path: settings.path, log: log),
            case .scalar(let text, _, let position)? = data["extends"], data["extends"]?.isNull == false, !text.isEmpty
        else { return nil }
        return Located(text, at: position)
    }

    private static func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path }
}
