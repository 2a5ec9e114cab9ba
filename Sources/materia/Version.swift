import Views

enum Version {
    static let current = Provenance.version
}
