import SourceData

/// The one modifier that Materia adds: what a dosage says only in words.
///
/// FHIR forbids to process an element with a modifier that a program does not understand. So none can order by the amount alone, and leave
/// out a limit that the standard has no place for.
enum UnsaidExtension {
    static let url = "urn:materia:fhir:dosage-says-in-words"

    static func values(_ statements: [String]) -> JSONValue? {
        .list(statements.map { .object(["url": .string(url), "valueString": .string($0)]) })
    }

    /// What it means, for validators.
    static var definition: Resource {
        let id = "dosage-says-in-words"
        return Resource(
            type: "StructureDefinition", id: id,
            json: .object([
                "resourceType": "StructureDefinition", "id": .string(id), "url": .string(url), "version": "1", "name": "DosageSaysInWords",
                "title": "What a dosage says only in words", "status": "active",
                "description":
                    "One statement about the dosage that no element of it can say: a limit, a condition, a rule of weight or rounding, checks that come first. Without reading every one of them the dosage must not be used.",
                "fhirVersion": "4.0.1", "kind": "complex-type", "abstract": false, "context": [.object(["type": "element", "expression": "Dosage"])],
                "type": "Extension", "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
                "differential": .object([
                    "element": [
                        .object([
                            "id": "Extension", "path": "Extension", "short": "What the dosage says only in words", "min": 0, "max": "*", "isModifier": true,
                            "isModifierReason": "The dosage is not complete without it: an amount may be limited, adjusted or withheld by it.",
                        ]),
                        .object(["id": "Extension.extension", "path": "Extension.extension", "max": "0"]),
                        .object(["id": "Extension.url", "path": "Extension.url", "fixedUri": .string(url)]),
                        .object(["id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [.object(["code": "string"])]]),
                    ]
                ]),
            ]))
    }
}
