import KnowledgeBase
import SitePaths

/// The link by which a reader tells of an error on a page: it names the page, so that nobody has to describe it.
enum ErrorReportLink {
    static func address(_ reports: ErrorReports, title: String, output: String, site: Site) -> String {
        let page = site.baseURL.map { PublicAddress.of(output, at: $0) } ?? output
        switch reports {
        case .mail(let address):
            return "mailto:\(address)?subject=\(encoded("Error on the page “\(title)” of \(site.title)"))&body=\(encoded("Page: \(page)\n\n"))"
        case .web(let address):
            let name = encoded("\(title) (\(page))")
            if address.contains("{page}") { return address.replacing("{page}", with: name) }
            let (path, fragment) = address.firstIndex(of: "#").map { (address[..<$0], address[$0...]) } ?? (address[...], "")
            return "\(path)\(path.contains("?") ? "&" : "?")page=\(name)\(fragment)"
        }
    }

    /// As a value of a query.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var out = ""
        for byte in text.utf8 {
            if byte &- 97 < 26 || byte &- 65 < 26 || byte &- 48 < 10 || "-._~".utf8.contains(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return out
    }
}
