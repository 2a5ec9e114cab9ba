#if canImport(CJemalloc)
    import CJemalloc
#endif

enum Memory {
    /// Memory that is not used goes back to the system within half a second, and not ten: a build needs much for a page that gathers, and little
    /// for the thousand behind it.
    static func prepare() {
        #if canImport(CJemalloc)
            for name in ["arenas.dirty_decay_ms", "arena.0.dirty_decay_ms"] {
                var milliseconds = 500
                mallctl(name, nil, nil, &milliseconds, MemoryLayout.size(ofValue: milliseconds))
            }
        #endif
    }
}
