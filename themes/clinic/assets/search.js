// Finds words of the site in the files of its index: window.MateriaSearch. Nothing is sent and nothing kept: the index is scripts that are
// loaded as they are needed, and so it works from a file as well.
//
// A query is words. Each is looked for as it stands, by its stem, as the beginning of a word while it is typed, by the other names that the
// glossary gives it, and with one mistake where nothing else is found. A section scores more the rarer a word is and the more a place says
// that the section is about it: title, heading, names, then text. Sections with all words come before those with some.
(function () {
  'use strict';

  const { ASKING, COMMON, fold, groups, stem, words } = window.MateriaWords;
  const { doses, listed, loaded, lowerBound, mistakes, otherNames, placesOf, renew, root, settle, start, wordsFor } = window.MateriaIndex;
  const { marked, snippet, spelt } = window.MateriaSnippets;
  const LEVELS = 12;


  const rarity = (index, count) => Math.log(1 + (index.sections - count + 0.5) / (count + 0.5));

  let totals = new Float32Array(0), hits = new Uint8Array(0), best = new Float32Array(0);

  function score(index, units, names) {
    if (totals.length !== index.sections) {
      totals = new Float32Array(index.sections);
      best = new Float32Array(index.sections);
      hits = new Uint8Array(index.sections);
    }
    const all = [];
    const each = (one, weight, take) => {
      [one.places, one.rest].forEach((part) => {
        if (part) part.sections.forEach((section, at) => { take(section, weight * (part.levels[at] + 1) / LEVELS); });
      });
    };
    // Other names first: all words of one have to be there.
    const named = units.map(() => new Map());
    names.forEach((name) => {
      name.sets.forEach((set) => {
        const sums = new Map();
        set.forEach((one, position) => each(one, 0.6 * rarity(index, one.count) / set.length, (section, value) => {
          const sum = sums.get(section) || [0, 0];
          if (sum[1] === position) { sum[0] += value; sum[1] += 1; sums.set(section, sum); }
        }));
        sums.forEach((sum, section) => {
          if (sum[1] < set.length) return;
          for (let at = name.at; at < name.at + name.count; at += 1) named[at].set(section, Math.max(named[at].get(section) || 0, sum[0]));
        });
      });
    });
    units.forEach((unit, number) => {
      const touched = [];
      // A code that stands nowhere by itself is the beginning of others: a section with several of them is more about it.
      const several = !unit.own && /[0-9]/.test(unit.word) ? 0.3 : 0;
      const take = (section, value) => {
        if (best[section] === 0) touched.push(section);
        best[section] = Math.max(value, best[section]) + several * Math.min(value, best[section]);
      };
      const most = unit.own ? rarity(index, unit.own.count) : Infinity;
      unit.candidates.forEach((one) => each(one, one.weight * Math.min(most, rarity(index, one.count)), take));
      named[number].forEach((value, section) => take(section, value));
      touched.forEach((section) => {
        if (totals[section] === 0) all.push(section);
        totals[section] += best[section];
        if (!unit.isCommon) hits[section] += 1;
        best[section] = 0;
      });
    });
    const need = units.filter((unit) => !unit.isCommon).length;
    const possible = units.reduce((sum, unit) => sum + (unit.isCommon || !unit.own ? 0 : rarity(index, unit.own.count)), 0);
    let full = 0, most = 0;
    const found = [];
    all.forEach((section) => {
      if (hits[section] || !need) {
        if (hits[section] === need) {
          full += 1;
          most = Math.max(most, totals[section]);
        }
        const share = need ? hits[section] / need : 1;
        found.push([section, totals[section] * share * share]);
      }
      totals[section] = 0;
      hits[section] = 0;
    });
    return { found: found, full: full, share: possible ? most / possible : 0 };
  }

  function top(found, count) {
    if (found.length > count * 4) {
      // A bar that few are above saves sorting the rest.
      const values = Float32Array.from(found, (entry) => entry[1]).sort();
      const bar = values[values.length - count];
      found = found.filter((entry) => entry[1] >= bar);
    }
    return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, count);
  }

  // MARK: Texts

  const PER_PAGE = 3, GLOSSARY = 5, REFERENCES = 6, ALIKE = 0.35;

  async function textOf(index, section) {
    const at = lowerBound(index.ends, section + 1);
    const directory = await loaded(index.texts[at][1], listed);
    let first = at ? index.ends[at - 1] : 0;
    for (let number = 0; number < directory.length; number += 1) {
      const count = directory[number][0] >> 1;
      if (section < first + count) {
        let page = number;
        while (page > 0 && directory[page][0] % 2 === 0) page -= 1;
        return { file: directory[number][1], offset: section - first, page: at + '.' + page };
      }
      first += count;
    }
    throw new Error('There is no such section');
  }

  async function results(index, query, units, found, limit) {
    const chosen = [], pages = new Map();
    for (let at = 0; at < found.length && chosen.length < limit; at += limit) {
      const batch = await Promise.all(found.slice(at, at + limit).map(async (entry) => Object.assign(await textOf(index, entry[0]), { section: entry[0], score: entry[1] })));
      for (const place of batch) {
        const count = pages.get(place.page) || 0;
        if (count >= PER_PAGE || chosen.length >= limit) continue;
        pages.set(place.page, count + 1);
        chosen.push(place);
      }
    }
    const asked = units.map((unit) => unit.own || !unit.candidates.length ? unit.word : unit.candidates[0].word).join(' ');
    const wanted = new Set(units.filter((unit) => !unit.isCommon).map((unit) => unit.own || !unit.candidates.length ? unit.word : unit.candidates[0].word));
    const shown = await Promise.all(chosen.map(async (place) => {
      const [title, address, group, kind, isOutdated, sections] = await loaded(place.file, (data) => data);
      const [anchor, heading, context, text] = sections[place.offset];
      const result = { title: title, heading: heading, context: context, group: group, kind: kind, isOutdated: isOutdated === 1, anchor: anchor, text: text, address: address,
        href: new URL(address, root).href + (anchor ? '#' + anchor : ''), score: place.score, page: place.page };
      // What is asked for by its very name stands first.
      const named = words(title).join(' '), headed = words(heading).join(' ');
      const says = (text) => (' ' + text + ' ').indexOf(' ' + asked + ' ') >= 0;
      const hasAll = (text) => Array.from(wanted).every((word) => text.split(' ').indexOf(word) >= 0);
      if (asked === named && !heading) result.score *= 3;
      else if (!heading && named.startsWith(asked + ' ')) result.score *= 1.8;
      else if (!heading && hasAll(named)) result.score *= 1.6;
      else if (asked === headed) result.score *= 1.6;
      else if (says(headed)) result.score *= 1.4;
      else if (units.length > 1 && says(words(text).join(' '))) result.score *= 1.2;
      if (group === REFERENCES) result.score *= 0.75;
      if (result.isOutdated) result.score *= 0.4;
      return result;
    }));
    // A page with more about it stands before one with a word of it.
    const scores = shown.map((one) => shown.reduce((sum, other) => sum + (other !== one && other.page === one.page && one.group < GLOSSARY ? other.score : 0), 0));
    shown.forEach((one, at) => { one.score += ALIKE * Math.min(one.score, scores[at]); });
    return shown.sort((one, other) => other.score - one.score);
  }

  // MARK: The search

  async function search(query, options) {
    try {
      return await attempt(query, options || {});
    } catch (error) {
      // A site that was published since has files of other names.
      if (!renew()) throw error;
      try {
        return await attempt(query, options || {});
      } finally {
        settle();
      }
    }
  }

  async function attempt(query, options) {
    const index = await start();
    query = query.replace(/(\d)(kg|g|mg|mcg|µg|ml|l|lb|lbs|cm|mm)(?![\p{L}\p{N}])/giu, '$1 $2');
    const units = groups(query).flatMap((group) => group.parts.map((part) => (
      { text: part.text, word: fold(part.text), whole: group.whole ? fold(group.whole) : null, start: part.start, end: part.end })));
    if (!units.length) return { results: [], offers: [], total: 0, corrected: [], query: query };
    units.forEach((unit) => { unit.isCommon = COMMON.has(unit.word) || unit.text.length === 1 && !/[0-9]/.test(unit.text) && units.length > 1; });
    // A patient's figures are for the calculator; what else is asked finds the sections.
    const asksDose = /\d[ -]*(?:k|lb|p|c|ft|y|mo)/i.test(query) || units.some((unit) => ASKING.has(unit.word));
    const dose = asksDose ? await doses() : null;
    const spans = dose ? dose.figures(query).spans : [];
    units.forEach((unit) => { unit.isCommon = unit.isCommon || spans.some((span) => span[0] <= unit.start && unit.end <= span[1]); });
    if (units.every((unit) => unit.isCommon)) units.forEach((unit) => { unit.isCommon = false; });
    const last = units[units.length - 1];
    last.isTyped = last.end === query.length && options.isTyped !== false;
    units.length = Math.min(units.length, 12);
    await Promise.all(units.map((unit) => wordsFor(index, unit)));
    const names = await otherNames(index, units);
    const asked = units.flatMap((unit) => unit.candidates).concat(names.flatMap((name) => name.sets.flat()));
    await Promise.all(asked.map((one) => placesOf(one, false)));
    let scored = score(index, units, names);
    // The rest of the places of common words, where no section is about all that is asked, and few have all of it; those of the rarest first.
    const common = units.length > 1 ? units.map((unit) => unit.own).filter((one) => one && one.tail).sort((one, other) => one.count - other.count) : [];
    for (const one of common) {
      if (scored.full >= 10 || scored.share >= 0.5) break;
      await placesOf(one, true);
      scored = score(index, units, names);
    }
    const limit = options.limit || 10;
    const found = await results(index, query, units, top(scored.found, limit * 4), limit);
    const own = new Set(units.filter((unit) => !unit.isCommon).flatMap((unit) => unit.candidates).map((one) => one.word));
    const isOwn = (word) => own.has(word) || Boolean(last.isTyped) && last.word.length > 2 && word.startsWith(last.word);
    // Words of other names alone say little, so they are marked where nothing else is.
    const others = new Set(names.flatMap((name) => name.sets.flat()).map((one) => one.word));
    found.forEach((result) => {
      const isFound = words(result.title + ' ' + result.heading + ' ' + result.text).some(isOwn);
      const isMatch = isFound ? isOwn : (word) => others.has(word);
      result.snippet = snippet(result.text, isMatch);
      result.markedTitle = marked(result.title, isMatch);
      result.markedHeading = marked(result.heading, isMatch);
    });
    const corrected = units.filter((unit) => unit.candidates.length && unit.candidates[0].kind === 'mistake')
      .map((unit) => [unit.text, spelt(unit.candidates[0].word, found)]);
    return { results: found, offers: dose ? await dose.offers(index, query) : [], total: scored.full || scored.found.length, isWhole: scored.full > 0, corrected: corrected,
      missing: units.filter((unit) => !unit.isCommon && !unit.candidates.length).map((unit) => unit.text), query: query };
  }


  window.MateriaSearch = Object.freeze({
    search: search, fold: fold, stem: stem, words: words, snippet: snippet, figures: async (query) => (await doses()).figures(query),
    isOneEdit: async (one, other) => (await mistakes()).isOneEdit(one, other)
  });
})();
