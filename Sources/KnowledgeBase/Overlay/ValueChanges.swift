import Diagnostics
public import SourceData

/// Puts the values of an override into the tree of a record, each with the place that it has in the override.
public struct ValueChanges {
    let override: Override
    let log: DiagnosticLog

    private typealias Edit = (path: ArraySlice<String>, change: Override.Change)

    /// `data` with every change whose place is there and says what it said when it was compared. Numbers of entries are those of `data`.
    func applied(to data: DataValue) -> DataValue {
        guard case .change(let changes) = override.action else { return data }
        var edits: [Edit] = []
        for change in changes {
            let path = (change.place?.value ?? "").split(separator: "/").map(String.init)[...]
            if path.isEmpty {
                report(change, "'at' names no place", "write the way to the value, such as 'title' or 'steps/1/dose/each'")
            } else if let other = edits.first(where: { $0.path.starts(with: path) || path.starts(with: $0.path) }) {
                log.report(
                    .misplacedOverride, at: place(of: change), "two changes are of one place: '\(path.joined(separator: "/"))'",
                    notes: [.init("the other is here", at: place(of: other.change))], suggestion: "join the two")
            } else {
                edits.append((path, change))
            }
        }
        return edits.isEmpty ? data : edited(data, edits, at: [])
    }

    private func edited(_ value: DataValue, _ edits: [Edit], at path: [String]) -> DataValue {
        switch value {
        case .scalar:
            for edit in edits { reportMissing(edit, at: path, "there is a text: '\(value.words)'") }
            return value
        case .mapping(let entries, let position): return .mapping(edited(entries, edits, at: path), position)
        case .sequence(let values, let position): return .sequence(edited(values, edits, at: path), position)
        }
    }

    private func edited(_ entries: [DataValue.Entry], _ edits: [Edit], at path: [String]) -> [DataValue.Entry] {
        var rest = edits
        var result = entries.compactMap { entry -> DataValue.Entry? in
            let own = rest.filter { $0.path.first == entry.key }
            rest.removeAll { $0.path.first == entry.key }
            guard let value = edited(entry.value, own: own, at: path + [entry.key]) else { return nil }
            return DataValue.Entry(key: entry.key, keyPosition: entry.keyPosition, value: value)
        }
        for edit in rest {
            if edit.path.count == 1, edit.change.was == nil, let now = edit.change.now {
                result.append(DataValue.Entry(key: edit.path.first!, keyPosition: now.position, value: now))
            } else {
                reportMissing(
                    edit, at: path, nearMiss(edit.path.first!, in: entries.map(\.key)).map { "did you mean '\($0)'?" } ?? "there is \(Self.listed(entries.map(\.key)))")
            }
        }
        return result
    }

    private func edited(_ values: [DataValue], _ edits: [Edit], at path: [String]) -> [DataValue] {
        var byIndex: [Int: [Edit]] = [:]
        var added: [DataValue] = []
        for edit in edits {
            let name = edit.path.first!
            if let index = Self.index(of: name, in: values) {
                byIndex[index, default: []].append(edit)
            } else if name == "\(values.count + added.count + 1)", edit.path.count == 1, edit.change.was == nil, let now = edit.change.now {
                added.append(now)
            } else {
                let names = values.compactMap { Self.name(of: $0) }
                reportMissing(edit, at: path, names.count == values.count && !names.isEmpty ? "there is \(Self.listed(names))" : "there are entries 1 to \(values.count)")
            }
        }
        return values.indices.compactMap { index in
            guard let own = byIndex[index] else { return values[index] }
            return edited(values[index], own: own, at: path + [Self.name(of: values[index]) ?? "\(index + 1)"])
        } + added
    }

    /// One value with the changes of it or of what is in it; nil where it is taken away.
    private func edited(_ value: DataValue, own: [Edit], at path: [String]) -> DataValue? {
        guard let edit = own.first else { return value }
        guard edit.path.count == 1 else { return edited(value, own.map { ($0.path.dropFirst(), $0.change) }, at: path) }
        let change = edit.change
        let place = path.joined(separator: "/")
        guard let was = change.was else {
            report(change, "'\(place)' says something there: \(value.words)", "write `was:` with it, when you have compared the two")
            return value
        }
        if !was.saysSame(value) {
            log.report(
                .staleOverride, at: was.position, "'\(place)' of '\(override.target.value)' was '\(was.words)' when this was compared, and is '\(value.words)'",
                notes: [
                    .init("here it is \(change.now.map { "'\($0.words)'" } ?? "taken away")", at: change.now?.position ?? change.position),
                    .init("it stands here", at: value.position),
                ],
                suggestion: "compare the two, and write in `was` what is there now")
        }
        // Elsewhere the value is expected by now: what differs from the other would only be told once more.
        return change.now
    }

    // MARK: Names of places

    /// What an entry of a list is called: by its id, or by the term of a glossary.
    static func name(of entry: DataValue) -> String? {
        for key in ["id", "term"] { if case .scalar(let name, _, _)? = entry[key] { return name } }
        return nil
    }

    private static func index(of name: String, in values: [DataValue]) -> Int? {
        if let index = values.firstIndex(where: { Self.name(of: $0) == name }) { return index }
        return Int(name).flatMap { values.indices.contains($0 - 1) ? $0 - 1 : nil }
    }

    private static func listed(_ names: [String]) -> String { names.isEmpty ? "nothing" : names.map { "'\($0)'" }.joined(separator: ", ") }

    private func place(of change: Override.Change) -> SourcePosition { change.place?.position ?? change.position }

    private func report(_ change: Override.Change, _ summary: String, _ help: String) {
        log.report(.misplacedOverride, at: place(of: change), summary, suggestion: help)
    }

    private func reportMissing(_ edit: Edit, at path: [String], _ help: String) {
        let place = (path + edit.path).joined(separator: "/")
        report(edit.change, "there is no '\(place)' in '\(override.target.value)'", help)
    }
}

extension ValueChanges {
    /// The places of all values of `data`, as `at` names them.
    public static func places(in data: DataValue) -> [(place: String, value: String)] {
        func walk(_ value: DataValue, _ path: String) -> [(place: String, value: String)] {
            let start = path.isEmpty ? "" : path + "/"
            return switch value {
            case .scalar: [(path, value.words)]
            case .mapping(let entries, _): entries.flatMap { walk($0.value, start + $0.key) }
            case .sequence(let values, _): values.enumerated().flatMap { walk($1, start + (name(of: $1) ?? "\($0 + 1)")) }
            }
        }
        return walk(data, "")
    }
}
