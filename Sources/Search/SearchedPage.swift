package import SourceData

/// A page that is searched, with what its bytes do not say.
package struct SearchedPage: Sendable {
    /// What a page is, for results that stand together.
    package enum Group: Int, CaseIterable, Sendable { case calculators, topics, evidence, coverage, products, glossary, references }

    /// Path relative to the root of the site.
    package let output: String
    /// What it is called.
    package let title: String
    /// What it is, for results that stand together.
    package let group: Group
    /// What it is in words, `Regimen`.
    package let kind: String
    /// True for what is kept for reference and does not hold any more.
    package let isOutdated: Bool
    /// Other names by which it is looked for.
    package let names: [String]

    /// Found by the words of its page, its title and these names.
    package init(output: String, title: String, group: Group, kind: String, isOutdated: Bool = false, names: [String] = []) {
        self.output = output
        self.title = title
        self.group = group
        self.kind = kind
        self.isOutdated = isOutdated
        self.names = names
    }

    /// Of all of that.
    package var stamp: Stamp {
        Stamp { archive in
            for text in [output, title, kind] { archive.write(text) }
            archive.write(group.rawValue)
            archive.write(isOutdated)
            archive.write(names)
        }
    }
}

/// A part of a page that a result leads to.
package struct PageSection: Sendable, Equatable {
    /// Id of the element it stands in; empty for the top of the page.
    package var anchor: String
    /// Its heading; empty for what stands before the first.
    package var title: [UInt8]
    /// The heading above its own, where there is one.
    package var context: [UInt8]
    /// What it says, in one line.
    package var text: [UInt8]

    /// The same with texts, for tests.
    package init(anchor: String = "", title: String = "", context: String = "", text: String = "") {
        self.anchor = anchor
        self.title = Array(title.utf8)
        self.context = Array(context.utf8)
        self.text = Array(text.utf8)
    }
}
