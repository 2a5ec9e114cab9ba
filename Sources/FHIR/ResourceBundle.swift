import SourceData

/// All resources of a site in one collection.
package enum ResourceBundle {
    package static func bytes(_ resources: [Resource], in places: FHIRPlaces) -> [UInt8] {
        JSONValue.object([
            "resourceType": "Bundle", "id": "materia", "type": "collection",
            "entry": .array(
                ([UnsaidExtension.definition] + resources).map { resource in
                    .object(["fullUrl": .string(fullURL(resource, places)), "resource": resource.json])
                }),
        ]).bytes
    }

    private static func fullURL(_ resource: Resource, _ places: FHIRPlaces) -> String { places.url(resource.type, resource.id) }

    /// What resources of every site are read by.
    package static var definition: Resource { UnsaidExtension.definition }
}
