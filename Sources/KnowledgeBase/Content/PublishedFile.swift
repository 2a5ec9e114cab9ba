public import Diagnostics

extension Rule {
    public static let unsafeFile = Rule(
        "unsafe-file", .error,
        means: "A file that a page links to or shows could run in a browser, or is not what its name says.",
        why: "What can run in a browser would run as a part of the site, and could change the doses that its pages show. Only kinds of files that cannot are published.",
        mend: "A [kind that is published](writing.md#files). A drawing is exported as plain SVG, or as PNG.")
}

/// Holds a file that authors give readers, such as an image or a form, to what cannot run on the site.
///
/// What a web host says a file is, and what browsers make of one of which nothing is said, cannot be known here. So kinds are listed by what is
/// published, never by what is not; and bytes are those of the kind that the name says, because browsers look at them where a host says nothing.
struct PublishedFile {
    let log: DiagnosticLog

    /// How the bytes of a kind begin; nil for text.
    private static let beginnings: [String: [[UInt8?]]?] = {
        func bytes(_ text: String, at offset: Int = 0) -> [UInt8?] { [UInt8?](repeating: nil, count: offset) + text.utf8.map { $0 } }
        let zip: [[UInt8?]] = [bytes("PK\u{3}\u{4}")]
        let film = [bytes("ftyp", at: 4)]
        var kinds: [String: [[UInt8?]]?] = [
            "png": [[0x89] + bytes("PNG\r\n\u{1A}\n")], "jpg": [[0xFF, 0xD8, 0xFF]], "jpeg": [[0xFF, 0xD8, 0xFF]], "gif": [bytes("GIF87a"), bytes("GIF89a")],
            "webp": [bytes("RIFF") + bytes("WEBP", at: 4)], "avif": film, "pdf": [bytes("%PDF-")], "mp4": film, "m4a": film, "webm": [[0x1A, 0x45, 0xDF, 0xA3]],
            "mp3": [bytes("ID3"), [0xFF, 0xFB], [0xFF, 0xF3], [0xFF, 0xF2], [0xFF, 0xFA]], "ogg": [bytes("OggS")], "wav": [bytes("RIFF") + bytes("WAVE", at: 4)],
        ]
        for kind in ["docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "zip"] { kinds[kind] = zip }
        for kind in ["txt", "csv", "tsv", "json", "bib", "ris", "vtt"] { kinds.updateValue(nil, forKey: kind) }
        return kinds
    }()

    /// True for a file that can be published.
    func check(_ file: ContentFile) -> Bool {
        let before = log.diagnostics.count
        look(at: file)
        return log.diagnostics.count == before
    }

    private func look(at file: ContentFile) {
        let kind = file.fileExtension
        if kind == "svg" { return SVGCheck(file, log: log).check() }
        guard let beginnings = Self.beginnings[kind] else { return reportKind(file, kind) }
        guard let beginnings else { return checkText(file, kind) }
        let bytes = file.bytes
        let holds = beginnings.contains { beginning in
            bytes.count >= beginning.count && zip(beginning, bytes).allSatisfy { $0 == nil || $0 == $1 }
        }
        if holds { return }
        report(file, "this is no \(kind.uppercased()) file, whatever its name says", "save it as what its name says, or give it the name of what it is")
    }

    private func reportKind(_ file: ContentFile, _ kind: String) {
        let kinds = (Self.beginnings.keys + ["svg"]).sorted().joined(separator: ", ")
        let what = kind.isEmpty ? "a file without an ending is not published: nothing says what it is" : "files of the kind '.\(kind)' are not published"
        report(file, what, "what can be published is \(kinds)")
    }

    /// A browser that is not told what a text is takes one that begins with markup for a page.
    private func checkText(_ file: ContentFile, _ kind: String) {
        guard SourceText(path: file.path, bytes: file.bytes, log: log) != nil else { return }
        let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = file.bytes.dropFirst(start).first { ![0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
        if first == UInt8(ascii: "<") {
            report(file, "a .\(kind) file that begins with '<' may be taken for a page, and run", "put a line of words before it")
        } else if file.bytes.contains(0) {
            report(file, "a .\(kind) file is text, and this has a NUL in it", "save it as what its name says")
        }
    }

    private func report(_ file: ContentFile, _ summary: String, _ suggestion: String) {
        log.report(.unsafeFile, at: SourcePosition(file: file.path), summary, suggestion: suggestion)
    }
}
