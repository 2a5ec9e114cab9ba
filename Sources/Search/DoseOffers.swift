/// The calculators that a question of a dose is answered with.
package struct DoseOffers: Sendable {
    /// A regimen with a calculator.
    package struct Regimen: Sendable {
        let id: String
        let title: String
        let output: String
        let names: [String]
        let figures: [String]
        let products: [String]

        /// `figures` are the fields of the patient that its form has, `products` the ids of those that it names.
        package init(id: String, title: String, output: String, names: [String], figures: [String], products: [String]) {
            self.id = id
            self.title = title
            self.output = output
            self.names = names
            self.figures = figures
            self.products = products
        }
    }

    /// A product that a regimen names.
    package struct Product: Sendable {
        let id: String
        let title: String
        let names: [String]

        /// `names` are those of the product, not of the drug in it.
        package init(id: String, title: String, names: [String]) {
            self.id = id
            self.title = title
            self.names = names
        }
    }

    let regimens: [Regimen]
    let products: [Product]

    var isEmpty: Bool { regimens.isEmpty }

    /// In the order in which they are offered.
    package init(regimens: [Regimen], products: [Product]) {
        self.regimens = regimens
        self.products = products
    }

    var json: IndexJSON {
        var json = IndexJSON()
        json.raw("[")
        json.list(regimens) { json, regimen in
            json.raw("[")
            for text in [regimen.id, regimen.title, regimen.output] {
                json.text(text)
                json.raw(",")
            }
            json.texts(Self.folded(regimen.names))
            json.raw(",")
            json.texts(regimen.figures)
            json.raw(",")
            json.texts(regimen.products)
            json.raw("]")
        }
        json.raw(",")
        json.list(products) { json, product in
            json.raw("[")
            json.text(product.id)
            json.raw(",")
            json.text(product.title)
            json.raw(",")
            json.texts(Self.folded(product.names))
            json.raw("]")
        }
        json.raw("]")
        return json
    }

    private static func folded(_ names: [String]) -> [String] {
        var seen = Set<String>()
        return names.map { Words.folded($0).joined(separator: " ") }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
