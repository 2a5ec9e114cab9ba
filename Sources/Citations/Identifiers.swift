import Diagnostics
import SourceData

/// Reads the identifiers by which a work is found, and says what is wrong with them.
enum Identifiers {
    /// A DOI that stands as an address is reported, and kept without it.
    static func doi(_ fields: Fields) -> String? {
        guard let doi = fields.cslText("DOI") else { return nil }
        func report(_ problem: String, suggestion: String? = nil) {
            fields.log.report(
                Rule.invalidCSL, at: doi.position, "\(fields.label("DOI")) \(problem)",
                suggestion: suggestion)
        }
        if let bare = withoutResolver(doi.value) {
            let prefix = doi.value.dropLast(bare.count)
            report("must stand without '\(prefix)'", suggestion: "write \"\(bare)\"")
            return bare
        }
        guard doi.value.hasPrefix("10.") else {
            report("must start with '10.', not '\(doi.value.prefix(12))'")
            return nil
        }
        guard isDOI(doi.value) else {
            report("is not a DOI: '\(doi.value)'", suggestion: "a DOI reads like 10.1136/annrheumdis-2016-209247")
            return nil
        }
        return doi.value
    }

    static func pmid(_ fields: Fields) -> String? {
        guard let pmid = fields.cslText("PMID") else { return nil }
        // Numbers in use have eight digits at most; a longer one is two run together, or another identifier.
        if isDigits(pmid.value), pmid.value.utf8.count <= 8, pmid.value.utf8.first != UInt8(ascii: "0") { return pmid.value }
        fields.log.report(
            Rule.invalidCSL, at: pmid.position,
            "\(fields.label("PMID")) must be one to eight digits, not '\(pmid.value)'")
        return nil
    }

    static func pmcid(_ fields: Fields) -> String? {
        guard let pmcid = fields.cslText("PMCID") else { return nil }
        if pmcid.value.hasPrefix("PMC"), isDigits(pmcid.value.dropFirst(3)) { return pmcid.value }
        fields.log.report(
            Rule.invalidCSL, at: pmcid.position,
            "\(fields.label("PMCID")) must be 'PMC' and digits, not '\(pmcid.value)'",
            suggestion: isDigits(pmcid.value) ? "write \"PMC\(pmcid.value)\"" : nil)
        return nil
    }

    static func url(_ fields: Fields) -> String? {
        guard let url = fields.cslText("URL") else { return nil }
        func report(_ problem: String) {
            fields.log.report(
                Rule.invalidCSL, at: url.position, "\(fields.label("URL")) \(problem)")
        }
        let lowercased = url.value.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowercased.hasPrefix) else {
            report("must start with 'https://' or 'http://', not '\(url.value.prefix(12))'")
            return nil
        }
        guard let host = url.value.dropFirst(scheme.count).first, !"/?#:".contains(host) else {
            report("names no site: '\(url.value)'")
            return nil
        }
        let foreign = url.value.unicodeScalars.first {
            $0.properties.generalCategory == .control || $0.properties.isWhitespace || "\"<>\\^`{|}".unicodeScalars.contains($0)
        }
        if let foreign {
            report("has a character an address cannot have: '\(foreign)'")
            return nil
        }
        return url.value
    }

    /// `10.`, four to nine digits of the registrant, perhaps with parts of its own, a slash and a name that does not end as a sentence does.
    private static func isDOI(_ text: String) -> Bool {
        let parts = text.dropFirst(3).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let last = parts[1].last, !".,;:".contains(last), !text.contains(where: \.isWhitespace) else { return false }
        let registrant = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return registrant.allSatisfy { isDigits($0) } && (4...9).contains(registrant[0].count)
    }

    static func withoutResolver(_ text: String) -> String? {
        let lowercased = text.lowercased()
        let resolvers = [
            "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "https://www.doi.org/",
            "doi.org/", "dx.doi.org/", "doi:", "doi ",
        ]
        for resolver in resolvers where lowercased.hasPrefix(resolver) {
            let bare = text.dropFirst(resolver.count).drop { $0 == " " }
            if bare.hasPrefix("10.") { return String(bare) }
        }
        return nil
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
