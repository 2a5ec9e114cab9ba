package import Citations

extension DataPlaces {
    /// A reference as it is printed, without markup.
    package static func printed(_ reference: Reference) -> String { AMA.format(reference).map(\.plainText).joined() }
}
