import Citations
import ClinicalLogic
import OpenData
import SourceData

/// Parts of which resources are made.
enum Element {
    static let ucum: JSONValue = "http://unitsofmeasure.org"

    static func quantity(_ value: Double, _ unit: Unit) -> JSONValue {
        .object(["value": .number(value), "unit": .string(Figures.symbol(unit)), "system": ucum, "code": .string(UCUM.code(unit))])
    }

    static func quantity(_ quantity: Quantity) -> JSONValue { self.quantity(quantity.value, quantity.unit) }

    static func range(_ low: Double, _ high: Double, _ unit: Unit) -> JSONValue {
        .object(["low": quantity(low, unit), "high": quantity(high, unit)])
    }

    /// What has words and no code: none is made up.
    static func concept(_ text: String) -> JSONValue { .object(["text": .string(text)]) }

    static func coding(_ system: String, _ code: String, _ display: String? = nil) -> JSONValue {
        .object(["system": .string(system), "code": .string(code), "display": .text(display)])
    }

    /// A unit as a coding; of one that UCUM does not know the words alone.
    static func unit(_ symbol: String) -> JSONValue {
        guard let code = UCUM.code(ofText: symbol) else { return .object(["display": .string(symbol)]) }
        return .object(["system": ucum, "code": .string(code), "display": .string(symbol)])
    }

    /// Text for people, line by line.
    static func narrative(_ title: String, _ lines: [String]) -> JSONValue {
        let paragraphs = lines.flatMap { $0.split(separator: "\n") }.map { "<p>\(escaped(String($0)))</p>" }
        return .object([
            "status": "additional",
            "div": .string("<div xmlns=\"http://www.w3.org/1999/xhtml\"><h1>\(escaped(title))</h1>\(paragraphs.joined())</div>"),
        ])
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension String {
    /// With a capital first.
    var sentence: String { prefix(1).uppercased() + dropFirst() }
}
