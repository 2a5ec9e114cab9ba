// The files of the index, and the words of a query as words of the index: window.MateriaIndex. The files are scripts that are loaded as they
// are needed, and so it works from a file as well.
(function () {
  'use strict';

  const { fold, stem } = window.MateriaWords;
  const FORMAT = 2;
  const root = new URL('../', document.currentScript.src);
  // Addresses of what only some queries need.
  const rest = Object.assign({}, document.currentScript.dataset);

  // MARK: Files

  const loads = new Map();
  let delivered = {}, isFresh = false;
  window.materiaSearch = (name, data) => { delivered[name] = data; };

  // Resolves to what a script gives away; 'given' is undefined where it gave nothing.
  function run(name, address, given) {
    let known = loads.get(name);
    if (!known) {
      known = new Promise((resolve, reject) => {
        const script = document.createElement('script');
        const finish = () => {
          const data = given();
          script.remove();
          if (data !== undefined) return resolve(data);
          loads.delete(name);
          reject(new Error('There is no ' + name));
        };
        script.onload = script.onerror = finish;
        script.src = address;
        document.head.append(script);
      });
      loads.set(name, known);
    }
    return known;
  }

  function load(name) {
    const address = new URL('search/' + name + '.js', root).href + (name === 'start' && isFresh ? '?' + Date.now() : '');
    return run(name, address, () => { const data = delivered[name]; delete delivered[name]; return data; });
  }

  const mistakes = () => run('mistakes', rest.mistakesSrc, () => window.MateriaMistakes);
  const doses = () => run('doses', rest.dosesSrc, () => window.MateriaDoses);

  // True where a site that was published since may have files of other names: those that are known are forgotten.
  function renew() {
    if (isFresh) return false;
    isFresh = true;
    loads.clear();
    read.clear();
    return true;
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

  // Pieces: where each starts, and its name.
  const cuts = (data) => wordList(data[0]).map((first, at) => [first, data[1].slice(at * NAME, (at + 1) * NAME)]);

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
    return Object.assign(data, { words: cuts(data.words), texts: texts, ends: texts.map((entry) => { count += entry[0]; return count; }) });
  });

  const piece = (name) => loaded(name, (data) => {
    const list = wordList(data[0]), reader = numbers(data[1]), counts = [], isNamed = [];
    list.forEach(() => {
      const number = reader.next();
      counts.push(number >> 1);
      isNamed.push(number % 2 === 1);
    });
    const blocks = listed(data[2]).flatMap((block) => Array.from({ length: block[0] }, (_, index) => [block[1], index]));
    return { words: list, counts: counts, isNamed: isNamed, blocks: blocks, names: data[3] };
  });

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
  async function wordsFor(index, unit) {
    const own = await exact(index, unit.word);
    const whole = unit.whole ? await exact(index, unit.whole) : null;
    let found = (own ? [own] : []).concat(whole ? [whole] : []);
    if (!unit.isCommon || unit.isTyped) {
      found = found.concat(await forms(index, unit.word));
      if (unit.isTyped || !found.length) found = found.concat(await longer(index, unit.word, unit.isTyped ? 8 : 4));
      if (!found.length) found = await (await mistakes()).nearly(index, unit.text.toLowerCase(), unit.word, unit.isTyped);
      // What stands in one place, and one letter from a word that stands in many, may be a mistake in both.
      else if (found.every((one) => one.count < 3 && !one.isNamed)) found = found.concat(await (await mistakes()).similar(index, unit.word));
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

  window.MateriaIndex = Object.freeze({
    root: root, start: start, loaded: loaded, listed: listed, piece: piece, pieces: pieces, wordList: wordList, cuts: cuts, beginning: beginning, lowerBound: lowerBound,
    candidate: candidate, exact: exact, wordsFor: wordsFor, otherNames: otherNames, placesOf: placesOf, doses: doses, mistakes: mistakes, renew: renew,
    settle: () => { isFresh = false; }
  });
})();
