// The calculators that a query asks for, with a patient's figures filled in: window.MateriaDoses. Loaded where a query has figures, or asks
// for a dose.
(function () {
  'use strict';

  const { words, COMMON, ASKING } = window.MateriaWords;
  const { loaded, root } = window.MateriaIndex;

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

  window.MateriaDoses = Object.freeze({ figures: figures, offers: offers });
})();
