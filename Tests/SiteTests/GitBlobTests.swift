import Foundation
import Testing

@testable import Site

/// Names of files as git gives them.
struct GitBlobTests {
    @Test(
        "As `git hash-object` says",
        arguments: [
            ("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"), ("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
            ("", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"),
        ])
    func names(_ text: String, _ name: String) {
        #expect(GitBlob.isNamed(name, Array(text.utf8)))
        #expect(!GitBlob.isNamed(name, Array("\(text) ".utf8)))
    }

    /// Around the ends of blocks, where padding goes wrong. The digests are of Python's hashlib.
    @Test(arguments: [
        (55, "c1c8bbdc22796e28c0e15163d20899b65621d65a"), (56, "c2db330f6083854c99d4b5bfb6e8f29f201be699"),
        (63, "03f09f5b158a7a8cdad920bddc29b81c18a551f5"), (64, "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
        (119, "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"), (1000, "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
    ])
    func lengths(_ count: Int, _ digest: String) {
        #expect(SHA1.digits([UInt8](repeating: UInt8(ascii: "a"), count: count)) == digest)
    }

    @Test func tree() {
        let answer = "100644 blob aa\tsite.yml\0120000 blob bb\tlink\0160000 commit cc\tother\0100644 blob dd\ta\tb.md\0"
        #expect(GitBlob.names(in: Array(answer.utf8)) == ["site.yml": "aa", "link": "bb", "a\tb.md": "dd"])
    }
}
