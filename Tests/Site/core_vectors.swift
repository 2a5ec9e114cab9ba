// Writes what the dosing core is asked and what it answers natively, for test_core_equality.py:
//   core_vectors <seed> <count> <requests> <reports>
// A request is the count of its numbers (32 bits) and the numbers; a report is the count of its bytes, the bytes, the
// count of its numbers, and the numbers. One request in twenty is damaged, as a page's data never should be.

import ClinicalLogic

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@main
struct CoreVectors {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let seed = UInt64(arguments[1]), let count = Int(arguments[2]) else { exit(64) }
        var requests: [UInt8] = []
        var reports: [UInt8] = []
        var damage = SeededNumbers(seed: seed &+ 1)
        for asked in SeededCases(count, seed: seed) {
            var numbers: [Double] = []
            asked.input.encode(into: &numbers)
            if Int.random(in: 0..<20, using: &damage) == 0 { spoil(&numbers, &damage) }
            append(UInt32(numbers.count), to: &requests)
            for number in numbers { append(number.bitPattern, to: &requests) }

            var reader = NumberReader(numbers)
            var report = PlanReport.malformed
            if let input = try? PlanInput(decoding: &reader), reader.isAtEnd { report = PlanReport(input.plan) }
            append(UInt32(report.bytes.count), to: &reports)
            reports += report.bytes
            append(UInt32(report.numbers.count), to: &reports)
            for number in report.numbers { append(number.bitPattern, to: &reports) }
        }
        write(requests, arguments[3])
        write(reports, arguments[4])
    }

    private static func spoil(_ numbers: inout [Double], _ source: inout SeededNumbers) {
        let place = Int.random(in: 0..<numbers.count, using: &source)
        switch Int.random(in: 0..<4, using: &source) {
        case 0: numbers.removeLast()
        case 1: numbers.append(1)
        case 2:
            let values = [.nan, .infinity, -1, 0, 1, 2, 3, 0.5, 1e-9, 1e9, 1e300, -1e300, 5e-324]
            numbers[place] = values[Int.random(in: 0..<values.count, using: &source)]
        default: numbers[place] = Double(bitPattern: source.next())
        }
    }

    private static func append(_ word: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func write(_ bytes: [UInt8], _ path: String) {
        guard let file = fopen(path, "wb"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else { exit(74) }
    }
}
