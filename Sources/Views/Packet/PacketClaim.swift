import Markdown

/// What a reviewer is to hold against its source.
struct PacketClaim {
    /// What kind of statement it is, where that is no plain sentence: `Warning`, a row's label.
    var label = ""
    let html: String
    /// Each source as it is printed; empty where none is named.
    let sources: [String]
}

/// Claims that stand under one heading.
struct PacketGroup {
    let title: String
    var claims: [PacketClaim]
}
