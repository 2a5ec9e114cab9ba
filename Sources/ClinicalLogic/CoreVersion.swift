// Written by scripts/build-core from the sources of this module and of Sources/Browser; do not edit.

/// Which sources a core was built from. What one version encoded, no other reads.
public enum CoreVersion {
    /// The first 48 bits of a SHA-256, which a Double holds exactly.
    public static var number: Double { 0x85f0609bee97 }
}
