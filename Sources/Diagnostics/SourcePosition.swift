/// A place in a source file.
public struct SourcePosition: Hashable, Comparable, Sendable {
    public let source: SourceFile
    private var lineNumber: Int32
    private var columnNumber: Int32

    /// Line, counted from 1.
    public var line: Int {
        get { Int(lineNumber) }
        set { lineNumber = Int32(clamping: newValue) }
    }

    /// Column, counted from 1 in Unicode scalars.
    public var column: Int {
        get { Int(columnNumber) }
        set { columnNumber = Int32(clamping: newValue) }
    }

    public init(in source: SourceFile, line: Int = 1, column: Int = 1) {
        self.source = source
        lineNumber = Int32(clamping: line)
        columnNumber = Int32(clamping: column)
    }

    public init(file: String, line: Int = 1, column: Int = 1) {
        self.init(in: SourceFile(file), line: line, column: column)
    }

    /// Path of the file, relative to the folder being built, with `/` between its parts.
    public var file: String { source.path }

    public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        a.source == b.source ? (a.lineNumber, a.columnNumber) < (b.lineNumber, b.columnNumber) : a.file < b.file
    }
}

/// A value together with the place it was read from.
public struct Located<Value> {
    public var value: Value
    public var position: SourcePosition

    public init(_ value: Value, at position: SourcePosition) {
        self.value = value
        self.position = position
    }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}
