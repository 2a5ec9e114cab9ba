import Foundation

extension String {
    /// In the composed form (NFC), as keyboards write it: what is compared and published has the same bytes.
    var composed: String { utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping }
}
