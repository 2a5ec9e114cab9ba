import Diagnostics

/// Reads an SVG drawing and refuses what is more than a drawing: scripts, handlers of events, what it would load, links, animations of any of them.
///
/// An SVG file that a reader opens by its address is a page of the site. Elements and attributes are listed by what is let in; what is not known is
/// refused. So is all that makes one reader of XML see something else than another: entities, sections of raw text, other encodings.
struct SVGCheck {
    private struct Failure: Error {
        let offset: Int
        let summary: String
        var suggestion: String?
    }

    private let file: ContentFile
    private let bytes: [UInt8]
    private let log: DiagnosticLog

    init(_ file: ContentFile, log: DiagnosticLog) {
        self.file = file
        bytes = file.bytes
        self.log = log
    }

    /// Says the first thing that is wrong.
    func check() {
        guard SourceText(path: file.path, bytes: bytes, log: log) != nil else { return }
        var reader = Reader(bytes)
        do throws(Failure) {
            try reader.read()
        } catch {
            let before = bytes[..<min(error.offset, bytes.count)]
            let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let column = String(decoding: bytes[start..<before.endIndex], as: UTF8.self).unicodeScalars.count + 1
            log.report(
                .unsafeFile, at: SourcePosition(file: file.path, line: before.count(where: { $0 == 0x0A }) + 1, column: column), error.summary,
                suggestion: error.suggestion ?? "export the drawing as plain SVG, or as PNG")
        }
    }

    private static let svg = "http://www.w3.org/2000/svg"
    private static let xlink = "http://www.w3.org/1999/xlink"
    private static let xml = "http://www.w3.org/XML/1998/namespace"
    /// What drawing programs and those who describe drawings add. Browsers know nothing of it.
    private static let passive: Set<String> = [
        "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.serif.com/",
        "http://www.bohemiancoding.com/sketch/ns", "http://vectornator.io", "http://ns.adobe.com/AdobeIllustrator/10.0/",
    ]

    private static let elements: Set<String> = [
        "svg", "g", "defs", "desc", "title", "metadata", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "style", "filter", "feBlend", "feColorMatrix",
        "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA",
        "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
        "feTile", "feTurbulence",
    ]

    private static let attributes = Set(
        """
        id class style lang role tabindex type media version baseProfile viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points \
        transform rotate pathLength textLength lengthAdjust startOffset method spacing side offset gradientUnits gradientTransform spreadMethod patternUnits \
        patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits \
        primitiveUnits in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha \
        surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle azimuth elevation pointsAtX pointsAtY pointsAtZ z scale xChannelSelector \
        yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent enable-background \
        alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters color-profile color-rendering direction display dominant-baseline \
        fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight \
        glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker marker-end marker-mid marker-start mask \
        mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap \
        stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-rendering transform-origin unicode-bidi \
        vector-effect visibility word-spacing white-space writing-mode xml:space
        """.split(separator: " ").map(String.init))

    private struct Reader {
        let bytes: [UInt8]
        var index = 0
        /// Open elements: their names, the namespaces that each brings, and whether it is a style sheet.
        var open: [(name: ArraySlice<UInt8>, scope: [String: String], isStyle: Bool)] = []
        var hasRoot = false

        static let deepest = 100

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func read() throws(Failure) {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
            if has("<?xml ") { try declaration() }
            while index < bytes.count {
                if has("<!--") {
                    try skip(to: "-->", "this comment is not closed")
                } else if has("<!DOCTYPE"), !hasRoot {
                    try documentType()
                } else if has("<!") {
                    throw fail("declarations and raw text are not let into a drawing")
                } else if has("<?") {
                    throw fail("an instruction such as a style sheet is not let into a drawing")
                } else if has("</") {
                    try endTag()
                } else if has("<") {
                    try startTag()
                } else {
                    try text()
                }
            }
            guard hasRoot, open.isEmpty else { throw fail(hasRoot ? "the drawing is not closed" : "this is no SVG drawing") }
        }

        // MARK: Parts

        /// Anything but UTF-8 could be read as other text than is looked at here.
        private mutating func declaration() throws(Failure) {
            let start = index
            try skip(to: "?>", "the first line is not closed")
            let text = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
            if let encoding = text.firstRange(of: "encoding") {
                let value = text[encoding.upperBound...].drop { " \t\r\n=\"'".contains($0) }.prefix { !"\"'?".contains($0) }
                guard value == "utf-8" else { throw Failure(offset: start, summary: "a drawing is UTF-8 text, not '\(value)'") }
            }
        }

        private mutating func documentType() throws(Failure) {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
                guard bytes[index] != UInt8(ascii: "["), bytes[index] != UInt8(ascii: "<") || index == start else { throw fail("entities are not let into a drawing") }
                index += 1
            }
            guard index < bytes.count else { throw Failure(offset: start, summary: "this declaration is not closed") }
            index += 1
        }

        private mutating func text() throws(Failure) {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
            let text = try decoded(start..<index)
            if open.isEmpty {
                guard text.allSatisfy(\.isWhitespace) else { throw Failure(offset: start, summary: "text stands outside the drawing") }
            } else if open[open.count - 1].isStyle {
                try checkStyle(text, at: start)
            }
        }

        private mutating func endTag() throws(Failure) {
            let tag = index
            index += 2
            let name = name()
            skipSpace()
            guard let last = open.popLast(), last.name == name, has(">") else {
                throw Failure(offset: tag, summary: "'</\(string(name))>' closes nothing that is open here")
            }
            index += 1
        }

        private mutating func startTag() throws(Failure) {
            let tag = index
            index += 1
            let name = name()
            guard !name.isEmpty else { throw Failure(offset: tag, summary: "a '<' is written &lt;") }
            var attributes: [(name: String, value: String, offset: Int)] = []
            var scope: [String: String] = [:]
            var isClosed = false
            var seen = Set<String>()
            while true {
                let hadSpace = skipSpace()
                if has("/>") || has(">") {
                    isClosed = has("/>")
                    index += isClosed ? 2 : 1
                    break
                }
                let start = index
                let name = string(self.name())
                guard hadSpace, !name.isEmpty else { throw Failure(offset: start, summary: "this tag is not closed") }
                skipSpace()
                guard has("=") else { throw Failure(offset: start, summary: "'\(name)' has no value") }
                index += 1
                skipSpace()
                guard has("\"") || has("'") else { throw Failure(offset: start, summary: "the value of '\(name)' has no quotes") }
                let quote = bytes[index]
                let value = index + 1
                index += 1
                while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "<") { index += 1 }
                guard index < bytes.count, bytes[index] == quote else { throw Failure(offset: start, summary: "the value of '\(name)' is not closed") }
                let text = try decoded(value..<index)
                index += 1
                guard seen.insert(name).inserted else { throw Failure(offset: start, summary: "'\(name)' stands twice") }
                if name == "xmlns" {
                    scope[""] = text
                } else if name.hasPrefix("xmlns:") {
                    scope[String(name.dropFirst(6))] = text
                } else {
                    attributes.append((name, text, start))
                }
            }
            guard !hasRoot || !open.isEmpty else { throw Failure(offset: tag, summary: "a second drawing begins here") }
            open.append((name, scope, false))
            guard open.count <= Self.deepest else { throw Failure(offset: tag, summary: "nested deeper than \(Self.deepest) levels") }
            let isSVG = try checkElement(string(name), at: tag)
            for attribute in attributes { try check(attribute, isSVG: isSVG) }
            hasRoot = true
            if isClosed { open.removeLast() }
        }

        // MARK: What is let in

        /// True for an element of SVG, false for one that browsers know nothing of.
        private mutating func checkElement(_ name: String, at tag: Int) throws(Failure) -> Bool {
            let (space, local) = try resolved(name, at: tag, isAttribute: false)
            if space == SVGCheck.svg {
                guard SVGCheck.elements.contains(local) else { throw Failure(offset: tag, summary: "the element '\(name)' is not let into a drawing") }
                guard hasRoot || local == "svg" else { throw Failure(offset: tag, summary: "this is no SVG drawing") }
                open[open.count - 1].isStyle = local == "style"
                return true
            }
            guard hasRoot else { throw Failure(offset: tag, summary: "this is no SVG drawing: it does not say xmlns=\"\(SVGCheck.svg)\"") }
            guard SVGCheck.passive.contains(space) else { throw Failure(offset: tag, summary: "the element '\(name)' is not let into a drawing") }
            return false
        }

        private func check(_ attribute: (name: String, value: String, offset: Int), isSVG: Bool) throws(Failure) {
            let (name, value, offset) = attribute
            let (space, local) = try resolved(name, at: offset, isAttribute: true)
            if SVGCheck.passive.contains(space) || (space.isEmpty && !isSVG) { return }
            if local == "href", space.isEmpty || space == SVGCheck.xlink {
                guard value.hasPrefix("#") else { throw Failure(offset: offset, summary: "a drawing leads only to its own parts, not to '\(value.prefix(60))'") }
                return
            }
            if space == SVGCheck.xlink {
                guard ["type", "title", "show", "actuate"].contains(local) else { throw refusal(name, offset) }
                return
            }
            if space == SVGCheck.xml {
                guard ["space", "lang"].contains(local) else { throw refusal(name, offset) }
                return
            }
            guard space.isEmpty, SVGCheck.attributes.contains(local) || local.hasPrefix("aria-") || local.hasPrefix("data-") else { throw refusal(name, offset) }
            try checkStyle(value, at: offset)
        }

        private func refusal(_ name: String, _ offset: Int) -> Failure { Failure(offset: offset, summary: "the attribute '\(name)' is not let into a drawing") }

        /// What a style sheet, or a property, would load. Escapes could spell what is looked for in another way.
        private func checkStyle(_ text: String, at offset: Int) throws(Failure) {
            let plain = text.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }.map { $0 | ($0 &- 65 < 26 ? 0x20 : 0) }
            if plain.contains(UInt8(ascii: "\\")) { throw Failure(offset: offset, summary: "a backslash is not let into the styles of a drawing") }
            guard plain.contains(UInt8(ascii: "(")) || plain.contains(UInt8(ascii: "@")) else { return }
            let style = String(decoding: plain, as: UTF8.self)
            for loading in ["@import", "@charset", "@namespace", "image(", "image-set(", "src(", "expression(", "/*"] where style.contains(loading) {
                throw Failure(offset: offset, summary: "'\(loading)' is not let into the styles of a drawing")
            }
            for part in style.split(separator: "url(", omittingEmptySubsequences: false).dropFirst() where !part.hasPrefix("#") {
                throw Failure(offset: offset, summary: "a drawing leads only to its own parts, not to '\(part.prefix { $0 != ")" }.prefix(60))'")
            }
        }

        /// The namespace and the name in it.
        private func resolved(_ name: String, at offset: Int, isAttribute: Bool) throws(Failure) -> (space: String, local: String) {
            let parts = name.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count < 3, parts.allSatisfy({ !$0.isEmpty }) else { throw Failure(offset: offset, summary: "'\(name)' is not a name") }
            let local = String(parts[parts.count - 1])
            if parts.count == 1, isAttribute { return ("", local) }
            let prefix = parts.count == 2 ? String(parts[0]) : ""
            if prefix == "xml" { return (SVGCheck.xml, local) }
            for element in open.reversed() { if let space = element.scope[prefix] { return (space, local) } }
            if prefix.isEmpty { return ("", local) }
            throw Failure(offset: offset, summary: "nothing says what '\(prefix):' is")
        }

        // MARK: Bytes

        private func fail(_ summary: String) -> Failure { Failure(offset: index, summary: summary) }
        private func string(_ name: ArraySlice<UInt8>) -> String { String(decoding: name, as: UTF8.self) }

        private func has(_ text: StaticString) -> Bool {
            index + text.utf8CodeUnitCount <= bytes.count && text.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + $0.count)]) }
        }

        private mutating func skip(to end: StaticString, _ problem: String) throws(Failure) {
            let start = index
            while index < bytes.count {
                if has(end) {
                    index += end.utf8CodeUnitCount
                    return
                }
                index += 1
            }
            throw Failure(offset: start, summary: problem)
        }

        @discardableResult
        private mutating func skipSpace() -> Bool {
            let start = index
            while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
            return index > start
        }

        private mutating func name() -> ArraySlice<UInt8> {
            let start = index
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "_"),
                    UInt8(ascii: "."), UInt8(ascii: ":"), 0x80...:
                    index += 1
                    continue
                default: break
                }
                break
            }
            return bytes[start..<index]
        }

        /// Text with its references read. A name that is not one of XML's own could stand for anything.
        private func decoded(_ range: Range<Int>) throws(Failure) -> String {
            guard bytes[range].contains(UInt8(ascii: "&")) else { return String(decoding: bytes[range], as: UTF8.self) }
            var out: [UInt8] = []
            var place = range.lowerBound
            while place < range.upperBound {
                guard bytes[place] == UInt8(ascii: "&") else {
                    out.append(bytes[place])
                    place += 1
                    continue
                }
                let named = bytes[(place + 1)..<min(range.upperBound, place + 12)].prefix { $0 != UInt8(ascii: ";") }
                let name = String(decoding: named, as: UTF8.self)
                let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
                if let text = known[name] {
                    out += text.utf8
                } else if name.hasPrefix("#"), let code = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst()),
                    let scalar = Unicode.Scalar(code)
                {
                    out += String(Character(scalar)).utf8
                } else {
                    throw Failure(offset: place, summary: "the entity '&\(name.prefix(20));' is not let into a drawing")
                }
                place = named.endIndex + 1
            }
            return String(decoding: out, as: UTF8.self)
        }
    }
}
