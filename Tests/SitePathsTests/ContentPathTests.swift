import SeededNumbers
import Testing

@testable import SitePaths

struct ContentPathTests {
    @Test(arguments: [
        ("b.md", "", "b.md"), ("b.md", "a", "a/b.md"), ("../b.md", "a", "b.md"), ("../c/b.md", "a/x", "a/c/b.md"),
        ("./b.md", "a", "a/b.md"), ("x/./../b.md", "a", "a/b.md"), ("a//b/", "", "a/b"), ("..", "a", ""),
        (".", "a", "a"),
    ])
    func resolves(_ destination: String, _ folder: String, _ path: String) {
        #expect(ContentPath.resolve(destination, from: folder) == path)
    }

    @Test(arguments: [
        ("..", ""), ("../b.md", ""), ("../../b.md", "a"), ("x/../../../b.md", "a"), ("../../a/b.md", "a"),
    ])
    func doesNotLeaveTheFolder(_ destination: String, _ folder: String) {
        #expect(ContentPath.resolve(destination, from: folder) == nil)
    }

    @Test(arguments: [
        ("b.md", "", "b.md"), ("a/b.md", "", "a/b.md"), ("b.md", "a", "../b.md"), ("a/b.md", "a", "b.md"),
        ("c/b.md", "a/x", "../../c/b.md"), ("a/c/b.md", "a/x", "../c/b.md"), ("a/x", "a/x", "../x"),
    ])
    func findsTheWay(_ path: String, _ folder: String, _ way: String) {
        #expect(ContentPath.relative(path, from: folder) == way)
    }

    @Test func theWayLeadsThere() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let names = ["a", "b", "c"]
            let path = (0...Int.random(in: 0...3, using: &random)).map { _ in names.randomElement(using: &random)! }
                .joined(separator: "/")
            let folder = (0..<Int.random(in: 0...3, using: &random)).map { _ in names.randomElement(using: &random)! }
                .joined(separator: "/")
            #expect(
                ContentPath.resolve(ContentPath.relative(path, from: folder), from: folder) == path,
                "\(path) from \(folder)")
        }
    }

    @Test func knowsTheFolderOfAPath() {
        #expect(ContentPath.folder(of: "a/b/c.md") == "a/b")
        #expect(ContentPath.folder(of: "c.md") == "")
    }

    @Test(arguments: [
        ("a%20b", "a b"), ("%C3%A9", "é"), ("100%", "100%"), ("%2", "%2"), ("%zz", "%zz"), ("%2e%2E", ".."),
        ("a+b", "a+b"), ("", ""),
    ])
    func undoesPercentEncoding(_ text: String, _ plain: String) {
        #expect(ContentPath.decode(text[...]) == plain)
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(ContentPath.decode("%FF") == nil)
        #expect(ContentPath.decode("%C3") == nil)
    }
}
