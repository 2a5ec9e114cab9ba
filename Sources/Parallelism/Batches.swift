extension Array {
    /// Parts of `size` elements each, in their order, of which the last may have fewer: work of which a piece by itself is too little for a thread.
    package func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min(count, $0 + size)] }
    }
}
