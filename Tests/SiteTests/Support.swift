import TestFolders

@testable import Site

func build(_ content: String, threads: Int = 2) -> SiteBuild {
    SiteBuild.run(content: content, themes: Repository.themes, options: .init(threads: threads))
}

extension OutputFile {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
