/// The names at the head of a reference, shortened to "et al" as a style asks.
///
/// Groups stand where they are listed, set off by semicolons, and are never shortened away:
/// `Doe JF, Roe JP III, Coe RT Jr, et al; Laser ROP Study Group` (AMA 3.7; NLM does the same).
struct NameList {
    /// How a style shortens the list.
    struct Limit {
        /// Up to so many people are all named.
        let most: Int
        /// Of more people so many are named.
        let first: Int
        let etAl: String
    }

    let names: [Name]
    /// More people wrote the work than `names` has.
    var isIncomplete = false

    func text(_ limit: Limit) -> String {
        let peopleCount = names.count { if case .person = $0 { true } else { false } }
        let isShortened = isIncomplete || peopleCount > limit.most
        let named = isShortened ? min(limit.first, peopleCount) : peopleCount

        var text = ""
        var count = 0
        var afterGroup = false
        for name in names {
            switch name {
            case .group(let group):
                text += (text.isEmpty ? "" : "; ") + group
                afterGroup = true
            case .person(let person):
                count += 1
                if count > named { continue }
                text += (text.isEmpty ? "" : afterGroup ? "; " : ", ") + person.inverted
                if isShortened, count == named { text += ", \(limit.etAl)" }
                afterGroup = false
            }
        }
        return isShortened && peopleCount == 0 && !text.isEmpty ? "\(text), \(limit.etAl)" : text
    }
}
