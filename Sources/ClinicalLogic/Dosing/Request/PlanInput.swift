/// Everything a plan is made from, in one stream: regimen, protocol, product or none, and what was entered.
///
/// Each record starts with `CoreVersion.number`. A page keeps its records encoded and puts what was entered behind them,
/// as its count of bytes and the bytes; see `RequestText`.
public struct PlanInput: Sendable {
    public var regimen: RegimenTerms
    public var terms: ProtocolTerms
    public var product: ProductTerms?
    public var entered: [UInt8]

    public init(regimen: RegimenTerms, terms: ProtocolTerms, product: ProductTerms?, entered: [UInt8]) {
        self.regimen = regimen
        self.terms = terms
        self.product = product
        self.entered = entered
    }

    public var plan: Plan { DoseEngine.plan(regimen, terms, product, entered) }

    public func encode(into numbers: inout [Double]) {
        regimen.encode(into: &numbers)
        terms.encode(into: &numbers)
        numbers.append(product != nil)
        product?.encode(into: &numbers)
        numbers.append(entered.count)
        for byte in entered { numbers.append(byte) }
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        regimen = RegimenTerms(reading: &reader)
        terms = ProtocolTerms(reading: &reader)
        product = reader.readBool() ? ProductTerms(reading: &reader) : nil
        entered = reader.readList(upTo: 100_000) { $0.readByte() }
        try reader.check()
    }
}
