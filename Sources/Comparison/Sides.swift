/// The same of both states.
struct Sides<Value> {
    let old: Value
    let new: Value

    init(_ old: Value, _ new: Value) {
        self.old = old
        self.new = new
    }
}
