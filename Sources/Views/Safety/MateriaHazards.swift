/// What could go wrong with any calculator or checklist that Materia makes, what Materia does about it, and the tests that show it.
///
/// A site and its records add their own hazards; this list is of the software alone.
package enum MateriaHazards {
    package struct Entry: Sendable {
        package let hazard: String
        package let mitigation: String
        /// Functions in `Tests/`.
        package let tests: [String]
        let scope: Scope
    }

    /// What a hazard is of.
    enum Scope { case everything, doses, criteria }

    package static let all: [Entry] = [
        Entry(
            hazard: "A dose is worked out wrongly.",
            mitigation:
                "One engine works out every dose, on pages and on the command line. Its plans are held against a second reckoning that is written independently in another language, and a record's examples are worked out anew by every build.",
            tests: ["test_plans_agree", "test_the_worked_example", "test_the_same_reports_in_a_browser"], scope: .doses),
        Entry(
            hazard: "For a patient no row of a dose table holds, or two do.",
            mitigation: "Every table is tried for the whole population before a site is published. A gap or an overlap is an error that names a patient.",
            tests: ["agreement", "grid"], scope: .doses),
        Entry(
            hazard: "A weight, an age or a laboratory value is entered in another unit, or with a slip.",
            mitigation:
                "Units stand beside each field. Entries outside of their limits are refused, and a weight that does not fit the age is asked about before any dose.",
            tests: [
                "test_an_unusual_weight_is_asked_about_before_any_dose", "test_what_is_no_plain_number_is_refused_at_its_field",
                "test_a_question_of_a_laboratory_takes_both_units_and_notices_the_wrong_one",
            ], scope: .doses),
        Entry(
            hazard: "A dose is given to a patient for whom the regimen was not written.",
            mitigation: "Outside of the population no dose is shown, unless the record says that a caution is enough. A record's stops withhold the dose.",
            tests: ["test_a_child_gets_no_dose", "test_a_stop_withholds_the_dose"], scope: .doses),
        Entry(
            hazard: "A product of another drug or indication is dosed or infused by a regimen.",
            mitigation: "A product of another drug is refused. Where no rate is labelled for the indication, the plan says so.",
            tests: ["test_a_product_of_another_drug_is_refused", "test_a_product_of_another_indication_says_that_no_rate_is_labelled"], scope: .doses),
        Entry(
            hazard: "Something that was not answered would change the result.",
            mitigation: "What could change the dose is asked for and listed as not answered. A criterion that is unknown leaves the outcome open.",
            tests: ["test_asks_only_what_the_regimen_needs", "test_required_questions_are_marked_and_a_choice_has_no_answer_at_first", "test_a_reader_scores_a_patient"],
            scope: .everything),
        Entry(
            hazard: "A link brings back other inputs than were meant, or the record has changed since it was made.",
            mitigation: "A link with a part that is not understood shows no result, and a link says when its records have changed.",
            tests: [
                "test_a_part_of_a_link_that_is_not_understood_shows_no_dose", "test_a_link_says_when_its_records_have_changed_since",
                "test_a_link_that_cannot_be_right_withholds_the_result",
            ],
            scope: .everything),
        Entry(
            hazard: "Criteria are said to be met or not met where that is not decided.",
            mitigation: "A result is decided only where every way to answer what is unknown leads to it. The form and the command are held to each other.",
            tests: ["test_the_page_says_what_the_command_says", "test_what_cannot_be_read_withholds_the_result"], scope: .criteria),
        Entry(
            hazard: "A text on the site says another dose than the record.",
            mitigation:
                "Doses in texts are checked facts, held to their records by every build, or worked out from them. Doses that are neither facts nor cited can be made errors.",
            tests: ["takesTheSameStatementAndNoOther", "isOffUntilTurnedOn"], scope: .everything),
        Entry(
            hazard: "A word of a record or an article is missing on its page.",
            mitigation: "The words of each source are compared with its page before it is published. A word that is missing stops the build.",
            tests: ["test_what_a_theme_leaves_out_is_an_error"], scope: .everything),
        Entry(
            hazard: "A page works with a script of another version, or in part.",
            mitigation:
                "Names of scripts carry a fingerprint, a page and its engine refuse each other where they differ, and a page whose script does not start shows no result.",
            tests: [
                "test_without_a_sound_core_it_says_so_and_leaves_the_table", "test_a_page_whose_script_does_not_come_says_so", "test_a_failure_gives_no_dose_and_passes",
            ],
            scope: .everything),
        Entry(
            hazard: "An old page is used.",
            mitigation:
                "Pages, plans and copies say the version of their content and their records. A page that was kept says when the site is of another version, an overdue review is shown on the day of reading, and superseded records say so before any dose.",
            tests: [
                "test_an_old_page_says_that_the_site_is_newer", "test_an_overdue_review_is_seen_on_the_day_it_is",
                "test_a_superseded_regimen_says_so_wherever_its_dose_stands",
                "test_a_copied_plan_says_where_it_comes_from",
            ], scope: .everything),
        Entry(
            hazard: "A dose is another than last time, and those who know the old one are not told.",
            mitigation:
                "Two editions are compared value by value, and the worked examples of both are worked out with the records of both. A site that is told its last edition has a page of all that is another since, doses and limits first.",
            tests: [
                "anotherValueAnywhereIsAChange", "aDoseIsToldWithItsRatioItsFactAndItsPlaces", "test_the_site_says_what_changed_since_an_edition_and_search_does_not",
            ], scope: .everything),
        Entry(
            hazard: "Half of a new site is published.",
            mitigation: "A site replaces the one before it in one step, and none with an error is published.",
            tests: ["test_an_interrupted_build_leaves_a_whole_site", "test_errors_leave_the_site_alone"], scope: .everything),
        Entry(
            hazard: "What is entered of a patient is seen by others.",
            mitigation: "Nothing that is entered is stored or sent. A plan leaves a frame only for the pages that the site names.",
            tests: ["test_nothing_typed_is_kept", "test_a_plan_leaves_the_frame_for_nobody_by_itself"], scope: .everything),
    ]

    static func of(_ scope: Scope) -> [Entry] { all.filter { $0.scope == .everything || $0.scope == scope || scope == .everything } }
}
