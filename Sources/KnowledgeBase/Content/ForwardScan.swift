extension Collection {
    /// Reads places from the first to the last. `read` returns where what it took ends, and nil where nothing begins.
    ///
    /// No place is read twice, whatever `read` returns: a scan ends also where a rule takes nothing.
    func scan(_ read: (Index) -> Index?) {
        var free = startIndex
        for place in indices where place >= free { free = read(place) ?? place }
    }
}
