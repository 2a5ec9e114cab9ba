import Markdown

/// A template as it is filled: markup and the places in it, with every name looked up beforehand.
struct Template: Sendable {
    /// What a tag reads.
    enum Name: Sendable {
        /// `{{.}}`
        case current
        /// `{{title}}`, `{{review.by}}`: the first part is looked for in the object at hand and then in those around it.
        case path([TemplateKey])
        /// `{{.title}}`: in the object at hand only.
        case own([TemplateKey])
        /// `{{count(items)}}`
        indirect case function(Function, of: Name)
        /// `{{index()}}`, from 0
        case index
    }

    /// What a list, or nothing, is asked for.
    enum Function: String, CaseIterable, Sendable { case count, empty, reversed }

    indirect enum Part: Sendable {
        case markup([UInt8])
        case value(Name)
        case section(Name, isInverted: Bool, [Part])
        /// `{{#first()}}` and `{{#last()}}`, inside a section over a list.
        case place(Place, isInverted: Bool, [Part])
        /// `{{> name}}`, and `{{<name}}` with what it puts into the blocks there. `indentation` stands before each line of it.
        case partial(String, indentation: [UInt8], blocks: [String: [Part]])
        /// `{{$name}}`: what the template that includes this one puts there, or what stands here.
        case block(String, indentation: [UInt8], [Part])
    }

    enum Place: String, CaseIterable, Sendable { case first, last, even, odd }

    let parts: [Part]
}

/// Fills templates, one page at a time.
struct TemplateRenderer {
    /// By name.
    let templates: [String: Template]
    private(set) var out: [UInt8] = []
    private var objects: [TemplateValue] = []
    /// Where in the list at hand the object at hand stands; nil outside of one.
    private var place: (index: Int, count: Int)?
    private var blocks: [String: [Template.Part]] = [:]
    /// Indentation of included templates, with the place in the output from which each holds. Empty where none is indented.
    private var indentations: [(start: Int, text: [UInt8])] = []

    init(_ templates: [String: Template]) {
        self.templates = templates
        out.reserveCapacity(16_384)
    }

    mutating func render(_ name: String, _ values: TemplateValue) {
        objects.append(values)
        render(templates[name]?.parts ?? [])
        objects.removeLast()
    }

    // MARK: Parts

    private mutating func render(_ parts: [Template.Part]) {
        for part in parts { render(part) }
    }

    private mutating func render(_ part: Template.Part) {
        switch part {
        case .markup(let bytes): write(bytes)
        case .value(let name):
            switch value(name) {
            case .text(let text)?: write(text, isEscaped: true)
            case .html(let html)?: write(html, isEscaped: false)
            case .flag(let flag)?: write(flag ? "true" : "false", isEscaped: false)
            default: break
            }
        case .section(let name, let isInverted, let parts): renderSection(value(name), isInverted, parts)
        case .place(let wanted, let isInverted, let parts):
            // Outside of a list nothing is first or last.
            let holds =
                switch (wanted, place) {
                case (.first, let place?): place.index == 0
                case (.last, let place?): place.index == place.count - 1
                case (.even, let place?): place.index.isMultiple(of: 2)
                case (.odd, let place?): !place.index.isMultiple(of: 2)
                default: false
                }
            if holds != isInverted { render(parts) }
        case .partial(let name, let indentation, let given):
            guard let template = templates[name] else { return }
            let outer = blocks
            for (name, parts) in given where blocks[name] == nil { blocks[name] = parts }
            indented(indentation) { $0.inside(nil) { $0.render(template.parts) } }
            blocks = outer
        case .block(let name, let indentation, let parts):
            // Inside what is put into a block, a block of this name is no more than what stands there: it would have no end.
            let given = blocks.removeValue(forKey: name)
            indented(indentation) { $0.inside(nil) { $0.render(given ?? parts) } }
            blocks[name] = given
        }
    }

    private mutating func renderSection(_ value: TemplateValue?, _ isInverted: Bool, _ parts: [Template.Part]) {
        switch value {
        case .list(let values)?:
            if isInverted {
                if values.isEmpty { with(.list([])) { $0.render(parts) } }
                return
            }
            for (index, value) in values.enumerated() {
                with(value, (index, values.count)) { $0.render(parts) }
            }
        case .flag(let flag)?: if flag != isInverted { render(parts) }
        case .text(let text)? where text.isEmpty: if isInverted { render(parts) }
        case .html(let html)? where html.isEmpty: if isInverted { render(parts) }
        case let value?: if !isInverted { with(value) { $0.render(parts) } }
        case nil: if isInverted { render(parts) }
        }
    }

    private mutating func with(_ value: TemplateValue, _ place: (index: Int, count: Int)? = nil, _ body: (inout Self) -> Void) {
        objects.append(value)
        inside(place, body)
        objects.removeLast()
    }

    private mutating func inside(_ place: (index: Int, count: Int)?, _ body: (inout Self) -> Void) {
        let outer = self.place
        self.place = place
        body(&self)
        self.place = outer
    }

    // MARK: Values

    private func value(_ name: Template.Name) -> TemplateValue? {
        switch name {
        case .current: return objects.last
        case .index: return place.map { .text(String($0.index)) }
        case .function(let function, let name):
            guard case .list(let values)? = value(name) else { return function == .empty ? .flag(true) : nil }
            return switch function {
            case .count: .text(String(values.count))
            case .empty: .flag(values.isEmpty)
            case .reversed: .list(values.reversed())
            }
        case .own(let path):
            var found = objects.last
            for key in path { found = found?[key] }
            return found
        case .path(let path):
            for object in objects.reversed() {
                guard var found = object[path[0]] else { continue }
                for key in path.dropFirst() {
                    guard let next = found[key] else { return nil }
                    found = next
                }
                return found
            }
            return nil
        }
    }

    // MARK: Output

    private mutating func indented(_ text: [UInt8], _ body: (inout Self) -> Void) {
        guard !text.isEmpty || !indentations.isEmpty else { return body(&self) }
        indentations.append((out.count, (indentations.last?.text ?? []) + text))
        body(&self)
        indentations.removeLast()
    }

    /// Indents what is about to start a line of an included template, but for its first: before that the tag's own stands.
    private mutating func startLine() {
        guard !indentations.isEmpty, out.last == UInt8(ascii: "\n") else { return }
        if let level = indentations.last(where: { $0.start < out.count }) { out += level.text }
    }

    private mutating func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        startLine()
        out += bytes
    }

    private mutating func write(_ text: String, isEscaped: Bool) {
        guard !text.isEmpty else { return }
        startLine()
        out += (isEscaped ? HTMLText.escape(text) : text).utf8
    }
}
