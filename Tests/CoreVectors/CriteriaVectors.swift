import ClinicalLogic
import SeededCriteria
import SeededNumbers

/// `criteria <seed> <count> <terms> <requests> <reports>`: writes what is asked and what is answered.
///
/// The terms are those of published pages, a line of numbers for each set; every other request is on a set made up at random. One request
/// in twenty is damaged, as a page's data never should be.
enum CriteriaVectors {
    static func run(_ arguments: ArraySlice<String>) {
        let arguments = Array(arguments)
        guard arguments.count == 5, let seed = UInt64(arguments[0]), let count = Int(arguments[1]) else { VectorFile.fail() }
        let published = String(decoding: VectorFile.bytes(of: arguments[2]), as: UTF8.self).split(separator: "\n")
            .map { line in line.split(separator: ",").map { Double($0)! } }
        var source = SeededCriteria(seed: seed &+ 100)
        var requests = VectorFile()
        var reports = VectorFile()
        for index in 0..<count {
            var encoded: [Double] = []
            if index % 2 == 0, !published.isEmpty {
                encoded = published[index / 2 % published.count]
            } else {
                source.terms(variables: Int.random(in: 1...9, using: &source.source)).encode(into: &encoded)
            }
            var reader = NumberReader(encoded)
            guard let terms = try? CriteriaTerms(decoding: &reader), reader.isAtEnd else { fatalError("these are the terms of no set: \(encoded)") }
            var numbers = SeededCriteria.request(encoded, source.answers(terms, isCareless: index % 4 == 3))
            if Int.random(in: 0..<20, using: &source.source) == 0 { spoil(&numbers, &source.source) }
            requests.add(numbers)

            var asked = NumberReader(numbers)
            let report = AssessmentReport(decoding: &asked)
            reports.add(report.bytes)
            reports.add(report.numbers)
        }
        requests.write(arguments[3])
        reports.write(arguments[4])
    }

    private static func spoil(_ numbers: inout [Double], _ source: inout SeededGenerator) {
        let place = Int.random(in: 0..<numbers.count, using: &source)
        switch Int.random(in: 0..<4, using: &source) {
        case 0: numbers.removeLast()
        case 1: numbers.append(1)
        case 2:
            let values = [.nan, .infinity, -1, 0, 1, 2, 3, 0.5, 1e-9, 1e9, 1e300, -1e300, 31, 32, 2_147_483_648]
            numbers[place] = values[Int.random(in: 0..<values.count, using: &source)]
        default: numbers[place] = Double(bitPattern: source.next())
        }
    }
}
