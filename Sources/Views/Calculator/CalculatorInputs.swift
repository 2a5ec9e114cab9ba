package import KnowledgeBase
import Rendering
import SitePaths
package import Templates

/// What a regimen's calculator asks and offers, for those who ask it in another form.
package struct CalculatorInputs {
    package let hasWeight: Bool
    package let hasHeight: Bool
    package let hasAge: Bool
    package let hasSex: Bool
    package let hasOccasion: Bool
    package let hasStart: Bool
    /// The regimen's own first; none where it has its own weight.
    package let protocols: [DosingProtocol]
    package let products: [Product]

    /// Nothing of a regimen that cannot be worked out.
    package init(_ regimen: Regimen, _ frame: SiteFrame, _ theme: Theme) {
        let scope = PageScope(frame, theme: theme, source: regimen.head.path, output: OutputPath.record(regimen.head.path))
        let calculator = CalculatorView(renderer: ContentRenderer(scope: scope), parts: PageParts(frame: frame, theme: theme, scope: scope))
        let (protocols, products) = (calculator.protocols(regimen), calculator.products(regimen))
        let form = frame.dosing.terms(regimen).map { CalculatorForm(regimen, $0, protocols, products) }
        let needed = form?.needed ?? []
        hasWeight = needed.contains(.weight)
        hasHeight = needed.contains(.height)
        hasAge = needed.contains(.age)
        hasSex = needed.contains(.sex)
        hasOccasion = form?.hasOccasion ?? false
        hasStart = form?.hasStart ?? false
        self.protocols = protocols.map(\.record)
        self.products = products.map(\.record)
    }
}
