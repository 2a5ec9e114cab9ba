// Answers natively what the dosing core is asked, for test_core_equality.py: core-vectors <requests> <reports>
// A request is three arrays of numbers (regimen, protocol, product or nothing) and the bytes of what was entered, each behind
// its count (32 bits); a report is the count of its bytes, the bytes, the count of its numbers, and the numbers.

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
        guard arguments.count == 3, var requests = Requests(arguments[1]) else { exit(64) }
        var reports: [UInt8] = []
        while !requests.isAtEnd {
            // As the page puts them together.
            var numbers = requests.numbers() + requests.numbers()
            let product = requests.numbers()
            numbers += product.isEmpty ? [0] : [1] + product
            let entered = requests.bytes()
            numbers.append(Double(entered.count))
            numbers += entered.map { Double($0) }

            var reader = NumberReader(numbers)
            var report = PlanReport.malformed
            if let input = try? PlanInput(decoding: &reader), reader.isAtEnd { report = PlanReport(input.plan) }
            append(UInt32(report.bytes.count), to: &reports)
            reports += report.bytes
            append(UInt32(report.numbers.count), to: &reports)
            for number in report.numbers { append(number.bitPattern, to: &reports) }
        }
        guard let file = fopen(arguments[2], "wb"), fwrite(reports, 1, reports.count, file) == reports.count, fclose(file) == 0 else { exit(74) }
    }

    private static func append(_ word: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// The file of requests, read from its start.
struct Requests {
    private var content: [UInt8] = []
    private var place = 0

    init?(_ path: String) {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var part = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&part, 1, part.count, file)
            if count == 0 { break }
            content += part[..<count]
        }
    }

    var isAtEnd: Bool { place == content.count }

    mutating func numbers() -> [Double] { (0..<word(4)).map { _ in Double(bitPattern: word(8)) } }

    mutating func bytes() -> [UInt8] {
        let count = Int(word(4))
        defer { place += count }
        return Array(content[place..<place + count])
    }

    private mutating func word(_ length: Int) -> UInt64 {
        defer { place += length }
        return (0..<length).reduce(0) { $0 | UInt64(content[place + $1]) << (8 * UInt64($1)) }
    }
}
