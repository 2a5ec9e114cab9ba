// Writes what the criteria core is asked and what it answers natively, for test_criteria_equality.py:
//   criteria-vectors <seed> <count> <terms> <requests> <reports>
// The terms are those of published pages, a line of numbers for each set; every other request is on a set made up at
// random. The files are like those of core-vectors. One request in twenty is damaged, as a page's data never should be.

import ClinicalLogic
import SeededCriteria
import SeededNumbers

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@main
struct CriteriaVectors {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let seed = UInt64(arguments[1]), let count = Int(arguments[2]) else { exit(64) }
        let published = lines(arguments[3]).map { line in line.split(separator: ",").map { Double($0)! } }
        var source = SeededCriteria(seed: seed &+ 100)
        var requests: [UInt8] = []
        var reports: [UInt8] = []
        for index in 0..<count {
            var encoded: [Double] = []
            if index % 2 == 0, !published.isEmpty {
                encoded = published[index / 2 % published.count]
            } else {
                source.terms(variables: Int.random(in: 1...9, using: &source.source)).encode(into: &encoded)
            }
            var reader = NumberReader(encoded)
            guard let terms = try? CriteriaTerms(decoding: &reader), reader.isAtEnd else { exit(65) }
            var numbers = SeededCriteria.request(encoded, source.answers(terms, isCareless: index % 4 == 3))
            if Int.random(in: 0..<20, using: &source.source) == 0 { spoil(&numbers, &source.source) }
            append(UInt32(numbers.count), to: &requests)
            for number in numbers { append(number.bitPattern, to: &requests) }

            var asked = NumberReader(numbers)
            let report = AssessmentReport(decoding: &asked)
            append(UInt32(report.bytes.count), to: &reports)
            reports += report.bytes
            append(UInt32(report.numbers.count), to: &reports)
            for number in report.numbers { append(number.bitPattern, to: &reports) }
        }
        write(requests, arguments[4])
        write(reports, arguments[5])
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

    private static func lines(_ path: String) -> [String] {
        guard let file = fopen(path, "rb") else { exit(66) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let read = fread(&buffer, 1, buffer.count, file), read > 0 { bytes += buffer[..<read] }
        fclose(file)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func append(_ word: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func write(_ bytes: [UInt8], _ path: String) {
        guard let file = fopen(path, "wb"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else { exit(74) }
    }
}
