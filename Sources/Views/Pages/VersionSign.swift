/// What the site says of itself to pages of it that somebody has kept.
package enum VersionSign {
    /// The file that says which version of the content the site is of. `words` need no escaping: see `ContentVersion`.
    package static func script(_ words: String) -> String {
        "document.dispatchEvent(new CustomEvent('materia:version', { detail: '\(words)' }));\n"
    }
}
