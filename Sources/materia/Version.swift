import Publishing

enum Version {
    static let current = Generator.version
}
