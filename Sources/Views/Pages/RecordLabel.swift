import KnowledgeBase

/// What readers see for kinds and states.
enum RecordLabel {
    static func plural(_ kind: RecordKind) -> String {
        switch kind {
        case .criteria: "Criteria"
        case .regimens: "Regimens"
        case .protocols: "Protocols"
        case .products: "Products"
        case .evidence: "Evidence"
        }
    }

    static func singular(_ record: Record) -> String {
        switch record {
        case .criteria(let set):
            switch set.purpose {
            case .coverage: "Coverage criteria"
            case .classification: "Classification criteria"
            case .diagnostic: "Diagnostic criteria"
            case .response: "Response criteria"
            case .inactivity: "Criteria of inactive disease"
            }
        case .regimen: "Regimen"
        case .dosingProtocol: "Dosing weight protocol"
        case .product: "Product"
        case .evidence: "Evidence"
        }
    }

    static func singular(_ type: ArticleType) -> String {
        switch type {
        case .indications: "Indication"
        case .therapies: "Therapy"
        case .dosing: "Dosing"
        case .pitfalls: "Pitfalls"
        case .coverage: "Coverage"
        case .page: ""
        }
    }

    /// Introduces an index.
    static func lead(_ kind: RecordKind) -> String {
        switch kind {
        case .criteria: "Classification, diagnostic, inactivity and coverage criteria, item by item."
        case .regimens: "How much, over how many days, how often, for whom, and when not."
        case .protocols: "How programmes get from body weight to dosing weight, and how they round."
        case .products: "Concentration, vials, infusion rates and label status, each with the date of its label."
        case .evidence: "What studies found, question by question."
        }
    }

    static func lead(_ type: ArticleType) -> String {
        switch type {
        case .indications: "Diseases, and the place of treatment in each."
        case .therapies: "How treatments work, their safety, and how to follow them."
        case .dosing: "From body weight to bag and rate."
        case .pitfalls: "What goes wrong, gathered from every page."
        case .coverage: "Policies, denials and appeals."
        case .page: ""
        }
    }

    /// Nil for what is simply current.
    static func status(_ status: RecordStatus) -> String? {
        switch status {
        case .current: nil
        case .superseded: "Superseded"
        case .retired: "Retired"
        case .illustrative: "Illustrative"
        }
    }
}
