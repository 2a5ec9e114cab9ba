import Markdown
package import SitePaths

/// What tells search engines which pages a site has (sitemaps.org), of a site that knows its address.
package enum Sitemap {
    /// A sitemap may list no more.
    static let most = 50_000

    /// Files by path: one sitemap, or an index of several, and `robots.txt` where the site has a host of its own, because it is read nowhere
    /// else. `outputs` are the pages that readers are to find.
    package static func files(_ outputs: [String], at base: String) -> [(path: String, text: String)] {
        let outputs = outputs.sorted()
        let starts = Array(stride(from: 0, to: outputs.count, by: most))
        var files: [(path: String, text: String)] = []
        if starts.count > 1 {
            let parts = starts.indices.map { OutputPath.sitemap(part: $0 + 1) }
            files.append((OutputPath.sitemap, list("sitemapindex", "sitemap", parts, base)))
            for (part, start) in zip(parts, starts) { files.append((part, list("urlset", "url", outputs[start..<min(start + most, outputs.count)], base))) }
        } else {
            files.append((OutputPath.sitemap, list("urlset", "url", outputs, base)))
        }
        if isHost(base) { files.append((OutputPath.robots, "User-agent: *\nAllow: /\n\nSitemap: \(PublicAddress.of(OutputPath.sitemap, at: base))\n")) }
        return files
    }

    private static func list(_ root: String, _ element: String, _ outputs: some Sequence<String>, _ base: String) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        for output in outputs { text += "<\(element)><loc>\(HTMLText.escape(PublicAddress.of(output, at: base)))</loc></\(element)>\n" }
        return text + "</\(root)>\n"
    }

    /// True where nothing stands behind the host's name.
    private static func isHost(_ base: String) -> Bool { base.split(separator: "/").count == 2 }
}
