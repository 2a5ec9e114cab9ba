/// The lines of RIS and PubMed files: a tag, a hyphen and a value, which may go on over further lines.
struct TaggedFile {
    struct Field {
        let tag: String
        var value: String
        let line: Int
    }

    /// The fields of each work; `starts` is the tag that begins one.
    static func works(_ text: String, starts: String, ends: String? = nil) throws(ImportProblem) -> [[Field]] {
        var works: [[Field]] = []
        var isOpen = false
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let number = index + 1
            guard let (tag, value) = field(line) else {
                let more = line.trimmed
                if more.isEmpty { continue }
                guard isOpen, var work = works.popLast(), var last = work.popLast() else {
                    throw ImportProblem(line: number, message: "'\(more.prefix(40))' stands before the first '\(starts)  - '")
                }
                last.value += " " + more
                works.append(work + [last])
                continue
            }
            if tag == starts {
                if isOpen, ends != nil { throw ImportProblem(line: number, message: "a work begins before the one above has ended with '\(ends ?? "")  - '") }
                works.append([])
                isOpen = true
            }
            guard isOpen else { throw ImportProblem(line: number, message: "'\(tag)' stands before the first '\(starts)  - '") }
            if tag == ends {
                isOpen = false
                continue
            }
            works[works.count - 1].append(Field(tag: tag, value: value, line: number))
        }
        if isOpen, let ends, let first = works.last?.first {
            throw ImportProblem(line: first.line, message: "the work that begins here has no end, '\(ends)  - '; is the file cut off?")
        }
        return works
    }

    /// `TY  - JOUR`, `PMID- 31101012`
    private static func field(_ line: Substring) -> (String, String)? {
        let tag = line.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        guard (2...4).contains(tag.count), tag.first?.isLetter == true else { return nil }
        let rest = line.dropFirst(tag.count)
        let spaces = rest.prefix { $0 == " " }.count
        guard (0...2).contains(spaces), rest.dropFirst(spaces).first == "-", tag.count + spaces >= 4 || spaces > 0 else { return nil }
        let value = rest.dropFirst(spaces + 1)
        guard value.isEmpty || value.first == " " else { return nil }
        return (String(tag), value.trimmed)
    }
}
