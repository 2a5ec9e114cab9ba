// The words of a text, as the index of the site has them: window.MateriaWords. The same rules as in Sources/Search.
(function () {
  'use strict';

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

  // Words that ask for a dose. What they ask for are the others.
  const ASKING = new Set('calculator calculate calculation dose doses dosing dosage work out much give'.split(' ').map(fold));

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

  window.MateriaWords = Object.freeze({ fold: fold, groups: groups, words: words, stem: stem, COMMON: COMMON, ASKING: ASKING });
})();
