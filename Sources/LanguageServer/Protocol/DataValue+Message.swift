import SourceData

/// Parts of a message, each nil where there is none of that form.
extension DataValue {
    var text: String? { if case .scalar(let text, .quoted, _) = self { text } else { nil } }
    var integer: Int? { if case .scalar(let text, .plain, _) = self { Int(text) ?? Double(text).flatMap { Int(exactly: $0) } } else { nil } }
    var flag: Bool? {
        guard case .scalar(let text, .plain, _) = self else { return nil }
        return text == "true" ? true : text == "false" ? false : nil
    }
    var elements: [DataValue] { if case .sequence(let values, _) = self { values } else { [] } }

    /// What stands at the end of these names, each within the one before.
    func at(_ names: String...) -> DataValue? {
        var value: DataValue? = self
        for name in names { value = value?[name] }
        return value
    }
}
