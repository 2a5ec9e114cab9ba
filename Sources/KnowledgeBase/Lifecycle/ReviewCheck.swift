public import Diagnostics
import SourceData

extension Rule {
    public static let reviewOverdue = Rule(
        "review-overdue", .warning, .adjustable,
        means: "The next review of an article or a record was due before today: its `interval` after its last, or that of `site.yml`.",
        why: "The page says that it was reviewed, and its next review was due before today.",
        mend: "Have it reviewed, and write who did it and when.")
    public static let reviewDueSoon = Rule(
        "review-due-soon", .note, .adjustable,
        means: "It is due within a tenth of its interval, at most within 30 days.",
        why: "A review takes time. Who is told when it is overdue is told too late.",
        mend: "The same, in time")
    public static let changedSinceReview = Rule(
        "changed-since-review", .warning, .adjustable,
        means: "An article or a record is another version than the one that its `review` names.",
        why: "Nobody clinical has seen what it says now. Pages, plans and data say so, and count it as not reviewed.",
        mend: "`materia diff` shows what changed. Have that reviewed, and write it down by `materia review`.")
    public static let unversionedReview = Rule(
        "unversioned-review", .note, .adjustable,
        means: "A review does not say which version of its file it is of.",
        why: "When the file is changed, its page and its plans go on naming the reviewer.",
        mend: "`materia review`, by who reviewed it and when, where the file is as it was reviewed; it writes the version.")
    public static let reviewInFuture = Rule(
        "review-in-future", .error, .adjustable,
        means: "A review is dated more than a day after today. One day is left for places east of Greenwich.",
        why: "A review that has not taken place is no review, and readers would trust the page for it.",
        mend: "The day on which it did")
}

/// Holds the dates of clinical reviews against the day of the check.
struct ReviewCheck {
    let today: CalendarDate
    /// Months, for what has no interval of its own.
    let interval: Int?
    let log: DiagnosticLog

    /// The most days before its day on which a review is announced.
    private static let notice = 30

    func check(_ articles: [Article], _ records: [Record]) {
        for article in articles where article.status != .superseded { check(article.writtenReview) }
        for head in records.map(\.head) where head.status == .current { check(head.writtenReview) }
    }

    private func check(_ review: Review?) {
        guard let review else { return }
        // East of Greenwich it is tomorrow already.
        if review.on.days(after: today) > 1 {
            log.report(
                .reviewInFuture, at: review.position, "the review is dated \(review.on.spelledOut), which is after today, \(today.spelledOut)",
                suggestion: "write the day on which it took place")
            return
        }
        if review.isStale {
            // That it is overdue as well does not matter any more.
            log.report(
                .changedSinceReview, at: review.position, "the file has changed since it was reviewed \(review.words)",
                suggestion: "`materia diff` shows what changed; have that reviewed, and write it down by `materia review`")
            return
        }
        if review.version == nil {
            log.report(
                .unversionedReview, at: review.position, "the review does not say which version of the file it is of",
                suggestion: "where the file is as it was reviewed, run `materia review` with the same --by and --on; it writes the version")
        }
        guard let months = review.interval ?? interval else { return }
        let due = review.on.adding(months: months)
        let left = due.days(after: today)
        if left < 0 {
            log.report(
                .reviewOverdue, at: review.position, "the next review was due on \(due.spelledOut)",
                suggestion: "have it reviewed, and write who did it and when; the date alone is no review")
        } else if left <= Swift.min(Self.notice, due.days(after: review.on) / 10) {
            log.report(
                .reviewDueSoon, at: review.position,
                left == 0 ? "the next review is due today" : "the next review is due on \(due.spelledOut), in \(left) day\(left == 1 ? "" : "s")",
                suggestion: "have it reviewed, and write who did it and when")
        }
    }
}
