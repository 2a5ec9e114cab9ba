// Finds words of the site in the files of its index: window.MateriaSearch. Nothing is sent and nothing kept: the index is scripts that are
// loaded as they are needed, and so it works from a file as well.
//
// A query is words. Each is looked for as it stands, by its stem, as the beginning of a word while it is typed, by the other names that the
// glossary gives it, and with one mistake where nothing else is found. A section scores more the rarer a word is and the more a place says
// that the section is about it: title, heading, names, then text. Sections with all words come before those with some.
(function () {
  'use strict';

  const FORMAT = 1, LEVELS = 12;
  const root = new URL('../', document.currentScript.src);

  // MARK: Words. The same rules as in Sources/Search.

  const LETTERS = { 'æ': 'ae', 'œ': 'oe', 'ß': 'ss', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ı': 'i' };
  const GREEK = { 'α': 'alpha', 'β': 'beta', 'γ': 'gamma', 'δ': 'delta', 'κ': 'kappa', 'λ': 'lambda' };
  const folds = new Map();

  function fold(word) {
    let folded = folds.get(word);
    if (folded === undefined) {
      folded = spelling(/^[\x00-\x7f]*$/.test(word) ? word.toLowerCase() : plain(word));
      if (folds.size > 20000) folds.clear();
      folds.set(word, folded);
    }
    return folded;
  }

  function plain(word) {
    const text = word.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[æœßøłđı]/g, (letter) => LETTERS[letter]);
    return GREEK[text] || text;
  }

  function spelling(word) {
    if (/[0-9]/.test(word)) return word;
    const out = word.replace(/[ao]e|z/g, (part) => part === 'z' ? 's' : 'e').replace(/^leuco/, 'leuko');
    const rules = [
      [/^([a-z]{2,})our(s|ed|ing|al|able|ally|ful|less|ite|ites)?$/, '$1or$2'], [/^([a-z]{2,}[bt])re(s?)$/, null], [/^([a-z]{2,})ogue(s?)$/, '$1og$2'],
      [/^([a-z]{2,})mme(s?)$/, '$1m$2'], [/^([a-z]+)ll(ed|ing|er|ers)$/, '$1l$2']
    ];
    for (const [rule, by] of rules) {
      const match = rule.exec(out);
      if (!match) continue;
      if (by) return out.replace(rule, by);
      // Two letters before fibre's b.
      if (match[1].length > 2) return match[1] + 'er' + match[2];
    }
    return out;
  }

  const SIGN = '\\u2E80-\\u2FDF\\u3041-\\u30FF\\u3400-\\u4DBF\\u4E00-\\u9FFF';
  const WORD = '(?:(?![' + SIGN + '])[\\p{L}\\p{N}\\p{M}])';
  const RUN = new RegExp('[' + SIGN + ']|' + WORD + '+', 'gu');

  // Words with their places; those that are joined stand in one group, with what they are together.
  function groups(text) {
    const runs = Array.from(text.matchAll(RUN), (match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
    const out = [];
    for (let at = 0; at < runs.length; at += 1) {
      let part = { text: runs[at].text, start: runs[at].start, end: runs[at].end };
      const group = { parts: [part], joiners: '', whole: null };
      const isSign = (run) => new RegExp('^[' + SIGN + ']$').test(run.text);
      while (at + 1 < runs.length && !isSign(part) && !isSign(runs[at + 1]) && runs[at + 1].start === part.end + 1) {
        const joiner = text[part.end], next = runs[at + 1];
        const digits = /[0-9]$/.test(part.text) && /^[0-9]/.test(next.text);
        if (joiner === '.' && digits) {
          part.text += '.' + next.text;
        } else if (joiner === ',' && digits && /^[0-9]{3}$/.test(next.text)) {
          part.text += next.text;
        } else if ('-\u2010\u2011\'\u2019/'.indexOf(joiner) >= 0) {
          // Gottron's papules
          if ('\'\u2019'.indexOf(joiner) >= 0 && /^s$/i.test(next.text)) { at += 1; break; }
          group.joiners += joiner === '/' ? '/' : '-';
          part = { text: next.text, start: next.start, end: next.end };
          group.parts.push(part);
          at += 1;
          continue;
        } else {
          break;
        }
        part.end = next.end;
        at += 1;
      }
      if (/^-+$/.test(group.joiners)) {
        const whole = group.parts.map((one) => one.text).join('');
        if (!/^[0-9.]*$/.test(whole)) group.whole = whole;
      }
      if (/^\/+$/.test(group.joiners) && group.parts.every((one) => one.text.length <= 4)) group.whole = group.parts.map((one) => one.text).join('/');
      out.push(group);
    }
    return out;
  }

  const words = (text) => groups(text).flatMap((group) => group.parts.map((part) => fold(part.text)));

  // Words that are in every text. They count where nothing else is asked.
  const COMMON = new Set(('a an and are as at be by can do does for from had has have how if in is it may not of on or should that the their then ' +
    'this to was were what when where which who why will with').split(' ').map(fold));

  // What a word has in common with its other forms. Light: what is cut too short finds what is not meant.
  function stem(word) {
    if (word.length < 4 || /[^a-z]/.test(word)) return word;
    let out = word;
    if (/ies$/.test(out)) out = out.slice(0, -3) + 'y';
    else if (/(ss|x|ch|sh)es$/.test(out)) out = out.slice(0, -2);
    else if (/[^sui]s$/.test(out)) out = out.slice(0, -1);
    const ends = ['ations', 'ation', 'ions', 'ion', 'ings', 'ing', 'ements', 'ement', 'ments', 'ment', 'ical', 'ic', 'ed', 'ly', 'ness', 'al'];
    for (const end of ends) {
      const rest = out.slice(0, -end.length);
      if (out.endsWith(end) && rest.length >= 3 && /[aeiouy]/.test(rest)) {
        out = rest;
        break;
      }
    }
    if (out.length > 4 && /([^aeiouls])\1$/.test(out)) out = out.slice(0, -1);
    if (out.length > 3 && /e$/.test(out)) out = out.slice(0, -1);
    return out.replace(/y$/, 'i');
  }

  // One letter more, less, another, or two that have changed places.
  function isOneEdit(one, other) {
    if (one === other) return true;
    const longer = one.length >= other.length ? one : other, shorter = longer === one ? other : one;
    if (longer.length - shorter.length > 1) return false;
    let at = 0;
    while (at < shorter.length && longer[at] === shorter[at]) at += 1;
    if (longer.length > shorter.length) return longer.slice(at + 1) === shorter.slice(at);
    if (longer.slice(at + 1) === shorter.slice(at + 1)) return true;
    return longer[at] === shorter[at + 1] && longer[at + 1] === shorter[at] && longer.slice(at + 2) === shorter.slice(at + 2);
  }

  // MARK: Files

  const loads = new Map();
  let delivered = {}, isFresh = false;
  window.materiaSearch = (name, data) => { delivered[name] = data; };

  function load(name) {
    let known = loads.get(name);
    if (!known) {
      known = new Promise((resolve, reject) => {
        const script = document.createElement('script');
        const fail = () => { script.remove(); loads.delete(name); reject(new Error('There is no ' + name)); };
        script.onload = () => {
          if (!(name in delivered)) return fail();
          script.remove();
          resolve(delivered[name]);
          delete delivered[name];
        };
        script.onerror = fail;
        script.src = new URL('search/' + name + '.js', root).href + (name === 'start' && isFresh ? '?' + Date.now() : '');
        document.head.append(script);
      });
      loads.set(name, known);
    }
    return known;
  }

  // What a file says, made out once.
  const read = new Map();
  async function loaded(name, make) {
    if (!read.has(name)) {
      const data = await load(name);
      if (!read.has(name)) read.set(name, make(data));
      loads.set(name, Promise.resolve(null));
    }
    return read.get(name);
  }

  const digit = (code) => code > 92 ? code - 36 : code - 35;

  function numbers(text) {
    let at = 0;
    const next = () => {
      const value = digit(text.charCodeAt(at));
      at += 1;
      return value < 64 ? value : value + 27 * next();
    };
    const take = (count) => { at += count; return text.slice(at - count, at); };
    return { next: next, take: take, isAtEnd: () => at >= text.length };
  }

  const NAME = 10;

  function listed(text) {
    const reader = numbers(text), found = [];
    while (!reader.isAtEnd()) found.push([reader.next(), reader.take(NAME)]);
    return found;
  }

  function wordList(text) {
    let last = '';
    return text.split(' ').slice(0, -1).map((entry) => { last = last.slice(0, digit(entry.charCodeAt(0))) + entry.slice(1); return last; });
  }

  function places(text) {
    const reader = numbers(text), sections = [], levels = [];
    while (!reader.isAtEnd()) {
      const level = reader.next();
      let section = -1;
      for (let count = reader.next(); count > 0; count -= 1) {
        section += reader.next() + 1;
        sections.push(section);
        levels.push(level);
      }
    }
    return { sections: sections, levels: levels };
  }

  const start = () => loaded('start', (data) => {
    if (data.format !== FORMAT) throw new Error('The index is of another version');
    const texts = listed(data.texts);
    let count = 0;
    return Object.assign(data, { texts: texts, ends: texts.map((entry) => { count += entry[0]; return count; }) });
  });

  const piece = (name) => loaded(name, (data) => {
    const list = wordList(data[0]), reader = numbers(data[1]), counts = [], isNamed = [];
    list.forEach(() => {
      const number = reader.next();
      counts.push(number >> 1);
      isNamed.push(number % 2 === 1);
    });
    const blocks = data[2].flatMap((block) => Array.from({ length: block[0] }, (_, index) => [block[1], index]));
    return { words: list, counts: counts, isNamed: isNamed, blocks: blocks, names: data[3] };
  });

  const backwards = (name) => loaded(name, wordList);

  // The pieces that words beginning with this could stand in, at most so many.
  function pieces(list, prefix, most) {
    let first = 0;
    while (first + 1 < list.length && list[first + 1][0] <= prefix) first += 1;
    const found = [];
    for (let at = first; at < list.length && found.length < most && (at === first || list[at][0].startsWith(prefix)); at += 1) found.push(list[at][1]);
    return found;
  }

  function lowerBound(list, word) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const beginning = (one, prefix) => {
    const found = [];
    for (let at = lowerBound(one.words, prefix); at < one.words.length && one.words[at].startsWith(prefix); at += 1) found.push(at);
    return found;
  };

  // MARK: Words of a query as words of the index

  const candidate = (one, at, weight, kind) => (
    { word: one.words[at], count: one.counts[at], isNamed: one.isNamed[at], block: one.blocks[at], weight: weight, kind: kind });

  async function exact(index, word) {
    const [name] = pieces(index.words, word, 1);
    if (!name) return null;
    const one = await piece(name), at = lowerBound(one.words, word);
    return one.words[at] === word ? candidate(one, at, 1, 'word') : null;
  }

  async function forms(index, word) {
    const own = stem(word), prefix = own.replace(/i$/, '');
    const lists = await Promise.all(pieces(index.words, prefix, 2).concat(pieces(index.words, word, 1)).map(piece));
    return Array.from(new Set(lists)).flatMap((one) => beginning(one, prefix).filter((at) => one.words[at] !== word && stem(one.words[at]) === own)
      .map((at) => candidate(one, at, 0.8, 'form')));
  }

  async function longer(index, word, most) {
    const lists = await Promise.all(pieces(index.words, word, 2).map(piece));
    const found = lists.flatMap((one) => beginning(one, word).filter((at) => one.words[at] !== word)
      .map((at) => candidate(one, at, 0.75 * Math.sqrt(word.length / one.words[at].length), 'beginning')));
    const worth = (one) => (one.isNamed ? 4 : 0) + Math.log(1 + one.count) - one.word.length / 20;
    // Of few files: each is some more to load with each letter that is typed.
    const blocks = new Set();
    return found.filter((one) => word.length > 2 || one.isNamed).sort((one, other) => worth(other) - worth(one))
      .filter((one) => blocks.has(one.block[0]) || blocks.size < 3 && blocks.add(one.block[0])).slice(0, most);
  }

  // A mistake in a pair of letters that is folded is more than one in what it is folded to: hameolysis, haamolysis.
  function respelt(text) {
    const found = new Set();
    const add = (other) => { if ((other.match(/[ao]e/g) || []).length > (text.match(/[ao]e/g) || []).length) found.add(fold(other)); };
    for (let at = 0; at + 1 < text.length; at += 1) {
      add(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2));
      if (/[ao]/.test(text[at])) add(text.slice(0, at + 1) + 'e' + text.slice(at + 2));
      if (text[at + 1] === 'e') ['a', 'o'].forEach((letter) => { add(text.slice(0, at) + letter + text.slice(at + 1)); });
    }
    return Array.from(found);
  }

  // Words that are one mistake away: either the first or the last letters are right. Of codes and figures none is taken for another.
  async function nearly(index, text, word, isTyped) {
    if (word.length < 4 || /[^a-z]/.test(word)) return [];
    const half = Math.min(3, word.length >> 1);
    const turned = Array.from(word).reverse().join('');
    const ahead = await Promise.all(pieces(index.words, word.slice(0, half), 2).map(piece));
    const behind = await Promise.all(pieces(index.backwards, turned.slice(0, half), 2).map(backwards));
    const found = new Map();
    const isNear = (other) => other.length > 3 && !/[^a-z]/.test(other) && Math.abs(other.length - word.length) < 2 && isOneEdit(word, other);
    ahead.forEach((one) => beginning(one, word.slice(0, half)).forEach((at) => { if (isNear(one.words[at])) found.set(one.words[at], candidate(one, at, 0.5, 'mistake')); }));
    for (const list of behind) {
      for (let at = lowerBound(list, turned.slice(0, half)); at < list.length && list[at].startsWith(turned.slice(0, half)); at += 1) {
        if (Math.abs(list[at].length - word.length) > 1) continue;
        const other = Array.from(list[at]).reverse().join('');
        if (!found.has(other) && isNear(other)) {
          const one = await exact(index, other);
          if (one) found.set(other, Object.assign(one, { weight: 0.5, kind: 'mistake' }));
        }
      }
    }
    for (const other of respelt(text)) {
      const one = found.has(other) ? null : await exact(index, other);
      if (one) found.set(other, Object.assign(one, { weight: 0.5, kind: 'mistake' }));
    }
    // What is typed so far, with a mistake in it.
    if (!found.size && isTyped && word.length > 4) {
      ahead.forEach((one) => beginning(one, word.slice(0, half)).forEach((at) => {
        const other = one.words[at];
        if (other.length > word.length && !/[^a-z]/.test(other) && [-1, 0, 1].some((more) => isOneEdit(word, other.slice(0, word.length + more)))) {
          found.set(other, candidate(one, at, 0.4, 'mistake'));
        }
      }));
    }
    return Array.from(found.values()).sort((one, other) => other.count - one.count).slice(0, 5);
  }

  async function similar(index, word) {
    if (word.length < 6 || /[^a-z]/.test(word)) return [];
    const lists = await Promise.all(pieces(index.words, word.slice(0, 4), 2).map(piece));
    return lists.flatMap((one) => beginning(one, word.slice(0, 4)).filter((at) => one.counts[at] > 20 && one.words[at] !== word && isOneEdit(word, one.words[at]))
      .map((at) => candidate(one, at, 0.5, 'mistake'))).slice(0, 2);
  }

  async function wordsFor(index, unit) {
    const own = await exact(index, unit.word);
    const whole = unit.whole ? await exact(index, unit.whole) : null;
    let found = (own ? [own] : []).concat(whole ? [whole] : []);
    if (!unit.isCommon || unit.isTyped) {
      found = found.concat(await forms(index, unit.word));
      if (unit.isTyped || !found.length) found = found.concat(await longer(index, unit.word, unit.isTyped ? 8 : 4));
      if (!found.length) found = await nearly(index, unit.text.toLowerCase(), unit.word, unit.isTyped);
      // What stands in one place, and one letter from a word that stands in many, may be a mistake in both.
      else if (found.every((one) => one.count < 3 && !one.isNamed)) found = found.concat(await similar(index, unit.word));
    }
    const seen = new Set();
    found = found.filter((one) => !seen.has(one.word) && seen.add(one.word));
    unit.own = own;
    unit.candidates = found.slice(0, 12);
  }

  // The other names of what the query names, each for the words that it stands for.
  async function otherNames(index, units) {
    const found = [];
    for (let at = 0; at < units.length; at += 1) {
      const [name] = pieces(index.words, units[at].word, 1);
      if (!name) continue;
      const names = (await piece(name)).names;
      let best = null;
      for (const [own, others] of names) {
        const parts = own.split(' ');
        if (parts.every((part, offset) => units[at + offset] && units[at + offset].word === part) && (!best || parts.length > best.count)) {
          best = { at: at, count: parts.length, others: others };
        }
      }
      if (best) {
        const sets = await Promise.all(best.others.map((other) => Promise.all(other.split(' ').map((part) => exact(index, part)))));
        found.push({ at: best.at, count: best.count, sets: sets.filter((set) => set.every(Boolean)), names: best.others });
        at += best.count - 1;
      }
    }
    return found;
  }

  // MARK: Scores

  const knownPlaces = new Map();

  async function placesOf(one, isWhole) {
    if (!one.places) {
      const block = await loaded(one.block[0], (data) => data);
      const entry = block[one.block[1]];
      one.tail = Array.isArray(entry) ? entry[1] : null;
      const key = one.block.join(' ');
      if (!knownPlaces.has(key)) knownPlaces.set(key, places(Array.isArray(entry) ? entry[0] : entry));
      one.places = knownPlaces.get(key);
    }
    if (isWhole && one.tail && !one.rest) one.rest = await loaded(one.tail, places);
    return one;
  }

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
      const take = (section, value) => {
        if (best[section] === 0) touched.push(section);
        if (value > best[section]) best[section] = value;
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

  const PER_PAGE = 3, REFERENCES = 6;

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
    return (await Promise.all(chosen.map(async (place) => {
      const [title, address, group, kind, isOutdated, sections] = await loaded(place.file, (data) => data);
      const [anchor, heading, context, text] = sections[place.offset];
      const result = { title: title, heading: heading, context: context, group: group, kind: kind, isOutdated: isOutdated === 1, anchor: anchor, text: text, address: address,
        href: new URL(address, root).href + (anchor ? '#' + anchor : ''), score: place.score };
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
    }))).sort((one, other) => other.score - one.score);
  }

  // Parts of a text, those that match marked: pairs of text and whether it does.
  function marked(text, isMatch) {
    const parts = [];
    let at = 0;
    groups(text).forEach((group) => {
      const isWhole = group.whole && isMatch(fold(group.whole));
      group.parts.forEach((part) => {
        if (!isWhole && !isMatch(fold(part.text))) return;
        if (part.start > at) parts.push([text.slice(at, part.start), false]);
        parts.push([text.slice(part.start, part.end), true]);
        at = part.end;
      });
    });
    if (at < text.length) parts.push([text.slice(at), false]);
    return parts;
  }

  const SNIPPET = 220;

  // Whole sentences or cells where they fit: what is cut off may be a not.
  function snippet(text, isMatch) {
    const sentences = text.split(/(?<=[.!?]) +(?=[^\s\p{Ll}])|(?= · )/u);
    const worth = sentences.map((sentence) => new Set(marked(sentence, isMatch).filter((part) => part[1]).map((part) => fold(part[0]))).size);
    let first = 0;
    worth.forEach((value, at) => { if (value > worth[first]) first = at; });
    let last = first, size = sentences[first].length;
    while (last + 1 < sentences.length && size + sentences[last + 1].length < SNIPPET) { last += 1; size += sentences[last].length + 1; }
    while (first > 0 && size + sentences[first - 1].length < SNIPPET / 2) { first -= 1; size += sentences[first].length + 1; }
    let shown = sentences.slice(first, last + 1).map((sentence) => sentence.replace(/^ · /, first === last ? '' : ' · ')).join(' ').replace(/ {2,}/g, ' ').trim();
    let before = first > 0, after = last + 1 < sentences.length;
    if (shown.length > SNIPPET * 1.6) {
      const parts = marked(shown, isMatch);
      const lead = parts.length && !parts[0][1] ? parts[0][0].length : 0;
      let from = lead > SNIPPET / 2 ? shown.indexOf(' ', lead - 90) + 1 : 0;
      let to = shown.lastIndexOf(' ', from + SNIPPET);
      if (to <= from) to = from + SNIPPET;
      before = before || from > 0;
      after = after || to < shown.length;
      shown = shown.slice(from, to);
    }
    shown = shown.replace(/^· /, '');
    return (before ? [['… ', false]] : []).concat(marked(shown, isMatch), after ? [[' …', false]] : []);
  }

  // MARK: Doses

  // Figures that have one meaning: a number with a point, and a unit. A dose has grams, a course has days: those are no weight and no age.
  const FIGURES = [
    ['height', /^(\d+) *ft *(\d+(?:\.\d+)?) *in(?:ches)?$/i, (match) => match[1] + ' ft ' + match[2] + ' in'],
    ['weight', /^(\d+(?:\.\d+)?) *(?:kg|kilograms?|kilos?)$/i, (match) => match[1] + ' kg'],
    ['weight', /^(\d+(?:\.\d+)?) *(?:lbs?|pounds?)$/i, (match) => match[1] + ' lb'],
    ['height', /^(\d+(?:\.\d+)?) *(?:cm|centimet(?:er|re)s?)$/i, (match) => match[1] + ' cm'],
    ['age', /^(\d+(?:\.\d+)?)[ -]*(?:years?|yrs?)(?:[ -]*old)?$/i, (match) => match[1] + ' years'],
    ['age', /^(\d+(?:\.\d+)?)[ -]*months?[ -]*old$/i, (match) => match[1] + ' months']
  ];
  const FIGURE = /\d+ *ft *\d+(?:\.\d+)? *in(?:ches)?(?![\w/])|\d+(?:\.\d+)?[ -]*(?:kilograms?|kilos?|kg|lbs?|pounds?|centimet(?:er|re)s?|cm|(?:years?|yrs?)(?:[ -]*old)?|months?[ -]*old)(?![\w/²·^]| *(?:\/|per\b))/gi;

  function figures(query) {
    const found = {}, twice = new Set(), spans = [];
    let rest = '', at = 0;
    for (const match of query.matchAll(FIGURE)) {
      const before = query.slice(0, match.index);
      rest += query.slice(at, match.index) + ' ';
      at = match.index + match[0].length;
      const form = FIGURES.find((one) => one[1].test(match[0]));
      // 60-70 kg, 62,5 kg, 1 / 70 kg, < 40 kg
      // Nor are two of a kind, or how long something is given.
      const isPart = /[\d.,\/<>≤≥±+~–-] *$|\b(?:to|or|under|over|below|above|than|per|least|most|between) *$/i.test(before);
      const isTime = form && form[0] === 'age' && !/old$/i.test(match[0]) && /\b(?:for|every|in|after|within|last|past) *$/i.test(before);
      if (!form) continue;
      if (isPart || isTime) {
        twice.add(form[0]);
        continue;
      }
      if (form[0] in found) twice.add(form[0]);
      found[form[0]] = form[2](form[1].exec(match[0]));
      spans.push([match.index, at]);
    }
    twice.forEach((name) => { delete found[name]; });
    return { found: found, unclear: Array.from(twice), rest: rest + query.slice(at), spans: spans };
  }

  const ASKING = new Set('calculator calculate calculation dose doses dosing dosage work out much give'.split(' ').map(fold));

  async function offers(index, query) {
    if (!index.doses) return [];
    const asked = figures(query);
    const all = words(asked.rest);
    const isQuestion = Object.keys(asked.found).length > 0 || asked.unclear.length > 0 || all.some((word) => ASKING.has(word));
    const wanted = all.filter((word) => !ASKING.has(word) && !COMMON.has(word));
    if (!isQuestion || !wanted.length) return [];
    const [regimens, products] = await loaded(index.doses, (data) => data);
    const has = (names, word) => names.some((name) => name.split(' ').indexOf(word) >= 0);
    const branded = products.filter((product) => wanted.some((word) => /[a-z]/.test(word) && has(product[2], word)));
    // Of several products with words of the query those that have the most.
    const fit = (product) => wanted.filter((word) => has(product[2], word)).length;
    const most = Math.max(0, ...branded.map(fit));
    const meant = branded.filter((product) => fit(product) === most);
    return regimens.filter((regimen) => {
      const own = meant.filter((product) => regimen[5].indexOf(product[0]) >= 0);
      // Only those whose records name the product.
      if (meant.length && !own.length) return false;
      return wanted.every((word) => has(regimen[3], word) || own.some((product) => has(product[2], word)));
    }).slice(0, 4).map((regimen) => {
      const own = meant.filter((product) => regimen[5].indexOf(product[0]) >= 0);
      const filled = Object.keys(asked.found).filter((name) => regimen[4].indexOf(name) >= 0);
      const given = new URLSearchParams({ calculator: regimen[0] });
      filled.forEach((name) => { given.set(name, asked.found[name]); });
      if (own.length === 1) given.set('product', own[0][0]);
      return {
        title: regimen[1], href: new URL(regimen[2], root).href + '#' + given.toString().replace(/%2C/g, ',').replace(/%3A/g, ':'),
        filled: filled.map((name) => name + ' ' + asked.found[name]).concat(own.length === 1 ? [own[0][1]] : []),
        unused: Object.keys(asked.found).filter((name) => filled.indexOf(name) < 0).map((name) => name + ' ' + asked.found[name]), unclear: asked.unclear
      };
    });
  }

  // MARK: The search

  async function search(query, options) {
    try {
      return await attempt(query, options || {});
    } catch (error) {
      // A site that was published since has files of other names.
      if (isFresh) throw error;
      isFresh = true;
      loads.clear();
      read.clear();
      try {
        return await attempt(query, options || {});
      } finally {
        isFresh = false;
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
    const spans = figures(query).spans;
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
    // The rest of the places of common words, where no section is about all that is asked, and few have all of it.
    if (units.length > 1 && scored.full < 10 && scored.share < 0.5) {
      const common = units.map((unit) => unit.own).filter((one) => one && one.tail);
      if (common.length) {
        await Promise.all(common.map((one) => placesOf(one, true)));
        scored = score(index, units, names);
      }
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
    return { results: found, offers: await offers(index, query), total: scored.full || scored.found.length, isWhole: scored.full > 0, corrected: corrected,
      missing: units.filter((unit) => !unit.isCommon && !unit.candidates.length).map((unit) => unit.text), query: query };
  }

  // As a text spells it.
  function spelt(word, found) {
    for (const result of found) {
      const text = result.title + ' ' + result.heading + ' ' + result.text;
      for (const group of groups(text)) for (const part of group.parts) if (fold(part.text) === word) return part.text;
    }
    return word;
  }

  window.MateriaSearch = Object.freeze({ search: search, fold: fold, stem: stem, words: words, isOneEdit: isOneEdit, figures: figures, snippet: snippet });
})();
