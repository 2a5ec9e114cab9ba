/// Everything a plan is made from, in one stream: regimen, protocol, product or none, patient, request.
///
/// Each record starts with `CoreVersion.number`. A page keeps its records encoded and puts patient and request behind
/// them; see `PatientInput.encode(into:)` and `PlanRequest.encode(into:)` for the order.
public struct PlanInput: Hashable, Sendable {
    public var regimen: RegimenTerms
    public var terms: ProtocolTerms
    public var product: ProductTerms?
    public var patient: PatientInput
    public var request: PlanRequest

    public init(
        regimen: RegimenTerms, terms: ProtocolTerms, product: ProductTerms?, patient: PatientInput, request: PlanRequest
    ) {
        self.regimen = regimen
        self.terms = terms
        self.product = product
        self.patient = patient
        self.request = request
    }

    public var plan: Plan { DoseEngine.plan(regimen, terms, product, patient, request) }

    public func encode(into numbers: inout [Double]) {
        regimen.encode(into: &numbers)
        terms.encode(into: &numbers)
        numbers.append(product != nil)
        product?.encode(into: &numbers)
        patient.encode(into: &numbers)
        request.encode(into: &numbers)
    }

    public init(decoding reader: inout NumberReader) throws(MalformedNumbers) {
        regimen = try RegimenTerms(decoding: &reader)
        terms = try ProtocolTerms(decoding: &reader)
        product = try reader.bool() ? try ProductTerms(decoding: &reader) : nil
        patient = try PatientInput(decoding: &reader)
        request = try PlanRequest(decoding: &reader)
    }
}
