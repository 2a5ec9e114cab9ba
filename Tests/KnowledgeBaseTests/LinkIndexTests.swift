import Diagnostics
import Testing

@testable import KnowledgeBase

struct LinkIndexTests {
    private let links = ValidSite.knowledgeBase.links

    @Test func anArticleKnowsTheRecordsItUsesInOrder() {
        #expect(
            links.recordsUsed["indications/example-fever.md"] == [
                "criteria/ef-score.yml", "regimens/examplicin-adults.yml", "evidence/examplicin-placebo.yml",
                "criteria/payers/sample-payer.yaml",
            ])
        #expect(
            links.recordsUsed["therapies/examplicin.md"] == [
                "evidence/examplicin-placebo.yml", "products/exampliject.yml", "criteria/payers/sample-payer.yaml",
            ])
        #expect(links.recordsUsed["index.md"] == nil)
    }

    @Test func aRecordKnowsTheRecordsItNames() {
        #expect(
            links.recordsUsed["regimens/examplicin-adults.yml"] == [
                "evidence/examplicin-placebo.yml", "products/exampliject.yml", "protocols/sample-hospital.yml",
            ])
    }

    @Test func aRecordKnowsTheSectionsThatDiscussIt() {
        #expect(
            mentions(of: "regimens/examplicin-adults.yml") == [
                "indications/example-fever.md § treatment # dose", "indications/example-fever.md § treatment # days",
                "indications/example-fever.md § treatment # -",
                "indications/example-fever.md § treatment-dose # max-per-day",
            ])
        #expect(
            mentions(of: "evidence/examplicin-placebo.yml") == [
                "indications/example-fever.md § evidence # doe2020.active",
                "indications/example-fever.md § evidence # -",
                "indications/example-fever.md § prevention # doe2020.active",
                "therapies/examplicin.md § how-it-works # doe2020.placebo", "regimens/examplicin-adults.yml § - # -",
            ])
    }

    @Test func anArticleKnowsWhoMentionsIt() {
        #expect(
            mentions(of: "indications/example-fever.md") == [
                "index.md § - # -", "therapies/examplicin.md § how-it-works # -", "criteria/ef-score.yml § - # signs",
                "criteria/ef-score.yml § - # -",
                "criteria/payers/sample-payer.yaml § - # -", "regimens/examplicin-adults.yml § - # -",
                "regimens/examplicin-children.yml § - # -", "products/exampliject.yml § - # -", "glossary.yml § - # -",
            ])
        #expect(mentions(of: "index.md") == [])
    }

    private func mentions(of path: String) -> [String] {
        (links.mentions[path] ?? []).map {
            "\($0.mention.source) § \($0.mention.section?.id ?? "-") # \($0.anchor ?? "-")"
        }
    }

    @Test func aReferenceKnowsWhoCitesIt() {
        let sources = { (key: String) in
            (links.citations[key] ?? []).map { "\($0.source) § \($0.section?.id ?? "-")" }
        }
        #expect(
            sources("doe2020") == [
                "indications/example-fever.md § -", "indications/example-fever.md § signs", "therapies/examplicin.md § how-it-ends",
                "therapies/examplicin.md § what-the-payer-asks",
                "therapies/examplicin.md § a-case", "criteria/ef-score.yml § -",
                "regimens/examplicin-adults.yml § -", "evidence/examplicin-placebo.yml § -", "glossary.yml § -",
            ])
        #expect(sources("policy") == ["criteria/payers/sample-payer.yaml § -"])
        #expect(
            sources("handbook") == [
                "dosing/rounding.md § step", "therapies/examplicin.md § how-it-works", "regimens/examplicin-adults.yml § -",
                "regimens/examplicin-children.yml § -", "protocols/sample-hospital.yml § -",
                "products/exampliject.yml § -",
                "evidence/examplicin-placebo.yml § -",
            ])
        #expect(links.citations["nobody1999"] == nil)
    }
}
