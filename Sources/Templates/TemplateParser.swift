import Diagnostics

/// Reads a template: Mustache's values, sections, partials and inheritance, with names that pages fill.
///
/// A tag that stands alone on its line takes the line with it, as Mustache has it.
struct TemplateParser {
    private let bytes: [UInt8]
    private let source: SourceText
    private let log: DiagnosticLog
    private var index = 0
    /// How many sections and blocks are open.
    private var depth = 0
    /// A template is filled as deep as it is nested.
    private static let maximumDepth = 100
    /// Names of templates that this one includes, with the place of the tag.
    private(set) var includes: [(name: String, position: SourcePosition)] = []

    private struct Failure: Error {
        let offset: Int
        let summary: String
        var suggestion: String?
    }

    /// What is open while a part of the template is read.
    private struct State {
        var section: String?
        var opened = 0
        var isAtLineStart = true
        /// Inside the tag that includes a template: only blocks may stand there.
        var isDefinition = false
        var isDefinitionTop = false
        var definitionIndent: Int?

        func inside(_ section: String, opened: Int, _ isAtLineStart: Bool) -> State {
            var state = self
            state.section = section
            state.opened = opened
            state.isDefinitionTop = false
            if !isAtLineStart { state.isAtLineStart = false }
            return state
        }

        func including(_ name: String, opened: Int) -> State {
            var state = self
            state.section = name
            state.opened = opened
            state.isAtLineStart = true
            state.isDefinition = true
            state.isDefinitionTop = true
            return state
        }
    }

    /// `text` is the source with the published names of its assets, line for line.
    init(_ text: String, of source: SourceText, log: DiagnosticLog) {
        bytes = Array(text.utf8)
        self.source = source
        self.log = log
    }

    /// Nil, with a diagnostic, where the template cannot be read.
    mutating func template() -> Template? {
        do throws(Failure) {
            return Template(parts: try parts(State()).parts)
        } catch {
            log.report(.invalidTemplate, at: position(of: error.offset), error.summary, suggestion: error.suggestion)
            return nil
        }
    }

    // MARK: Parts

    private mutating func parts(_ initial: State) throws(Failure) -> (parts: [Template.Part], blocks: [String: [Template.Part]]) {
        guard depth < Self.maximumDepth else { throw Failure(offset: initial.opened, summary: "nested deeper than \(Self.maximumDepth) levels") }
        depth += 1
        defer { depth -= 1 }
        var parts: [Template.Part] = []
        var blocks: [String: [Template.Part]] = [:]
        var state = initial
        var space = index..<index
        func add(_ range: Range<Int>) { if !range.isEmpty { append(bytes[range], to: &parts) } }
        while index < bytes.count {
            if state.isAtLineStart {
                let start = index
                while index < bytes.count, isBlank(bytes[index]) { index += 1 }
                if state.isDefinition, !state.isDefinitionTop {
                    // The lines of a block are read from where its first line starts.
                    if let indent = state.definitionIndent {
                        space = min(start + indent, index)..<index
                    } else {
                        state.definitionIndent = index - start
                    }
                } else {
                    space = start..<index
                }
            }
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), !has("{{") { index += 1 }
            if index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
                index += 1
                add(space)
                add(start..<index)
                state.isAtLineStart = true
                continue
            }
            if index > start {
                add(space)
                add(start..<index)
                space = index..<index
                state.isAtLineStart = false
            }
            guard index < bytes.count else { break }
            let tag = index
            index += 2
            var isAlone = false
            switch bytes.indices.contains(index) ? bytes[index] : 0 {
            case UInt8(ascii: "#"), UInt8(ascii: "^"):
                let isInverted = bytes[index] == UInt8(ascii: "^")
                index += 1
                let name = try name(tag)
                isAlone = takesLine(state)
                if !isAlone { add(space) }
                if !isAlone { space = index..<index }
                let inner = try self.parts(state.inside(name, opened: tag, isAlone)).parts
                parts.append(try section(name, isInverted, inner, tag))
            case UInt8(ascii: "/"):
                index += 1
                let name = try name(tag)
                guard let section = state.section else { throw Failure(offset: tag, summary: "nothing is open that '{{/\(name)}}' could close") }
                guard name == section else {
                    throw Failure(
                        offset: tag, summary: "'{{/\(name)}}' closes what '\(section)' opened in line \(position(of: state.opened).line)",
                        suggestion: "write {{/\(section)}}")
                }
                if !takesLine(state) { add(space) }
                return (parts, blocks)
            case UInt8(ascii: "!"):
                guard let end = range(of: "}}", from: index) else { throw Failure(offset: tag, summary: "this comment is not closed", suggestion: "end it with }}") }
                index = end + 2
                isAlone = takesLine(state)
            case UInt8(ascii: ">"):
                index += 1
                let name = try name(tag)
                includes.append((name, position(of: tag)))
                add(space)
                isAlone = takesLine(state)
                parts.append(.partial(name, indentation: isAlone ? Array(bytes[space]) : [], blocks: [:]))
                space = index..<index
            case UInt8(ascii: "<"):
                index += 1
                let name = try name(tag)
                includes.append((name, position(of: tag)))
                add(space)
                isAlone = takesLine(state)
                let given = try self.parts(state.including(name, opened: tag))
                parts.append(.partial(name, indentation: Array(bytes[space]), blocks: given.blocks))
                space = index..<index
            case UInt8(ascii: "$"):
                index += 1
                let name = try name(tag)
                if state.isDefinitionTop {
                    isAlone = takesLine(state)
                    blocks[name] = try self.parts(state.inside(name, opened: tag, isAlone)).parts
                } else {
                    add(space)
                    isAlone = takesLine(state)
                    let inner = try self.parts(state.inside(name, opened: tag, isAlone)).parts
                    parts.append(.block(name, indentation: Array(bytes[space]), inner))
                    space = index..<index
                }
            case UInt8(ascii: "{"), UInt8(ascii: "&"):
                // Values escape themselves by their kind, whatever the template writes.
                let isBraced = bytes[index] == UInt8(ascii: "{")
                index += 1
                add(space)
                space = index..<index
                parts.append(.value(try path(try name(tag, closing: isBraced ? "}}}" : "}}"), tag)))
            case UInt8(ascii: "="): throw Failure(offset: tag, summary: "the delimiters of tags cannot be changed")
            case UInt8(ascii: "%"): throw Failure(offset: tag, summary: "there are no pragmas")
            default:
                add(space)
                space = index..<index
                parts.append(.value(try path(try name(tag), tag)))
            }
            state.isAtLineStart = isAlone
        }
        if let section = state.section {
            throw Failure(offset: state.opened, summary: "'\(section)' is not closed", suggestion: "add {{/\(section)}}")
        }
        return (parts, blocks)
    }

    /// Neighbouring markup is one piece, but for line ends: what is included stands at the start of lines.
    private func append(_ bytes: ArraySlice<UInt8>, to parts: inout [Template.Part]) {
        if case .markup(let before)? = parts.last, before.last != UInt8(ascii: "\n") {
            parts[parts.count - 1] = .markup(before + bytes)
        } else {
            parts.append(.markup(Array(bytes)))
        }
    }

    private func section(_ name: String, _ isInverted: Bool, _ parts: [Template.Part], _ tag: Int) throws(Failure) -> Template.Part {
        if name.hasSuffix("()"), let place = Template.Place(rawValue: String(name.dropLast(2))) { return .place(place, isInverted: isInverted, parts) }
        return .section(try path(name, tag), isInverted: isInverted, parts)
    }

    private func path(_ name: String, _ tag: Int) throws(Failure) -> Template.Name {
        if name == "." { return .current }
        if name == "index()" { return .index }
        if let open = name.firstIndex(of: "("), name.hasSuffix(")") {
            guard let function = Template.Function(rawValue: String(name[..<open])) else {
                throw Failure(
                    offset: tag, summary: "there is no function '\(name)'",
                    suggestion: "there are first(), last(), even(), odd() and index() in a list, and count(…), empty(…) and reversed(…) of one")
            }
            return .function(function, of: try path(String(name[name.index(after: open)...].dropLast()), tag))
        }
        var keys: [TemplateKey] = []
        for part in name.split(separator: ".") {
            guard let key = TemplateKey(rawValue: String(part)) else {
                throw Failure(
                    offset: tag, summary: "pages have no value '\(part)'",
                    suggestion: nearMiss(String(part), in: TemplateKey.allCases.map(\.rawValue)).map { "did you mean '\($0)'?" } ?? "the guide on themes has the names")
            }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw Failure(offset: tag, summary: "this tag has no name") }
        return name.hasPrefix(".") ? .own(keys) : .path(keys)
    }

    // MARK: Bytes

    /// The name in the tag at `tag`, up to where the tag closes.
    private mutating func name(_ tag: Int, closing: StaticString = "}}") throws(Failure) -> String {
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        let start = index
        while index < bytes.count, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "}"), bytes[index] != UInt8(ascii: "{") { index += 1 }
        let end = index
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard end > start, has(closing) else {
            throw Failure(offset: tag, summary: "this tag is not closed, or has no name", suggestion: "write {{name}}")
        }
        index += closing.utf8CodeUnitCount
        guard end - start <= 200 else { throw Failure(offset: tag, summary: "the name in this tag is longer than 200 bytes") }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// True, and moves past the end of the line, when nothing else stands on the line of the tag that ends here.
    private mutating func takesLine(_ state: State) -> Bool {
        guard state.isAtLineStart else { return false }
        var end = index
        while end < bytes.count, isBlank(bytes[end]) { end += 1 }
        guard end < bytes.count else { return index == bytes.count }
        if bytes[end] == UInt8(ascii: "\r"), end + 1 < bytes.count { end += 1 }
        guard bytes[end] == UInt8(ascii: "\n") else { return false }
        index = end + 1
        return true
    }

    private func has(_ text: StaticString) -> Bool { has(text, at: index) }

    private func has(_ text: StaticString, at index: Int) -> Bool {
        index + text.utf8CodeUnitCount <= bytes.count
            && text.withUTF8Buffer { $0.elementsEqual(bytes[index..<(index + $0.count)]) }
    }

    private func range(of text: StaticString, from start: Int) -> Int? {
        (start..<max(start, bytes.count - text.utf8CodeUnitCount + 1)).first { has(text, at: $0) }
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x0A || byte == 0x0D }

    private func position(of offset: Int) -> SourcePosition {
        let before = bytes[..<min(offset, bytes.count)]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: bytes[start..<before.endIndex], as: UTF8.self).unicodeScalars.count + 1
        return SourcePosition(in: source.file, line: before.count(where: { $0 == 0x0A }) + 1, column: column)
    }
}
