import Citations
package import KnowledgeBase
import SourceData

/// The references that a site cites, for programs that keep or print references: an array of CSL-JSON, without anything around it.
package enum ReferencesData {
    package static func bytes(_ knowledgeBase: KnowledgeBase) -> [UInt8] { JSONValue.array(knowledgeBase.citedReferences.map(\.csl)).bytes }
}
