/// Sex as the body size formulas use it.
public enum Sex: UInt8, Sendable, CaseIterable {
    case male = 1
    case female = 2
}
