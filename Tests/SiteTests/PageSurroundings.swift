import Testing

/// A whole page as the surroundings of others: what stands outside of its main part is theirs too, byte for byte, but for
///
/// - the title with what programs read of the page, which stands from there to the generator's name, and the tag of the body;
/// - addresses, which lead to the same places from where the other page stands;
/// - the entry of the navigation that is marked: the page itself, or the part of the site it belongs to.
struct PageSurroundings {
    static var main: Regex<Substring> { /<main[^>]*>(?s:.)*<\/main>/ }
    private static var own: [Regex<Substring>] { [/<title>(?s:.)*?(?=\n(?:<meta name="generator"|<body))/, /<body[^>]*>/] }

    private let path: String
    /// The site's header with all before it, and what follows.
    private let parts: (header: Substring, rest: Substring)

    init(of page: String, at path: String) throws {
        try #require(page.matches(of: Self.main).count == 1, "\(path) has not one main part")
        self.path = path
        let end = page.firstRange(of: "</header>\n<main")?.lowerBound ?? page.startIndex
        parts = (page[..<end], page[end...])
    }

    private static var marked: Regex<(Substring, Substring, Substring)> { /<a href="[^"]*" aria-current="(\w+)">([^<]*)<\/a><\/li>/ }
    private static var mark: Regex<(Substring, Substring, Substring)> { /Marked: (\w+), ([^\n]*)\n/ }

    /// What a page has of its own, a part to a line, with the main part last.
    static func own(_ page: String) -> String {
        let header = page[..<(page.firstRange(of: "</header>\n<main")?.lowerBound ?? page.startIndex)]
        let mark = header.firstMatch(of: marked).map { "Marked: \($0.output.1), \($0.output.2)\n" } ?? ""
        return mark + own.compactMap { page.firstMatch(of: $0)?.output }.joined(separator: "\n") + "\n\(page.firstMatch(of: main)?.output ?? "")\n"
    }

    /// The page at `other` that has these surroundings, and parts of its own.
    func page(_ own: String, at other: String) -> String {
        var header = moved(parts.header.replacing(/\ aria-current="\w+"/, with: ""), to: other)
        if let mark = own.firstMatch(of: Self.mark)?.output { header.replace("\">\(mark.2)</a></li>", with: "\" aria-current=\"\(mark.1)\">\(mark.2)</a></li>") }
        var page = header + moved(String(parts.rest), to: other)
        for part in Self.own { page.replace(part, with: own.firstMatch(of: part)?.output ?? "") }
        return page.replacing(Self.main, with: own.firstMatch(of: Self.main)?.output ?? "")
    }

    private func moved(_ text: some StringProtocol, to other: String) -> String {
        String(text).replacing(/(href="|src="|url=)([^"#]+)"/) { match in
            let target = Self.target(of: match.output.2, from: path)
            return "\(match.output.1)\(Self.way(to: target, from: other))\""
        }
    }

    // MARK: Addresses

    private static func target(of address: Substring, from page: String) -> String {
        var names = page.split(separator: "/").dropLast()
        for name in address.split(separator: "/") {
            if name == ".." { names = names.dropLast() } else { names.append(name) }
        }
        return names.joined(separator: "/")
    }

    private static func way(to target: String, from page: String) -> String {
        let (there, here) = (target.split(separator: "/"), page.split(separator: "/"))
        let shared = zip(there.dropLast(), here.dropLast()).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: here.count - 1 - shared) + there.dropFirst(shared)).joined(separator: "/")
    }
}
