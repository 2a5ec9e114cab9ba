import Diagnostics
import KnowledgeBase

/// A component block in an article, drawn from its record through the theme.
enum ComponentView {
    static func html(_ component: Component, _ renderer: ContentRenderer) -> String {
        let parts = PageParts(scope: renderer.scope)
        let theme = renderer.scope.theme
        guard let record = parts.knowledgeBase.record(component.record.value, component.kind.recordKind) else { return "" }
        let head = record.head
        // The record's texts are written from its own folder.
        let renderer = ContentRenderer(scope: renderer.scope, linkSource: head.path)
        if let block = component.doseTable, case .regimen(let regimen) = record {
            return theme.render("component-dose-table", doseTable(block, regimen, parts))
        }
        // Before the content, because it stands before it and citations are numbered as they appear.
        let sources = head.sources.isEmpty ? nil : renderer.citation(head.sources)
        var assessment: TemplateValue = [:]
        if [.checklist, .score].contains(component.kind), case .criteria(let set) = record {
            assessment = ChecklistView(renderer: renderer, parts: parts).values(set)
        }
        var values = RecordPage.content(record, renderer, parts, hasAnchors: false).values
        values["sources"] = .html(sources)
        values["title"] = .text(head.title)
        values["lede"] = .text(head.summary)
        values["kindLabel"] = .text(RecordLabel.singular(record))
        values["status"] = .text(RecordLabel.status(head.status))
        values["isIllustrative"] = .flag(head.status == .illustrative)
        values["href"] = .text(parts.scope.href(OutputPath.record(head.path)))
        if component.kind == .calculator, case .regimen(let regimen) = record {
            values["calculator"] = CalculatorView(renderer: renderer, parts: parts).values(regimen)
        }
        values["assessment"] = assessment
        let template =
            switch component.kind {
            case .calculator: "component-calculator"
            case .doseTable: "component-dose-table"
            case .regimen: "component-regimen"
            case .evidence: "component-evidence"
            case .checklist, .score: "component-criteria"
            case .coverage: "component-coverage"
            }
        return theme.render(template, .object(values))
    }

    /// Worked out as `check` did; it has no mistakes left.
    private static func doseTable(_ block: DoseTableBlock, _ regimen: Regimen, _ parts: PageParts) -> TemplateValue {
        guard let table = block.table(regimen, parts.knowledgeBase.resolver.catalog, log: DiagnosticLog()) else { return [:] }
        return [
            "title": .text(regimen.head.title), "href": .text(parts.scope.href(OutputPath.record(regimen.head.path))),
            "head": .text(table.head), "columns": .list(table.columns.map { .text($0) }),
            "rows": .list(table.rows.map { row in
                ["value": .text(row.value), "cells": .list(row.cells.map { .text($0) })]
            }),
            "protocol": .text(table.dosingProtocol), "product": .text(table.product),
        ]
    }
}
