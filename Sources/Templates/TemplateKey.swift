/// Every name that a template can read. Pages can fill no other, and a template that reads another is refused.
///
/// What each is, and where, is told in `docs/themes.md`.
package enum TemplateKey: String, CaseIterable, Sendable {
    case abbreviation, absent, after, age, ages, alerts, also, answers, appliesTo, arms, asks, assessment, audience, authors
    case baseURL, before, below, bias, biasNote, biasText, body, brief, built, by, calculator, calculators, canonical, cases, cells, certainty, chance, certaintyBy
    case certaintyID, certaintyKey, certaintyMark, certaintySource, certaintyStart, certaintyText, changes, changesHref, choice, choices
    case citation, citationTags, citedBy, cite, code, codes, column, columns, comparisons, contents, contentVersion, contested, contraindications, core, count
    case countID, counts, dataHref, date, days, definition, design, detail, direction, disclaimer, discussed, domain, doseLabel, doseTitle, due, dueDate
    case effective, embedHref, embedID, entries, every, everyID, evidence, examples, excludes, exclusions, expected, fieldID
    case feedHref, followUp, form, from, general, generator, grade, grades, group, groups, `guard`, harm, hazard, hazards, hasAnchors, hasAssessment
    case hasCalculator, hasCautions, hasChoiceOfScore, hasDays, hasDefaultProduct, hasDiscussed, hasDoseFields, hasForm
    case hasGrades, hasIndications, hasLetter, hasLimits, hasLogic, hasManyMentions, hasMissing, hasNotes, hasOccasion, hasStops
    case hasOutcomes, hasPlots, hasProbability, hasProduct, hasProducts, hasProtocols, hasReported, hasSources, hasStart
    case hasState, hasStates, hasThresholds, head, heads, height, help, high, hint, home, href, html, id, indications, infusions, intercept
    case interceptID, interval, intervalID, isChoice, isContested, isCurrent, isDefault, isDetail, isDose, isDraft, isEmpty
    case isGraded, isHere, isHome, isIllustrative, isIndication, isInfusion, isKey, isList, isLong, isNamed, isNumber, isOfChoice, isOpen
    case isOnLabel, isOutdated, isOverlapping, isRequired, isReviewed, isShown, isStale, isStop, isUnasked, isUncontrolled, isYesNo, item, items, key, kind
    case kindLabel, label, labelledUses, language, leastTime, leastTimeID, lede, linkedData, letter, level, levels, limit, limits, lines, local, localChoices, localWords,
        low
    case markdownHref, maximum, maximumID, measure, members, mentions, met, methods, mitigation, missing, missingCount, name, namedFacts, navigation
    case needs, next, nextSteps, note, notes, notMet, noun, number, on, option, optional, options, outcome, outcomes, ownTerms
    case page, pageKind, parts, patient, payer, pitfalls, place, plansTo, plots
    case plotsComparator, plotsPooled, plotsUncontrolled, points, policy, policyWords, pooled, population, possible, probability
    case product, products, `protocol`, protocols, provenance, query, question, questions, quote, range, reached, reasons, recordID, recordSafetyHref, records
    case references, regimen, regimens, reportHref, reportTo, reported, reportedID, reportedInterval, reportedIntervalID, reportedLevel, retrieved
    case review, reviewWords, root, rows, rule, said, same, scoreID, scores, scriptHashes, scripts, searchHref, safetyHref, section, sections, set, sex
    case singleHref, site, siteSummary, siteTitle, size, slope, slopeID, source, sourceFile, sourceWords, sources, span, spelled, standing, start
    case startCautions, startMissing, startStops
    case startID, state, status, step, stepLines, steps, strength, strengthKey, studies, styleHash, styles, successors, summary, svg
    case synonyms, system, table, tags, tagsHref, term, terms, text, thresholds, ticks, title, to, tolerance, trail, unit, units
    case unknown
    case unverified, url, value, verb, version, warning, warnings, weight, when, word, words, workedCases
}
