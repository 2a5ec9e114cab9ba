import Diagnostics
import SourceData

extension Fields {
    /// The tags of an article or record. A tag names a page, so it is held to what can stand in an address.
    func tags() -> [String] {
        strings("tags", atMost: 100).compactMap { tag in
            let fits =
                !tag.value.isEmpty && tag.value.utf8.count <= 100
                && tag.value.unicodeScalars.allSatisfy {
                    ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
                }
            if !fits {
                log.report(
                    .wrongType, at: tag.position, "'\(tag.value)' cannot be a tag",
                    suggestion: tag.value.utf8.count > 100 ? "at most 100 letters" : "use lower-case letters, digits and hyphens")
            }
            return fits ? tag.value : nil
        }
    }
}
