// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// For modules that look at every byte of what is read and written. They are optimised in debug builds too: tests run them for minutes otherwise.
let hot: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// For tests: what they test is optimised, as readers have it; to optimise the tests themselves takes longer than they run.
let testing: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Arrows go downwards only: a target depends on nothing that stands above it in this list.
let package = Package(
    name: "materia",
    products: [
        .executable(name: "materia", targets: ["materia"])
    ],
    dependencies: [
        // The command line: options, help and messages as users of other tools know them.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // YAML by libyaml, with the place of every value.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // HTTP for the preview, without a framework beneath it.
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        .executableTarget(
            name: "materia",
            dependencies: [
                "Preview", "LanguageServer", "Site", "Views", "Comparison", "Authoring", "EmbeddedFiles", "KnowledgeBase", "Citations", "ClinicalLogic", "SourceData",
                "Diagnostics",
                "Parallelism",
                .target(name: "CJemalloc", condition: .when(platforms: [.linux])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .target(
            name: "Authoring", dependencies: ["EmbeddedFiles", "KnowledgeBase", "SitePaths", "Citations", "Markdown", "SourceData", "Diagnostics"], swiftSettings: strict),
        .target(
            name: "Preview",
            dependencies: ["Site", "KnowledgeBase", "SitePaths", "Diagnostics", .product(name: "FlyingFox", package: "FlyingFox")],
            swiftSettings: strict),
        // What editors ask while articles and records are written.
        .target(
            name: "LanguageServer",
            dependencies: ["Site", "Authoring", "KnowledgeBase", "SitePaths", "Citations", "Markdown", "SourceData", "Diagnostics", "Parallelism"],
            swiftSettings: strict),
        .target(
            name: "Site",
            dependencies: [
                "Views", "FHIR", "OpenData", "Search", "Templates", "Comparison", "KnowledgeBase", "SitePaths", "SourceData", "Diagnostics", "Parallelism",
                "CFileExchange",
                "CZlib",
            ],
            swiftSettings: strict),
        .target(
            name: "Views",
            dependencies: [
                "Rendering", "OpenData", "Search", "Templates", "Comparison", "KnowledgeBase", "SitePaths", "Citations", "Markdown", "ClinicalLogic", "SourceData",
                "Diagnostics", "Parallelism",
            ], swiftSettings: strict),
        .target(
            name: "Rendering", dependencies: ["KnowledgeBase", "SitePaths", "Citations", "Markdown", "Diagnostics"], swiftSettings: strict),
        .target(
            name: "Templates", dependencies: ["EmbeddedFiles", "KnowledgeBase", "SitePaths", "Markdown", "ClinicalLogic", "SourceData", "Diagnostics"],
            swiftSettings: hot),
        // Records as resources of FHIR R4: its own, because the rules of what a standard can say exactly are its own.
        .target(
            name: "FHIR", dependencies: ["OpenData", "KnowledgeBase", "SitePaths", "Citations", "Markdown", "ClinicalLogic", "SourceData", "Diagnostics"],
            swiftSettings: strict),
        // Articles and records as JSON, and what others need of them: units by UCUM, Markdown as plain text, a dose in one sentence.
        .target(
            name: "OpenData", dependencies: ["KnowledgeBase", "SitePaths", "Citations", "Markdown", "ClinicalLogic", "SourceData", "Diagnostics", "Parallelism"],
            swiftSettings: strict),
        .target(
            name: "KnowledgeBase",
            dependencies: ["SitePaths", "Citations", "Markdown", "ClinicalLogic", "SourceData", "Diagnostics", "Parallelism"],
            swiftSettings: strict),
        // What is another between two states of a knowledge base.
        .target(
            name: "Comparison", dependencies: ["KnowledgeBase", "SitePaths", "Markdown", "ClinicalLogic", "SourceData", "Diagnostics"], swiftSettings: hot),
        .target(name: "SitePaths", swiftSettings: strict),
        // The default theme, the guide and the files that `materia new` starts from.
        .target(name: "EmbeddedFiles", swiftSettings: strict, plugins: ["EmbedFiles"]),
        .plugin(name: "EmbedFiles", capability: .buildTool()),
        .target(name: "Search", dependencies: ["SourceData", "Diagnostics"], swiftSettings: hot),
        .target(name: "Citations", dependencies: ["SourceData", "Diagnostics"], swiftSettings: strict),
        .target(
            name: "SourceData",
            dependencies: ["Diagnostics", "CContentHash", .product(name: "Yams", package: "Yams")],
            swiftSettings: hot),
        .target(name: "Markdown", dependencies: ["CCmarkGFM", "Diagnostics"], swiftSettings: hot),
        .target(name: "ClinicalLogic", swiftSettings: strict),
        .target(name: "Diagnostics", swiftSettings: hot),
        .target(name: "Parallelism", swiftSettings: strict),
        .target(name: "CFileExchange"),
        // Memory for many small things on several threads: a quarter less work for a build than with the system's own.
        .systemLibrary(name: "CJemalloc", providers: [.apt(["libjemalloc-dev"])]),
        // gzip for `build --compress`.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        // XXH3 of libxxhash, compiled in from its header.
        .target(name: "CContentHash"),
        .systemLibrary(
            name: "CCmarkGFM",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),

        .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: strict),
        .target(name: "TestFolders", path: "Tests/TestFolders", swiftSettings: strict),
        // Content folders that something has happened to, and the command that tries them in processes of their own.
        .target(
            name: "ContentFuzzing", dependencies: ["Site", "KnowledgeBase", "Diagnostics", "SeededNumbers", "TestFolders"], path: "Tests/ContentFuzzing",
            swiftSettings: strict),
        .executableTarget(name: "fuzz-content", dependencies: ["ContentFuzzing", "TestFolders"], path: "Tests/FuzzContent", swiftSettings: strict),
        .testTarget(name: "FuzzTests", dependencies: ["ContentFuzzing", "fuzz-content", "TestFolders", "SeededNumbers"], swiftSettings: testing),
        .testTarget(name: "ParallelismTests", dependencies: ["Parallelism"], swiftSettings: testing),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "SeededNumbers"], swiftSettings: testing),
        .testTarget(name: "SourceDataTests", dependencies: ["SourceData", "Diagnostics", "SeededNumbers"], swiftSettings: testing),
        .target(name: "MarkdownCorpus", path: "Tests/MarkdownCorpus", swiftSettings: strict),
        .testTarget(
            name: "MarkdownTests", dependencies: ["Markdown", "Diagnostics", "CCmarkGFM", "MarkdownCorpus", "SeededNumbers"], swiftSettings: testing),
        // For the thread sanitizer: small, so that little is built twice.
        .executableTarget(
            name: "check-threads", dependencies: ["Markdown", "Diagnostics", "MarkdownCorpus", "SeededNumbers"], path: "Tests/CheckThreads",
            swiftSettings: strict),
        .testTarget(
            name: "ClinicalLogicTests", dependencies: ["ClinicalLogic", "SeededCriteria", "SeededNumbers"], exclude: ["Fixtures"], swiftSettings: testing),
        .target(name: "SeededCriteria", dependencies: ["ClinicalLogic", "SeededNumbers"], path: "Tests/SeededCriteria", swiftSettings: strict),
        // What the cores in a browser are held against: the same questions put to the module that the command has.
        .executableTarget(
            name: "core-vectors", dependencies: ["ClinicalLogic", "SeededCriteria", "SeededNumbers"], path: "Tests/CoreVectors", swiftSettings: strict),
        .testTarget(name: "CitationsTests", dependencies: ["Citations", "SourceData", "Diagnostics", "SeededNumbers"], swiftSettings: testing),
        .testTarget(name: "SearchTests", dependencies: ["Search", "SeededNumbers", "SourceData"], swiftSettings: testing),
        .testTarget(
            name: "AuthoringTests", dependencies: ["Authoring", "KnowledgeBase", "SourceData", "Diagnostics", "TestFolders", "SeededNumbers"],
            swiftSettings: testing),
        .testTarget(
            name: "LanguageServerTests", dependencies: ["LanguageServer", "KnowledgeBase", "SourceData", "Diagnostics", "SeededNumbers"], swiftSettings: testing),
        .testTarget(name: "EmbeddedFilesTests", dependencies: ["EmbeddedFiles", "TestFolders"], swiftSettings: testing),
        .testTarget(name: "SitePathsTests", dependencies: ["SitePaths", "SeededNumbers"], swiftSettings: testing),
        .testTarget(
            name: "KnowledgeBaseTests", dependencies: ["KnowledgeBase", "SeededNumbers", "TestFolders"],
            exclude: ["Fixtures"], swiftSettings: testing),
        .testTarget(
            name: "ComparisonTests", dependencies: ["Comparison", "ClinicalLogic", "Diagnostics", "KnowledgeBase", "SourceData", "SeededNumbers"], swiftSettings: testing),
        .testTarget(name: "OpenDataTests", dependencies: ["OpenData", "ClinicalLogic"], swiftSettings: testing),
        .testTarget(name: "FHIRTests", dependencies: ["FHIR"], swiftSettings: testing),
        .testTarget(
            name: "TemplatesTests", dependencies: ["Templates", "KnowledgeBase", "Diagnostics", "TestFolders"], swiftSettings: testing),
        .testTarget(
            name: "SiteTests",
            dependencies: [
                "Site", "Views", "Search", "Rendering", "KnowledgeBase", "SitePaths", "ClinicalLogic", "SourceData", "Diagnostics", "SeededNumbers", "TestFolders",
            ],
            exclude: ["Fixtures"], swiftSettings: testing),
    ]
)
