import ClinicalLogic
import Diagnostics
import KnowledgeBase
import SourceData

/// What a product's record says: strength, containers, label and rates.
struct ProductData {
    private let product: Product
    private let words: Words

    init(_ product: Product, _ words: Words) {
        self.product = product
        self.words = words
    }

    var json: JSONValue {
        .object([
            "generic-name": .string(product.genericName), "drug": .string(product.drug), "manufacturer": .text(product.manufacturer),
            "concentration": product.concentration.map(Figures.quantity), "diluted": .flag(product.isDiluted), "infused-at": product.infusedAt.map(Figures.quantity),
            "containers": .list(product.containers.map(container)), "scored": .flag(product.isScored), "stabiliser": .text(product.stabiliser),
            "ask": .list(product.questions.map(\.json)), "label": label, "indications": .list(product.labelledUses.map(use)),
            "infusion": .list(product.infusions.map(infusion)), "rate-caps": .list(product.rateCaps.map(rateCap)),
            "hcpcs": product.billing.map { .object(["code": .string($0.code), "unit": $0.unit.map(Figures.quantity)]) },
            "contraindications": .list(product.contraindications.map { words.json($0) }), "warnings": .list(product.warnings.map { words.json($0) }),
        ])
    }

    private func container(_ container: Product.Container) -> JSONValue {
        let terms = container.terms
        return .object([
            "form": .string(terms.form.words), "holds": Figures.quantity(Quantity(terms.value, Unit(terms.unit))),
            "volume": terms.volume.map { Figures.quantity(Quantity($0, Unit(.millilitre))) }, "text": .string(container.text),
        ])
    }

    private var label: JSONValue {
        let label = product.label
        return .object([
            "region": .string(label.region), label.isReadDate ? "read" : "date": .string(label.date.description), "reference": label.reference.map(Words.citation),
            "note": .text(label.note),
        ])
    }

    private func named(_ indication: Product.Indication?) -> JSONValue {
        .object(["indication": .text(indication?.article?.value), "name": .text(indication?.name)])
    }

    private func use(_ use: Product.LabelledUse) -> JSONValue {
        named(use.indication).joined(
            .object([
                "population": .text(use.population), "status": .string(use.status.rawValue), "regimens": .list(use.regimens.map { .string($0.value) }),
                "minimum-age": use.minimumAge.map(Figures.quantity), "maximum-age": use.maximumAge.map(Figures.quantity),
                "caps": .list(use.limits.map(limit)), "every": use.every.map(Figures.interval),
            ]))
    }

    private func limit(_ limit: Product.LabelLimit) -> JSONValue {
        let per: String
        switch limit.kind {
        case .dose: per = "dose"
        case .day: per = "day"
        case .course: per = "course"
        case .rate: per = "time"
        case .lifetime: per = "lifetime"
        }
        return .object(["per": .string(per), "most": Figures.amount(limit.amount)])
    }

    private func infusion(_ infusion: Product.Infusion) -> JSONValue {
        JSONValue.object(["id": .string(infusion.id)]).joined(named(infusion.indication)).joined(
            .object([
                "population": .text(infusion.population), "occasion": .string(infusion.occasion.rawValue), "start": Figures.quantity(infusion.start),
                "steps": .list(infusion.steps.map(Figures.quantity)), "every": infusion.every.map(Figures.quantity), "maximum": Figures.quantity(infusion.maximum),
                "least-time": infusion.leastTime.map(Figures.quantity), "source": infusion.source.map(Words.citation),
                "every-source": infusion.everySource.map(Words.citation),
            ]))
    }

    private func rateCap(_ cap: Product.RateCap) -> JSONValue {
        .object([
            "when": .string(cap.question), "words": .string(cap.words), "maximum": Figures.quantity(cap.maximum), "source": cap.source.map(Words.citation),
        ])
    }
}
