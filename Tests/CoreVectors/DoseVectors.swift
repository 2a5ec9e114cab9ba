import ClinicalLogic

/// `dose <requests> <reports>`: a request is three arrays of numbers (regimen, protocol, product or nothing) and the bytes of what was
/// entered, each behind its count; a report is its bytes and its numbers.
enum DoseVectors {
    static func run(_ arguments: ArraySlice<String>) {
        guard arguments.count == 2, let asked = arguments.first, let answered = arguments.last else { VectorFile.fail() }
        var requests = Requests(VectorFile.bytes(of: asked))
        var reports = VectorFile()
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
            reports.add(report.bytes)
            reports.add(report.numbers)
        }
        reports.write(answered)
    }
}

/// Requests, read from the start.
private struct Requests {
    private let content: [UInt8]
    private var place = 0

    init(_ content: [UInt8]) { self.content = content }

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
