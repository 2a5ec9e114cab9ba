import KnowledgeBase
package import OpenData
import SitePaths
package import SourceData

/// A resource of FHIR R4 (4.0.1) with its type and its id.
package struct Resource: Sendable {
    package let type: String
    package let id: String
    package let json: JSONValue

    package var bytes: [UInt8] { json.bytes }
    /// Where it is published.
    package var output: String { OutputPath.fhir(type, id) }
}

/// How the resources of one site are called: by their address where the site knows where it will stand, and otherwise by a UUID that stays
/// as long as the site's title and the record's id do.
package struct FHIRPlaces: Sendable {
    package let data: DataPlaces

    package init(_ data: DataPlaces) { self.data = data }

    var knowledgeBase: KnowledgeBase { data.knowledgeBase }
    var site: Site { knowledgeBase.site }

    /// Its canonical address, which is its `fullUrl` in a bundle too.
    func url(_ type: String, _ id: String) -> String {
        if let base = site.baseURL { return "\(base)fhir/\(type)/\(id)" }
        let digits = Array(SHA256.digits(Array("\(site.title)\n\(type)/\(id)".utf8), count: 32))
        // A UUID of version 8, whose bits are its maker's own (RFC 9562).
        let variant = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) & 3]
        let parts = [digits[0..<8], digits[8..<12], digits[13..<16], digits[17..<20], digits[20..<32]].map { String($0) }
        return "urn:uuid:\(parts[0])-\(parts[1])-8\(parts[2])-\(variant)\(parts[3])-\(parts[4])"
    }

    /// An id as FHIR allows it: 64 letters, digits, hyphens and points. Another name is shortened, and kept apart by its hash.
    static func id(_ name: String) -> String {
        let isAllowed = name.utf8.count <= 64 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
        if isAllowed { return name }
        let plain = name.unicodeScalars.map {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-.".unicodeScalars.contains($0)) ? Character($0) : "-"
        }
        return String(plain.prefix(47)) + "--" + SHA256.digits(Array(name.utf8), count: 12)
    }

    /// A name for programs: letters, digits and underscores, a capital first.
    static func name(_ kind: String, _ id: String) -> String {
        String((kind + "_" + id).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(255))
    }
}
