import Testing

@testable import Search

/// What is spelt in two ways is one word, and what is another word stays another.
struct FoldingTests {
    @Test(arguments: [
        ("Haemolysis", "hemolysis"), ("oedema", "edema"), ("necrotising", "necrotizing"), ("tumour", "tumor"), ("tumours", "tumors"),
        ("fibre", "fiber"), ("centres", "centers"), ("labelled", "labeled"), ("Sjögren", "sjogren"), ("analogue", "analog"), ("leucocyte", "leukocyte"),
        ("paediatric", "pediatric"), ("IgG", "igg"), ("α", "alpha"), ("programme", "program"), ("Œdème", "edeme"), ("m²", "m2"),
    ])
    func sameWord(_ one: String, _ other: String) { #expect(Folding.folded(one) == Folding.folded(other)) }

    @Test(arguments: [("four", "for"), ("hour", "hor"), ("sulphate", "sulfate"), ("M33.13", "M33.1"), ("0.04", "0.4"), ("2z", "2s")])
    func otherWord(_ one: String, _ other: String) { #expect(Folding.folded(one) != Folding.folded(other)) }
}
