import KnowledgeBase

/// A small site with one of most things.
enum Sample {
    static let files: [ContentFile] = [
        ContentFile(path: "site.yml", text: "title: A site\n"),
        ContentFile(
            path: "index.md",
            text: """
                ---
                title: A site
                summary: What it is about.
                status: current
                ---

                ## Dose {#dose}

                Adults get 5 mg/kg. [@source] Nothing else is known.

                > [!WARNING]
                > Never twice.

                """),
        ContentFile(
            path: "references/library.json",
            text: """
                [
                  { "id": "source", "type": "article-journal", "title": "A source", "DOI": "10.1000/one", "author": [{ "family": "Doe", "given": "Jane" }], "issued": { "date-parts": [[2020]] } },
                  { "id": "other", "type": "article-journal", "title": "Other", "author": [{ "family": "Roe", "given": "Jo" }], "issued": { "date-parts": [[2021]] } }
                ]
                """),
        ContentFile(path: "protocols/a.yml", text: "title: Actual weight\nweight: { basis: actual }\nsources: [source]\n"),
        ContentFile(path: "protocols/b.yml", text: "title: Rounded\nweight: { basis: actual }\nrounding: { to: 50 mg }\nsources: [source]\n"),
        ContentFile(
            path: "regimens/examplicin.yml",
            text: """
                title: Examplicin
                summary: Five milligrams a kilogram, twice a day.
                drug: examplicin
                route: intravenous
                population: { text: Adults, minimum-age: 18 years, maximum-weight: 150 kg }
                dose: { each: 5 mg/kg, every: 12 h }
                protocols: [a, b]
                products: []
                caps: { per-dose: 4 g, per-day: 8 g }
                alerts:
                  - id: older
                    level: caution
                    when: { age: { over: 65 years } }
                    text: Look at the kidneys.
                examples:
                  - { patient: { weight: 70 kg, age: 40 years }, protocol: a, expect: { each: 350 mg }, source: source }
                sources: [source]

                """),
    ]
}
