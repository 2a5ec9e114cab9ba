import Foundation
import Testing

@testable import Parallelism

@Suite(.timeLimit(.minutes(20)))
struct ParallelTests {
    @Test(arguments: [1, 2, 8, 64])
    func keepsTheOrderOfTheInput(threads: Int) {
        let inputs = Array(0..<500)
        // Early inputs take longest, so that late ones overtake them.
        let outputs = Parallel.map(inputs, threads: threads) { input -> String in
            if input % 100 < 3 { Thread.sleep(forTimeInterval: 0.002) }
            return "\(input)"
        }
        #expect(outputs == inputs.map { "\($0)" })
    }

    @Test(arguments: [0, 1, 2], [-1, 0, 1, 8])
    func takesFewInputsAndAnyNumberOfThreads(count: Int, threads: Int) {
        #expect(Parallel.map(Array(0..<count), threads: threads) { $0 + 1 } == Array(1..<(count + 1)))
    }

    @Test func worksOutOnceAndAnswersTheSameFromAllThreads() {
        let remembered = Remembered<Int, String>()
        let answers = Parallel.map(Array(0..<1_000), threads: 8) { input in remembered.value(input % 10) { "\(input % 10)" } }
        #expect(answers == (0..<1_000).map { "\($0 % 10)" })
        #expect(remembered.value(3) { "another" } == "3")
    }
}
