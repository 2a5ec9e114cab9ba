// What a result shows of its section: window.MateriaSnippets.
(function () {
  'use strict';

  const { fold, groups } = window.MateriaWords;

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

  // As a text spells it.
  function spelt(word, found) {
    for (const result of found) {
      const text = result.title + ' ' + result.heading + ' ' + result.text;
      for (const group of groups(text)) for (const part of group.parts) if (fold(part.text) === word) return part.text;
    }
    return word;
  }

  window.MateriaSnippets = Object.freeze({ marked: marked, snippet: snippet, spelt: spelt });
})();
