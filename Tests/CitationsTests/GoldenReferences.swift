import Testing

/// Items of a clinical library as its curators wrote them, and what AMA's 11th edition makes of each.
/// Each text was read against the manual before it went in here.
struct GoldenReference: Sendable, CustomTestStringConvertible {
    let item: String
    let ama: String

    var testDescription: String { ama }
}

let goldenReferences: [GoldenReference] = [
    GoldenReference(
        item: #"""
            {"id": "belluttienders2017", "type": "article-journal",
             "author": [{"family": "Bellutti Enders", "given": "Felicitas"},
              {"family": "Bader-Meunier", "given": "Brigitte"}, {"family": "Baildam", "given": "Eileen"},
              {"family": "Constantin", "given": "Tamas"}, {"family": "Dolezalova", "given": "Pavla"},
              {"family": "Feldman", "given": "Brian M"}, {"family": "Lahdenne", "given": "Pekka"},
              {"family": "Magnusson", "given": "Bo"}, {"family": "Nistala", "given": "Kiran"},
              {"family": "Ozen", "given": "Seza"}, {"family": "Pilkington", "given": "Clarissa"},
              {"family": "Ravelli", "given": "Angelo"}, {"family": "Russo", "given": "Ricardo"},
              {"family": "Uziel", "given": "Yosef"}, {"family": "van Brussel", "given": "Marco"},
              {"family": "van der Net", "given": "Janjaap"}, {"family": "Vastert", "given": "Sebastiaan"},
              {"family": "Wedderburn", "given": "Lucy R"}, {"family": "Wulffraat", "given": "Nicolaas"},
              {"family": "McCann", "given": "Liza J"}, {"family": "van Royen-Kerkhof", "given": "Annet"}],
             "title": "Consensus-based recommendations for the management of juvenile dermatomyositis",
             "container-title": "Annals of the Rheumatic Diseases", "container-title-short": "Ann Rheum Dis",
             "issued": {"date-parts": [[2017, 2]]}, "volume": "76", "issue": "2", "page": "329-340",
             "DOI": "10.1136/annrheumdis-2016-209247", "PMID": "27515057"}
            """#,
        ama: #"""
            Bellutti Enders F, Bader-Meunier B, Baildam E, et al. Consensus-based recommendations for the \#
            management of juvenile dermatomyositis. Ann Rheum Dis. 2017;76(2):329-340. \#
            doi:10.1136/annrheumdis-2016-209247 PMID 27515057
            """#),
    GoldenReference(
        item: #"""
            {"id": "aggarwal2024", "type": "article-journal",
             "author": [{"family": "Aggarwal", "given": "Rohit"}, {"family": "Schessl", "given": "Joachim"},
              {"family": "Charles-Schoeman", "given": "Christina"}, {"family": "Bata-Csörgő", "given": "Zsuzsanna"},
              {"family": "Dimachkie", "given": "Mazen M"}, {"family": "Griger", "given": "Zoltan"},
              {"family": "Moiseev", "given": "Sergey"}, {"family": "Oddis", "given": "Chester V"},
              {"family": "Schiopu", "given": "Elena"}, {"family": "Vencovský", "given": "Jiri"},
              {"family": "Beckmann", "given": "Irene"}, {"family": "Clodi", "given": "Elisabeth"},
              {"family": "Levine", "given": "Todd"}, {"literal": "ProDERM investigators"}],
             "title": "Safety and tolerability of intravenous immunoglobulin in patients with active dermatomyositis: results from the randomised, placebo-controlled ProDERM study",
             "container-title": "Arthritis Research & Therapy", "container-title-short": "Arthritis Res Ther",
             "issued": {"date-parts": [[2024, 1, 17]]}, "volume": "26", "issue": "1", "page": "27",
             "DOI": "10.1186/s13075-023-03232-2", "PMID": "38233885"}
            """#,
        ama: #"""
            Aggarwal R, Schessl J, Charles-Schoeman C, et al; ProDERM investigators. Safety and tolerability of \#
            intravenous immunoglobulin in patients with active dermatomyositis: results from the randomised, \#
            placebo-controlled ProDERM study. Arthritis Res Ther. 2024;26(1):27. doi:10.1186/s13075-023-03232-2 \#
            PMID 38233885
            """#),
    GoldenReference(
        item: #"""
            {"id": "lang1991", "type": "article-journal",
             "author": [{"family": "Lang", "given": "B A"}, {"family": "Laxer", "given": "R M"},
              {"family": "Murphy", "given": "G"}, {"family": "Silverman", "given": "E D"},
              {"family": "Roifman", "given": "C M"}],
             "title": "Treatment of dermatomyositis with intravenous gammaglobulin",
             "container-title": "The American Journal of Medicine", "container-title-short": "Am J Med",
             "issued": {"date-parts": [[1991, 8]]}, "volume": "91", "issue": "2", "page": "169-172",
             "DOI": "10.1016/0002-9343(91)90010-U", "PMID": "1714236"}
            """#,
        ama: #"""
            Lang BA, Laxer RM, Murphy G, Silverman ED, Roifman CM. Treatment of dermatomyositis with intravenous \#
            gammaglobulin. Am J Med. 1991;91(2):169-172. doi:10.1016/0002-9343(91)90010-U PMID 1714236
            """#),
    GoldenReference(
        item: #"""
            {"id": "oldroyd2022", "type": "article-journal",
             "author": [{"family": "Oldroyd", "given": "Alexander G S"}, {"family": "Lilleker", "given": "James B"},
              {"family": "Amin", "given": "Tania"}, {"family": "Aragon", "given": "Octavio"},
              {"family": "Bechman", "given": "Katie"}, {"family": "Cuthbert", "given": "Verna"},
              {"family": "Galloway", "given": "James"}, {"family": "Gordon", "given": "Patrick"},
              {"family": "Gregory", "given": "William J"}, {"family": "Gunawardena", "given": "Harsha"},
              {"family": "Hanna", "given": "Michael G"}, {"family": "Isenberg", "given": "David"},
              {"family": "Jackman", "given": "John"}, {"family": "Kiely", "given": "Patrick D W"},
              {"family": "Livermore", "given": "Polly"}, {"family": "Machado", "given": "Pedro M"},
              {"family": "Maillard", "given": "Sue"}, {"family": "McHugh", "given": "Neil"},
              {"family": "Murphy", "given": "Ruth"}, {"family": "Pilkington", "given": "Clarissa"},
              {"family": "Prabu", "given": "Athiveeraramapandian"}, {"family": "Rushe", "given": "Phoebe"},
              {"family": "Spinty", "given": "Stefan"}, {"family": "Swan", "given": "Joanne"},
              {"family": "Tahir", "given": "Hasan"}, {"family": "Tansley", "given": "Sarah L"},
              {"family": "Truepenny", "given": "Paul"}],
             "title": "British Society for Rheumatology guideline on management of paediatric, adolescent and adult patients with idiopathic inflammatory myopathy",
             "container-title": "Rheumatology (Oxford, England)", "container-title-short": "Rheumatology (Oxford)",
             "issued": {"date-parts": [[2022]]}, "volume": "61", "issue": "5", "page": "1760-1768",
             "DOI": "10.1093/rheumatology/keac115",
             "custom": {"unverified": ["container-title-short"], "materia": {"et-al-unverified": true}}}
            """#,
        ama: #"""
            Oldroyd AGS, Lilleker JB, Amin T, et al. British Society for Rheumatology guideline on management of \#
            paediatric, adolescent and adult patients with idiopathic inflammatory myopathy. Rheumatology \#
            (Oxford). 2022;61(5):1760-1768. doi:10.1093/rheumatology/keac115
            """#),
    GoldenReference(
        item: #"""
            {"id": "donofrio2009", "type": "article-journal",
             "author": [{"family": "Donofrio", "given": "Peter D"}, {"family": "Berger", "given": "Alan"},
              {"family": "Brannagan", "given": "Thomas H", "suffix": "III"},
              {"family": "Bromberg", "given": "Mark B"}, {"family": "Howard", "given": "James F"},
              {"family": "Latov", "given": "Norman"}, {"family": "Quick", "given": "Adam"},
              {"family": "Tandan", "given": "Rup"}],
             "title": "Consensus statement: the use of intravenous immunoglobulin in the treatment of neuromuscular conditions report of the AANEM ad hoc committee",
             "container-title": "Muscle & Nerve", "container-title-short": "Muscle Nerve",
             "issued": {"date-parts": [[2009, 11]]}, "volume": "40", "issue": "5", "page": "890-900",
             "DOI": "10.1002/mus.21433", "PMID": "19768755",
             "custom": {"materia": {"status": "superseded by tavee2023 (AANEM update)"}}}
            """#,
        ama: #"""
            Donofrio PD, Berger A, Brannagan TH III, et al. Consensus statement: the use of intravenous \#
            immunoglobulin in the treatment of neuromuscular conditions report of the AANEM ad hoc committee. \#
            Muscle Nerve. 2009;40(5):890-900. doi:10.1002/mus.21433 PMID 19768755
            """#),
    GoldenReference(
        item: #"""
            {"id": "tavee2023", "type": "article-journal",
             "author": [{"family": "Tavee", "given": "Jinny"}, {"family": "Brannagan", "given": "Thomas H"},
              {"family": "Lenihan", "given": "Michael W"}, {"family": "Muppidi", "given": "Sri"},
              {"family": "Kellermeyer", "given": "Liz"}, {"family": "Donofrio", "given": "Peter D"}],
             "title": "Updated consensus statement: Intravenous immunoglobulin in the treatment of neuromuscular disorders report of the AANEM ad hoc committee",
             "container-title": "Muscle & Nerve", "container-title-short": "Muscle Nerve",
             "URL": "https://www.aanem.org/clinical-practice-resources/guidelines/guideline/consensus-statement-ivg-in-the-treatment-of-neuromuscular-conditions",
             "custom": {"unverified": ["container-title", "container-title-short"]}}
            """#,
        ama: #"""
            Tavee J, Brannagan TH, Lenihan MW, Muppidi S, Kellermeyer L, Donofrio PD. Updated consensus \#
            statement: Intravenous immunoglobulin in the treatment of neuromuscular disorders report of the \#
            AANEM ad hoc committee. Muscle Nerve. \#
            https://www.aanem.org/clinical-practice-resources/guidelines/guideline/consensus-statement-ivg-in-the-treatment-of-neuromuscular-conditions
            """#),
    GoldenReference(
        item: #"""
            {"id": "tansley2017", "type": "article-journal",
             "author": [{"family": "Tansley", "given": "Sarah L"}, {"family": "Simou", "given": "Stefania"},
              {"family": "Shaddick", "given": "Gavin"}, {"family": "Betteridge", "given": "Zoe E"},
              {"family": "Almeida", "given": "Beverley"}, {"family": "Gunawardena", "given": "Harsha"},
              {"family": "Thomson", "given": "Wendy"}, {"family": "Beresford", "given": "Michael W"},
              {"family": "Midgley", "given": "Angela"}, {"family": "Muntoni", "given": "Francesco"},
              {"family": "Wedderburn", "given": "Lucy R"}, {"family": "McHugh", "given": "Neil J"}],
             "title": "Autoantibodies in juvenile-onset myositis: Their diagnostic value and associated clinical phenotype in a large UK cohort",
             "container-title": "Journal of Autoimmunity", "container-title-short": "J Autoimmun",
             "issued": {"date-parts": [[2017, 11]]}, "volume": "84", "page": "55-64",
             "DOI": "10.1016/j.jaut.2017.06.007", "PMID": "28663002", "PMCID": "PMC5656106",
             "custom": {"unverified": ["container-title", "container-title-short"]}}
            """#,
        ama: #"""
            Tansley SL, Simou S, Shaddick G, et al. Autoantibodies in juvenile-onset myositis: Their diagnostic \#
            value and associated clinical phenotype in a large UK cohort. J Autoimmun. 2017;84:55-64. \#
            doi:10.1016/j.jaut.2017.06.007 PMID 28663002
            """#),
    GoldenReference(
        item: #"""
            {"id": "almeida2015", "type": "article-journal",
             "author": [{"family": "Almeida", "given": "Beverley"},
              {"family": "Campanilho-Marques", "given": "Raquel"}, {"family": "Arnold", "given": "Katie"},
              {"family": "Pilkington", "given": "Clarissa A"}, {"family": "Wedderburn", "given": "Lucy R"},
              {"family": "Nistala", "given": "Kiran"}, {"literal": "Juvenile Dermatomyositis Research Group"}],
             "title": "Analysis of published criteria for clinically inactive disease in a large juvenile dermatomyositis cohort shows that skin disease is underestimated",
             "container-title": "Arthritis & Rheumatology", "container-title-short": "Arthritis Rheumatol",
             "issued": {"date-parts": [[2015, 9]]}, "volume": "67", "issue": "9", "page": "2495-2502",
             "DOI": "10.1002/art.39200", "custom": {"unverified": ["container-title-short"]}}
            """#,
        ama: #"""
            Almeida B, Campanilho-Marques R, Arnold K, Pilkington CA, Wedderburn LR, Nistala K; Juvenile \#
            Dermatomyositis Research Group. Analysis of published criteria for clinically inactive disease in a \#
            large juvenile dermatomyositis cohort shows that skin disease is underestimated. Arthritis \#
            Rheumatol. 2015;67(9):2495-2502. doi:10.1002/art.39200
            """#),
    GoldenReference(
        item: #"""
            {"id": "cherin1991b", "type": "article-journal",
             "author": [{"family": "Cherin", "given": "P"}],
             "title": "Effectiveness of intravenous immunoglobulins in polymyositis and dermatomyositis. An open trial in 15 patients",
             "container-title": "Presse Médicale", "container-title-short": "Presse Med",
             "issued": {"date-parts": [[1991, 2, 16]]}, "volume": "20", "issue": "6", "page": "244-249",
             "PMID": "1706860", "custom": {"unverified": ["container-title"], "materia": {"et-al-unverified": true}}}
            """#,
        ama: #"""
            Cherin P, et al. Effectiveness of intravenous immunoglobulins in polymyositis and dermatomyositis. \#
            An open trial in 15 patients. Presse Med. 1991;20(6):244-249. PMID 1706860
            """#),
    GoldenReference(
        item: #"""
            {"id": "hoeltzel2014", "type": "article-journal",
             "author": [{"family": "Hoeltzel", "given": "Mark F"}, {"family": "Oberle", "given": "Edward J"},
              {"family": "Robinson", "given": "Angela Byun"}, {"family": "Agarwal", "given": "Arunima"},
              {"family": "Rider", "given": "Lisa G"}],
             "title": "The presentation, assessment, pathogenesis, and treatment of calcinosis in juvenile dermatomyositis",
             "container-title": "Current Rheumatology Reports", "container-title-short": "Curr Rheumatol Rep",
             "issued": {"date-parts": [[2014, 12]]}, "volume": "16", "issue": "12", "page": "467",
             "DOI": "10.1007/s11926-014-0467-y", "PMID": "25366934", "PMCID": "PMC5118224",
             "custom": {"unverified": ["container-title"]}}
            """#,
        ama: #"""
            Hoeltzel MF, Oberle EJ, Robinson AB, Agarwal A, Rider LG. The presentation, assessment, \#
            pathogenesis, and treatment of calcinosis in juvenile dermatomyositis. Curr Rheumatol Rep. \#
            2014;16(12):467. doi:10.1007/s11926-014-0467-y PMID 25366934
            """#),
    GoldenReference(
        item: #"""
            {"id": "pediatrneurol1995", "type": "article-journal",
             "title": "Treatment of childhood dermatomyositis with high dose intravenous immunoglobulin",
             "container-title": "Pediatric Neurology", "container-title-short": "Pediatr Neurol",
             "issued": {"date-parts": [[1995, 11]]}, "volume": "13", "issue": "4", "page": "336-339",
             "DOI": "10.1016/0887-8994(95)00195-6", "PMID": "8771171",
             "custom": {"unverified": ["container-title"], "materia": {"et-al-unverified": true}}}
            """#,
        ama: #"""
            Treatment of childhood dermatomyositis with high dose intravenous immunoglobulin. Pediatr Neurol. \#
            1995;13(4):336-339. doi:10.1016/0887-8994(95)00195-6 PMID 8771171
            """#),
    GoldenReference(
        item: #"""
            {"id": "werth2023", "type": "article-journal",
             "title": "Efficacy of intravenous immunoglobulins (IVIg) in improving skin symptoms in patients with dermatomyositis: a post-hoc analysis of the ProDERM study",
             "container-title": "EClinicalMedicine", "container-title-short": "EClinicalMedicine",
             "issued": {"date-parts": [[2023, 10]]}, "PMID": "37799613",
             "custom": {"materia": {"et-al-unverified": true}}}
            """#,
        ama: #"""
            Efficacy of intravenous immunoglobulins (IVIg) in improving skin symptoms in patients with \#
            dermatomyositis: a post-hoc analysis of the ProDERM study. EClinicalMedicine. 2023. PMID 37799613
            """#),
    GoldenReference(
        item: #"""
            {"id": "octagam10-label", "type": "document",
             "title": "Octagam 10% [immune globulin intravenous (human)] liquid solution for intravenous administration: US prescribing information",
             "publisher": "Octapharma; Pfizer Laboratories Div Pfizer Inc (packager of the version seen)",
             "issued": {"date-parts": [[2024, 1, 26]]},
             "URL": "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=eb4c342b-122c-0072-1428-1747882e6c00"}
            """#,
        ama: #"""
            Octagam 10% [immune globulin intravenous (human)] liquid solution for intravenous administration: US \#
            prescribing information. Octapharma; Pfizer Laboratories Div Pfizer Inc (packager of the version \#
            seen); January 26, 2024. \#
            https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=eb4c342b-122c-0072-1428-1747882e6c00
            """#),
    GoldenReference(
        item: #"""
            {"id": "ismp-abbreviations", "type": "document",
             "author": [{"literal": "Institute for Safe Medication Practices"}],
             "title": "ISMP list of error-prone abbreviations, symbols, and dose designations"}
            """#,
        ama: #"""
            Institute for Safe Medication Practices. ISMP list of error-prone abbreviations, symbols, and dose \#
            designations.
            """#),
    GoldenReference(
        item: #"""
            {"id": "fda-cds2022", "type": "document",
             "author": [{"literal": "US Food and Drug Administration"}],
             "title": "Clinical Decision Support Software: Guidance for Industry and Food and Drug Administration Staff",
             "publisher": "US Food and Drug Administration", "publisher-place": "Rockville, MD",
             "issued": {"date-parts": [[2022, 9, 28]]}, "number": "FDA-2017-D-6569",
             "URL": "https://regulations.justia.com/regulations/fedreg/2022/09/28/2022-20993.html"}
            """#,
        ama: #"""
            US Food and Drug Administration. Clinical Decision Support Software: Guidance for Industry and Food \#
            and Drug Administration Staff. US Food and Drug Administration; September 28, 2022. FDA-2017-D-6569. \#
            https://regulations.justia.com/regulations/fedreg/2022/09/28/2022-20993.html
            """#),
    GoldenReference(
        item: #"""
            {"id": "grade-handbook", "type": "webpage",
             "author": [{"family": "Schünemann", "given": "Holger"}, {"family": "Brożek", "given": "Jan"},
              {"family": "Guyatt", "given": "Gordon"}, {"family": "Oxman", "given": "Andrew"}],
             "title": "GRADE handbook for grading quality of evidence and strength of recommendations",
             "publisher": "The GRADE Working Group", "issued": {"date-parts": [[2013, 10]]},
             "URL": "https://gdt.gradepro.org/app/handbook/handbook.html"}
            """#,
        ama: #"""
            Schünemann H, Brożek J, Guyatt G, Oxman A. GRADE handbook for grading quality of evidence and \#
            strength of recommendations. The GRADE Working Group. Published October 2013. \#
            https://gdt.gradepro.org/app/handbook/handbook.html
            """#),
]
