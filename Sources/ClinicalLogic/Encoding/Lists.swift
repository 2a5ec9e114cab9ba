extension Array {
    /// Appends by a call: `append` is inlined, and a long one in every place would be much of the browser's core.
    @inline(never)
    mutating func add(_ element: Element) {
        append(element)
    }
}
