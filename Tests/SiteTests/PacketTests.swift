import Diagnostics
import Foundation
import KnowledgeBase
import Markdown
import TestFolders
import Testing

@testable import Site
@testable import Views

/// What a reviewer gets on paper: every claim beside its source, and nothing to load.
struct PacketTests {
    private static let site = build(Repository.fixture).generator!

    private func packet(_ path: String) throws -> String { String(decoding: try #require(Self.site.packet(of: path)), as: UTF8.self) }

    /// Number, words and sources of every claim, without markup.
    private func claims(_ packet: String) -> [(number: String, text: String, sources: String)] {
        func plain(_ html: Substring) -> String {
            let words = html.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return words.replacing(" .", with: ".").replacing(" ,", with: ",")
        }
        let claim = /(?s)<span class="packet-number">(\d+)<\/span>(.*?)<ul class="packet-sources">(.*?)<\/ul>\s*<p class="packet-answer">/
        return packet.matches(of: claim)
            .map { (String($0.output.1), plain($0.output.2), plain($0.output.3)) }
    }

    @Test("Claims of an article are numbered through, each with its source in full")
    func article() throws {
        let packet = try packet("indications/example-fever.md")
        let claims = claims(packet)
        #expect(claims.map(\.number) == (1...claims.count).map(String.init))
        // A reference with its place, two of them, a value of a record alone, and a row of a table with the name of its column.
        let first = try #require(claims.first { $0.text.hasPrefix("EF is told from a real fever") })
        #expect(first.sources.contains("table 2") && first.sources.contains("Roe"), "\(first.sources)")
        let fact = try #require(claims.first { $0.text.hasPrefix("A score of 5") })
        #expect(fact.sources.hasPrefix("criteria/ef-score.yml Probable, at least 5; Glowing ears: points 2.5"), "\(fact.sources)")
        #expect(claims.contains { $0.text == "Measure Not reading this Works 75 %" })
        // What names no source and states no value is not one.
        #expect(!claims.contains { $0.text.contains("None is known") })
        #expect(packet.contains("<code>indications/example-fever.md claim \(claims.count):</code>"))
        #expect(packet.contains("<h2>Regimen: Examplicin for adults<") && packet.contains("<h2>Dosing weight protocol: Sample hospital<"))
    }

    @Test(
        "Of a regimen each row and alert is a claim, and every worked example has its plan",
        arguments: ["regimens/examplicin-adults.yml", "regimens/examplicin-children.yml"])
    func regimen(_ path: String) throws {
        guard case .regimen(let regimen)? = Self.site.knowledgeBase.record(path) else {
            Issue.record("no regimen")
            return
        }
        let packet = try packet(path)
        let claims = claims(packet)
        for alert in regimen.alerts {
            let words = alert.text.plainText.split(separator: " ").prefix(3).joined(separator: " ")
            #expect(claims.contains { $0.text.contains(words) }, "\(words)")
        }
        #expect(claims.allSatisfy { !$0.sources.isEmpty })
        #expect(packet.components(separatedBy: "<h3>Plan: ").count - 1 == regimen.examples.count)
        #expect(packet.contains("version \(regimen.head.version)"))
    }

    @Test(
        "It is one file: nothing is loaded, no link leads into a site that is not there",
        arguments: ["indications/example-fever.md", "criteria/ef-score.yml", "evidence/examplicin-placebo.yml", "products/exampliject.yml", "index.md"])
    func alone(_ path: String) throws {
        let packet = try packet(path)
        #expect(!packet.contains("<link") && !packet.contains("<script") && !packet.contains("src=\""))
        let ids = packet.matches(of: /\sid="([^"]*)"/).map(\.output.1)
        for match in packet.matches(of: /href="([^"]*)"/) {
            let href = match.output.1
            #expect(href.hasPrefix("http") || href.hasPrefix("mailto:") || href.hasPrefix("#") && ids.contains(href.dropFirst()), "\(href)")
        }
    }

    @Test("Sentences end where they end, with the citations behind them")
    func sentences() {
        let nodes = Markdown.parseInline(
            "Given i.v. by Dr. Who, e.g. 5 mg. *Then* 2.5 g/kg [@a]. As Smith et al. said.[@b] Is it? No. 1 is", path: "", lineOffset: 0, log: .init())
        let sentences = SentenceSplit.sentences(of: nodes).map { $0.map(\.plainText).joined() + (PacketText.citations(in: $0).isEmpty ? "" : "†") }
        #expect(sentences == ["Given i.v. by Dr. Who, e.g. 5 mg. ", "Then 2.5 g/kg .†", "As Smith et al. said.†", " Is it?", "No. 1 is"])
    }

    @Test("An item of criteria has the source that it names beside those in its words")
    func item() throws {
        let claim = try #require(claims(try packet("criteria/ef-score.yml")).first)
        #expect(claim.text.hasPrefix("Glowing ears Ears that glow, as in the article"), "\(claim.text)")
        #expect(claim.sources.contains("figure 1"), "\(claim.sources)")
        #expect(!claims(try packet("criteria/ef-score.yml")).contains { $0.sources.contains("No source is named") })
    }

    @Test("There is none of what there is not")
    func nothing() { #expect(Self.site.packet(of: "regimens/none.yml") == nil) }
}
