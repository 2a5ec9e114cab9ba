// Words that are one mistake away from those that were asked for: window.MateriaMistakes. Loaded where nothing else is found.
(function () {
  'use strict';

  const { fold } = window.MateriaWords;
  const { beginning, candidate, cuts, exact, loaded, lowerBound, piece, pieces, wordList } = window.MateriaIndex;

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
    const backwards = await loaded(index.backwards, cuts);
    const behind = await Promise.all(pieces(backwards, turned.slice(0, half), 2).map((name) => loaded(name, wordList)));
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

  window.MateriaMistakes = Object.freeze({ nearly: nearly, similar: similar, isOneEdit: isOneEdit });
})();
